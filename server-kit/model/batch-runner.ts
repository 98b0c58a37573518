import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Clock } from '../runtime/clock.ts'
import type { NewId } from '../runtime/new-id.ts'
import { type BatchRun, createBatch, type OpenBatch } from './batch-writes.ts'
import type { Batch, BatchCounts, BatchFence, BatchRunner, BatchSteps } from './batch.ts'
import { detectDatabase, type ImportDatabase } from './dialect.ts'
import type { ModelParts } from './import-columns.ts'
import type { Drift, Import } from './import.ts'
import { SavepointTrust } from './savepoint-trust.ts'
import { inTransaction, wait } from './transaction.ts'

export interface BatchRunnerOptions {
  /** The host's drizzle database. */
  db: object
  clock: Clock
  newId: NewId
  /** How long a function of the host may take, in milliseconds; default a minute. */
  hostCallTimeout?: number
}

type HostSteps = (batch: Batch) => BatchSteps<BatchCounts>

/** How many failed rows an import shows without asking for the table of failed rows. */
const SHOWN_FAILED_ROWS = 100

/** Runs the batches of imports: each applied once, whoever runs it and however often it is tried. */
export function createBatchRunner({
  db,
  clock,
  newId,
  hostCallTimeout = 60_000,
}: BatchRunnerOptions): BatchRunner {
  const database = detectDatabase(db)
  const trust = new SavepointTrust()
  const parts = { database, clock, newId, hostCallTimeout, trust }
  return {
    dialect: database.dialect,
    run: (fence, steps) => runBatch(parts, fence, steps),
  }
}

interface RunnerParts extends ModelParts {
  hostCallTimeout: number
  trust: SavepointTrust
}

function runBatch(parts: RunnerParts, fence: BatchFence, steps: HostSteps): Promise<boolean> {
  const patience = { limit: parts.hostCallTimeout, sign: fence.leaseMilliseconds / 3 }
  const run: BatchRun = { ...parts, fence, patience, failed: [] }
  return inTransaction<OpenBatch, boolean>(parts.database, {
    trust: parts.trust,
    bind: (tx, signal) => createBatch(run, tx, signal),
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
    results: addUp(before.results ?? NONE, counts),
    failedRowsData: [...before.failedRowsData, ...run.failed].slice(0, SHOWN_FAILED_ROWS),
  })
  return true
}

type Before = Pick<Import, 'results' | 'failedRowsData'>

/**
 * Moves the cursor and renews the lease, which locks the record. Null when somebody else has done
 * these rows, holds the lease, or the import was cancelled: then nothing must be written.
 */
function* passFence({ database, fence }: BatchRun, { tx }: OpenBatch): BatchSteps<Before | null> {
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
  const [record] = yield* wait(database.rows(moved), 'the fence of a batch')
  return record ?? null
}

/** A process that is stopped in a batch would keep everybody from the import as long as it sleeps. */
function endsWhenSilent({ dialect }: ImportDatabase, { leaseMilliseconds }: BatchFence) {
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

function* writeCounts(
  { database, fence, clock }: BatchRun,
  { tx }: OpenBatch,
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
