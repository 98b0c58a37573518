import type { Clock } from '../runtime/clock.ts'
import type { NewId } from '../runtime/new-id.ts'
import { Trust } from '../runtime/trust.ts'
import { passFence, writeCounts } from './batch-fence.ts'
import { type BatchRun, createBatch, type OpenBatch } from './batch-writes.ts'
import type { BatchFence, BatchRunner, BatchSteps } from './batch.ts'
import { detectDatabase } from './dialect.ts'
import type { ModelParts } from './import-columns.ts'
import { type HostSteps, prepareBatch } from './prepared-batch.ts'
import { inTransaction } from './transaction.ts'

export interface BatchRunnerOptions {
  /** The host's drizzle database. */
  db: object
  clock: Clock
  newId: NewId
  /** How long a function of the host may take, in milliseconds; default a minute. */
  hostCallTimeout?: number
}

/** Runs the batches of imports: each applied once, whoever runs it and however often it is tried. */
export function createBatchRunner({
  db,
  clock,
  newId,
  hostCallTimeout = 60_000,
}: BatchRunnerOptions): BatchRunner {
  const database = detectDatabase(db)
  const trust = new Trust()
  const parts = { database, clock, newId, hostCallTimeout, trust }
  return {
    dialect: database.dialect,
    run: (fence, steps) => runBatch(parts, fence, steps),
    prepare: (fence, steps) => prepareBatch(beginRun(parts, fence), steps),
  }
}

interface RunnerParts extends ModelParts {
  hostCallTimeout: number
  trust: Trust
}

function beginRun(parts: RunnerParts, fence: BatchFence): BatchRun {
  const patience = { limit: parts.hostCallTimeout, sign: fence.leaseMilliseconds / 3 }
  return { ...parts, fence, patience, failed: [], turn: null }
}

function runBatch(parts: RunnerParts, fence: BatchFence, steps: HostSteps): Promise<boolean> {
  const run = beginRun(parts, fence)
  return inTransaction<OpenBatch, boolean>(parts.database, {
    ...(parts.database.dialect === 'sqlite' && { trust: parts.trust }),
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
  yield* writeCounts(run, batch, { before, counts })
  return true
}
