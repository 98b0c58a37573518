import { type SQL, sql } from 'drizzle-orm'
import { createBatchRunner } from '../../server-kit/model/batch-runner.ts'
import type { Batch, BatchFence, BatchRunner, BatchSteps } from '../../server-kit/model/batch.ts'
import { type Connection, detectDatabase } from '../../server-kit/model/dialect.ts'
import type { Import } from '../../server-kit/model/import.ts'
import { newUlid } from '../../server-kit/runtime/new-id.ts'
import { type ModelFixture, openModel, present } from './model-fixture.ts'
import type { TestDatabase } from './test-databases.ts'

/** A batch runner on a migrated database, with a table of a host: `records (name)`, each name once. */
export interface BatchFixture extends ModelFixture {
  batches: BatchRunner
  runnerFor(db: object): BatchRunner
  /** A running import, leased by `me`. */
  leased(): Promise<Import>
  read(record: Import): Promise<Import>
  /** Runs SQL as a host does: through the transaction it is given, in the form its database needs. */
  execute(batch: Batch, statement: SQL): BatchSteps<unknown>
  write(batch: Batch, name: string): BatchSteps<unknown>
  /** The names that begin with `prefix`. */
  written(prefix: string): Promise<unknown[]>
}

export const NOTHING = { created: 0, updated: 0, skipped: 0, failed: 0 }

export async function openBatches(open: () => Promise<TestDatabase>): Promise<BatchFixture> {
  const fixture = await openModel(open)
  const { database, model, clock } = fixture
  await database.query(sql`CREATE TABLE records (name text PRIMARY KEY)`)
  const { run } = detectDatabase(database.db)
  const runnerFor = (db: object) => createBatchRunner({ db, clock, newId: newUlid })
  const execute: BatchFixture['execute'] = (batch, statement) =>
    batch.wait(run(batch.tx as Connection, statement), 'save of people')
  return {
    ...fixture,
    batches: runnerFor(database.db),
    runnerFor,
    leased: async () => present(await model.lease.take((await fixture.started()).id, 'me', 60_000)),
    read: async ({ id }) => present(await model.find(id)),
    execute,
    write: (batch, name) => execute(batch, sql`INSERT INTO records (name) VALUES (${name})`),
    async written(prefix) {
      const rows = await database.query(
        sql`SELECT name FROM records WHERE name LIKE ${`${prefix}%`} ORDER BY name`,
      )
      return rows.map(({ name }) => name)
    },
  }
}

export const fenceOf = (record: Import, from: number, to: number): BatchFence => ({
  importId: record.id,
  teamId: record.teamId,
  owner: 'me',
  from,
  to,
  leaseMilliseconds: 60_000,
})

export const failure = (rowNumber: number, error = 'No.') => ({
  rowNumber,
  data: { A: 'x' },
  error,
})
