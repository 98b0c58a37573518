import { and, eq, sql } from 'drizzle-orm'
import type { Batch, BatchFence, BatchSteps } from './batch.ts'
import type { Connection } from './dialect.ts'
import type { ModelParts } from './import-columns.ts'
import type { FailedRow, Import } from './import.ts'
import { cutText, keyOf, storableJson, storableText } from './storable.ts'
import { type Patience, savepoint, wait, waitFor } from './transaction.ts'

/** One attempt at a batch: what its savepoints share. */
export interface BatchRun extends ModelParts {
  fence: BatchFence
  patience: Patience
  /** The failed rows inserted so far, for the import's own list. */
  failed: Import['failedRowsData']
  turn: Promise<void> | null
}

export interface OpenBatch extends Batch {
  tx: Connection
}

/** Rows in one statement: SQLite takes 32,766 parameters. */
const CHUNK = 1_000
const LONGEST_REASON = 500

/** The kit's own writes in a batch's transaction, or in a savepoint of it. */
export function createBatch(run: BatchRun, tx: Connection, signal: AbortSignal): OpenBatch {
  return {
    tx,
    signal,
    turn: run.turn,
    wait: (value, by) => waitFor(value, by, run.patience),
    *savepoint(steps) {
      const before = run.failed.length
      try {
        return yield* savepoint(steps)
      } catch (error) {
        // The rows went with the savepoint.
        run.failed.length = before
        throw error
      }
    },
    insertFailedRows: (rows) => insertFailedRows(run, tx, rows),
    createdLinks: (link, field, values) => createdLinks(run, tx, { link, field, values }),
    rememberLinks: (link, field, ids) => rememberLinks(run, tx, { link, field, ids }),
  }
}

function* insertFailedRows(run: BatchRun, tx: Connection, rows: FailedRow[]): BatchSteps<void> {
  const { database, fence, clock, newId } = run
  const { failedImportRows } = database.tables
  if (run.turn) yield* wait(run.turn, 'the turn of a batch')
  const now = clock.now()
  for (const chunk of chunksOf(rows)) {
    const values = chunk.map((row) => ({
      id: newId(),
      importId: fence.importId,
      teamId: fence.teamId,
      rowNumber: row.rowNumber,
      data: storableJson(row.data),
      validationError: storableText(cutText(row.error, LONGEST_REASON)),
      createdAt: now,
      updatedAt: now,
    }))
    const inserted = tx
      .insert(failedImportRows)
      .values(values)
      .onConflictDoNothing()
      .returning({ row: failedImportRows.rowNumber, error: failedImportRows.validationError })
    run.failed.push(...(yield* wait(database.rows(inserted), 'inserting failed rows')))
  }
}

interface LinkQuery {
  link: string
  field: string
  values: string[]
}

function* createdLinks(
  { database, fence }: BatchRun,
  tx: Connection,
  { link, field, values }: LinkQuery,
): BatchSteps<Map<string, string>> {
  const { importCreatedLinks: links } = database.tables
  const found = new Map<string, string>()
  if (values.length === 0) return found
  const valueOfKey = new Map(values.map((value) => [keyOf(value), value]))
  const known = tx
    .select({ key: links.value, id: links.recordId })
    .from(links)
    .where(
      and(
        eq(links.importId, fence.importId),
        eq(links.link, link),
        eq(links.field, field),
        database.isOneOf(links.value, [...valueOfKey.keys()]),
      ),
    )
  for (const { key, id } of yield* wait(database.rows(known), 'finding created links')) {
    found.set(valueOfKey.get(key) ?? key, id)
  }
  return found
}

function* rememberLinks(
  { database, fence }: BatchRun,
  tx: Connection,
  { link, field, ids }: { link: string; field: string; ids: Map<string, string> },
): BatchSteps<void> {
  const { importCreatedLinks: links } = database.tables
  const pairs = [...ids].map(([value, recordId]) => [keyOf(value), recordId])
  if (pairs.length === 0) return
  const statement = sql`INSERT INTO ${links} (import_id, link, field, value, record_id)
    SELECT ${database.text(fence.importId)}, ${database.text(link)}, ${database.text(field)},
      pair.value ->> 0, pair.value ->> 1
    FROM ${database.items(JSON.stringify(pairs))} AS pair WHERE true ON CONFLICT DO NOTHING`
  yield* wait(database.run(tx, statement), 'remembering created links')
}

function* chunksOf<T>(items: T[]) {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK)
}
