import { eq } from 'drizzle-orm'
import type { Clock } from '../runtime/clock.ts'
import type { NewId } from '../runtime/new-id.ts'
import { detectDatabase } from './dialect.ts'
import { failedRows } from './failed-rows.ts'
import { importColumns, type ModelParts } from './import-columns.ts'
import type { Import, ImportModel, NewImport } from './import.ts'
import { importLeases } from './leases.ts'
import { importNotices } from './notices.ts'
import { storableText } from './storable.ts'
import { teamImports } from './team-imports.ts'
import { importUpkeep } from './upkeep.ts'

export interface ImportModelOptions {
  /** The host's drizzle database. */
  db: object
  clock: Clock
  newId: NewId
}

/** The Import model over the host's database, Postgres or SQLite. `migrate(db)` makes its tables. */
export function createImportModel({ db, clock, newId }: ImportModelOptions): ImportModel {
  const database = detectDatabase(db)
  const parts = { database, clock, newId }
  return {
    forTeam: (teamId) => teamImports(parts, teamId),
    create: (values) => create(parts, values),
    async find(id) {
      const { imports } = database.tables
      const [found] = await database.db
        .select(importColumns(database))
        .from(imports)
        .where(eq(imports.id, storableText(id)))
      return found ?? null
    },
    lease: importLeases(parts),
    failedRows: failedRows(database),
    notices: importNotices(database),
    upkeep: importUpkeep(database),
  }
}

/** What an upload is taken for until it has been read. */
const unread = (): Pick<Import, 'headers' | 'columnMappings' | 'source' | 'warnings'> => ({
  headers: [],
  columnMappings: [],
  source: { format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', headerRow: 1 },
  warnings: [],
})

async function create({ database, clock }: ModelParts, values: NewImport): Promise<Import> {
  const now = clock.now()
  const [created] = await database.db
    .insert(database.tables.imports)
    .values({
      ...unread(),
      failedRowsData: [],
      id: values.id,
      teamId: values.teamId,
      userId: values.userId,
      entityType: storableText(values.entityType),
      fileName: storableText(values.fileName),
      timeZone: storableText(values.timeZone),
      parentImportId: values.parentImportId ?? null,
      status: 'uploading',
      createdAt: now,
      updatedAt: now,
    })
    .returning(importColumns(database))
  if (!created) throw new Error('The database took an import but answered no row.')
  return created
}
