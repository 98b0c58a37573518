import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { MaybePromise } from '../importer/importer.ts'
import type { BatchRun, OpenBatch } from './batch-writes.ts'
import type { BatchCounts, BatchFence, BatchSteps } from './batch.ts'
import type { ImportDatabase } from './dialect.ts'
import type { Drift, Import } from './import.ts'
import { wait } from './transaction.ts'

/** How many failed rows an import shows without asking for the table of failed rows. */
const SHOWN_FAILED_ROWS = 100

/** The record when the fence was passed: what a batch adds to. */
export type Before = Pick<Import, 'results' | 'failedRowsData'>

/**
 * Moves the cursor and renews the lease, which locks the record. Null when somebody else has done
 * these rows, holds the lease, or the import was cancelled: then nothing must be written.
 */
export function* passFence(run: BatchRun, batch: OpenBatch): BatchSteps<Before | null> {
  const [record] = yield* wait(moveCursor(run, batch), 'the fence of a batch')
  return record ?? null
}

/** The fence as a statement: it answers the record, or nothing. */
export function moveCursor(
  { database, fence }: BatchRun,
  { tx }: OpenBatch,
): MaybePromise<Before[]> {
  const { imports } = database.tables
  const holds = and(
    eq(imports.id, fence.importId),
    eq(imports.teamId, fence.teamId),
    eq(imports.cursor, fence.from),
    eq(imports.status, 'importing'),
    eq(imports.leaseOwner, fence.owner),
  )
  const until: SQL<Date> = sql`${database.fromNow(fence.leaseMilliseconds)}`
  const moved = tx
    .update(imports)
    .set({ cursor: fence.to, leaseUntil: until, attempt: null })
    .where(holds)
    .returning({
      results: imports.results,
      failedRowsData: imports.failedRowsData,
      silence: endsWhenSilent(database, fence),
    })
  return database.rows(moved)
}

/** A process that is stopped in a batch would keep everybody from the import as long as it sleeps. */
export function endsWhenSilent(
  { dialect }: Pick<ImportDatabase, 'dialect'>,
  { leaseMilliseconds }: Pick<BatchFence, 'leaseMilliseconds'>,
) {
  if (dialect === 'sqlite') return sql`NULL`
  const milliseconds = String(Math.ceil(leaseMilliseconds))
  return sql`set_config('idle_in_transaction_session_timeout', ${milliseconds}, true)`
}

const NONE: BatchCounts = { created: 0, updated: 0, skipped: 0, failed: 0 }

function addUp(before: BatchCounts, batch: BatchCounts): BatchCounts {
  const drift = addDrift(before.drift ?? [], batch.drift ?? [])
  return {
    created: before.created + batch.created,
    updated: before.updated + batch.updated,
    skipped: before.skipped + batch.skipped,
    failed: before.failed + batch.failed,
    ...(drift.length > 0 && { drift }),
  }
}

function addDrift(before: Drift[], batch: Drift[]): Drift[] {
  const sums = new Map<string, Drift>()
  for (const drift of [...before, ...batch]) {
    const key = `${drift.planned} ${drift.became}`
    sums.set(key, { ...drift, rows: drift.rows + (sums.get(key)?.rows ?? 0) })
  }
  return [...sums.values()]
}

/** Adds what a batch has done to what the import had done before. */
export function* writeCounts(
  { database, fence, clock, failed: newFailed }: BatchRun,
  { tx }: OpenBatch,
  { before, counts }: { before: Before; counts: BatchCounts },
): BatchSteps<void> {
  const { imports } = database.tables
  const results = addUp(before.results ?? NONE, counts)
  const { created, updated, skipped, failed } = results
  const written = tx
    .update(imports)
    .set({
      results,
      failedRowsData: [...before.failedRowsData, ...newFailed].slice(0, SHOWN_FAILED_ROWS),
      createdRows: created,
      updatedRows: updated,
      skippedRows: skipped,
      failedRows: failed,
      processedRows: created + updated + skipped + failed,
      successfulRows: created + updated,
      updatedAt: clock.now(),
    })
    .where(eq(imports.id, fence.importId))
    .returning({ id: imports.id })
  yield* wait(database.rows(written), 'the counts of a batch')
}
