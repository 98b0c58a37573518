import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Clock } from '../runtime/clock.ts'
import type { NewId } from '../runtime/new-id.ts'
import { type BatchRun, createBatch, type OpenBatch } from './batch-writes.ts'
import type { Batch, BatchCounts, BatchFence, BatchRunner, BatchSteps } from './batch.ts'
import { detectDatabase } from './dialect.ts'
import type { ModelParts } from './import-columns.ts'
import type { Import } from './import.ts'
import { inTransaction } from './transaction.ts'

export interface BatchRunnerOptions {
  /** The host's drizzle database. */
  db: object
  clock: Clock
  newId: NewId
}

type HostSteps = (batch: Batch) => BatchSteps<BatchCounts>

/** How many failed rows an import shows without asking for the table of failed rows. */
const SHOWN_FAILED_ROWS = 100

/** Runs the batches of imports: each applied once, whoever runs it and however often it is tried. */
export function createBatchRunner({ db, clock, newId }: BatchRunnerOptions): BatchRunner {
  const parts = { database: detectDatabase(db), clock, newId }
  return {
    dialect: parts.database.dialect,
    run: (fence, steps) => runBatch(parts, fence, steps),
  }
}

function runBatch(parts: ModelParts, fence: BatchFence, steps: HostSteps): Promise<boolean> {
  const run: BatchRun = { ...parts, fence, failed: [] }
  return inTransaction<OpenBatch, boolean>(parts.database, {
    bind: (tx) => createBatch(run, tx),
    steps: (batch) => fencedSteps(run, batch, steps),
  })
}

function* fencedSteps(run: BatchRun, batch: OpenBatch, steps: HostSteps): BatchSteps<boolean> {
  // An attempt that ended in a deadlock may have left some.
  run.failed.length = 0
  const before = yield* passFence(run, batch)
  if (!before) return false
  const counts = yield* steps(batch)
  yield* writeCounts(run, batch, {
    results: addUp(before, counts),
    failedRowsData: [...before.failedRowsData, ...run.failed].slice(0, SHOWN_FAILED_ROWS),
  })
  return true
}

interface Before extends BatchCounts {
  failedRowsData: Import['failedRowsData']
}

/**
 * Moves the cursor and renews the lease, which locks the record. Null when somebody else has done
 * these rows, holds the lease, or the import was cancelled: then nothing must be written.
 */
function* passFence(
  { database, fence }: BatchRun,
  { tx, wait }: OpenBatch,
): BatchSteps<Before | null> {
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
    .set({ cursor: fence.to, leaseUntil: until })
    .where(holds)
    .returning({
      created: imports.createdRows,
      updated: imports.updatedRows,
      skipped: imports.skippedRows,
      failed: imports.failedRows,
      failedRowsData: imports.failedRowsData,
    })
  const [record] = yield* wait(database.rows(moved), 'the fence of a batch')
  return record ?? null
}

function addUp(before: BatchCounts, batch: BatchCounts): BatchCounts {
  return {
    created: before.created + batch.created,
    updated: before.updated + batch.updated,
    skipped: before.skipped + batch.skipped,
    failed: before.failed + batch.failed,
  }
}

function* writeCounts(
  { database, fence, clock }: BatchRun,
  { tx, wait }: OpenBatch,
  { results, failedRowsData }: { results: BatchCounts; failedRowsData: Import['failedRowsData'] },
): BatchSteps<void> {
  const { imports } = database.tables
  const { created, updated, skipped, failed } = results
  const written = tx
    .update(imports)
    .set({
      results,
      failedRowsData,
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
