import { createImportModel } from '../../server-kit/model/import-model.ts'
import { migrate } from '../../server-kit/model/migrate.ts'
import type { Import, ImportModel, ImportPatch } from '../../server-kit/model/import.ts'
import { newUlid } from '../../server-kit/runtime/new-id.ts'
import type { TestDatabase } from './test-databases.ts'

/** A migrated database with its model, a clock that tests move, and imports in any state. */
export interface ModelFixture {
  database: TestDatabase
  model: ImportModel
  /** Stands still until a test sets `time`. */
  clock: { time: Date; now(): Date }
  /** An import of team `north` in `mapping`. */
  mapped(values?: Partial<Pick<Import, 'teamId' | 'entityType' | 'fileName'>>): Promise<Import>
  previewed(patch?: ImportPatch): Promise<Import>
  started(): Promise<Import>
}

export async function openModel(open: () => Promise<TestDatabase>): Promise<ModelFixture> {
  const database = await open()
  await migrate(database.db)
  const clock = { time: new Date('2026-03-01T12:00:00Z'), now: () => clock.time }
  const model = createImportModel({ db: database.db, clock, newId: newUlid })
  const move = async (record: Import, change: Parameters<Team['transition']>[1]) =>
    present(await model.forTeam(record.teamId).transition(record.id, change))
  const mapped: ModelFixture['mapped'] = async (values = {}) => {
    const created = await model.create({
      id: newUlid(),
      teamId: 'north',
      userId: 'ada',
      entityType: 'people',
      fileName: 'people.csv',
      timeZone: 'Europe/Berlin',
      ...values,
    })
    return move(created, { from: ['uploading'], to: 'mapping' })
  }
  const previewed: ModelFixture['previewed'] = async (set = {}) => {
    const reviewed = await move(await mapped(), { from: ['mapping'], to: 'reviewing' })
    return move(reviewed, { from: ['reviewing'], to: 'previewing', set })
  }
  const started = async () => {
    const { id, teamId } = await previewed({ totalRows: 1000 })
    return present(await model.forTeam(teamId).transitionToImporting(id))
  }
  return { database, model, clock, mapped, previewed, started }
}

type Team = ReturnType<ImportModel['forTeam']>

/** For what a test knows to be there. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('Nothing is there.')
  return value
}
