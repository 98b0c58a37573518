import { type SQL, sql } from 'drizzle-orm'
import { ahead } from '../runtime/ahead.ts'
import { type Before, endsWhenSilent, moveCursor, writeCounts } from './batch-fence.ts'
import { type BatchRun, createBatch, type OpenBatch } from './batch-writes.ts'
import type { Batch, BatchCounts, BatchSteps, PreparedBatch } from './batch.ts'
import { tryTransaction, wait } from './transaction.ts'

export type HostSteps = (batch: Batch) => BatchSteps<BatchCounts>

/**
 * Begins a batch before it is its turn. It reads and gets ready in its own transaction; the fence comes
 * when the batch before it is committed, and before the first thing is written. Tried once and without
 * savepoints: what goes wrong is left to the batch that is run instead.
 */
export function prepareBatch(run: BatchRun, steps: HostSteps): PreparedBatch {
  const turn = openTurn()
  const done = ahead(
    tryTransaction<OpenBatch, true>(run.database, {
      bind: (tx, signal) => createBatch(run, tx, signal),
      steps: (batch) => preparedSteps(run, batch, { steps, given: turn.given }),
    }),
  )
  return {
    write() {
      turn.give()
      return done.catch(() => false)
    },
    async drop() {
      turn.refuse(new NoTurnError())
      await done.catch(() => {})
    },
  }
}

function openTurn() {
  let give = () => {}
  let refuse: (error: Error) => void = () => {}
  const given = new Promise<void>((resolve, reject) => {
    give = resolve
    refuse = reject
  })
  return { given: ahead(given), give, refuse }
}

function* preparedSteps(
  run: BatchRun,
  batch: OpenBatch,
  { steps, given }: { steps: HostSteps; given: Promise<void> },
): BatchSteps<true> {
  yield* requireReadCommitted(run, batch)
  const passed = ahead(given.then(() => fencePassed(run, batch)))
  run.turn = ahead(passed.then(() => {}))
  const counts = yield* steps({ ...batch, turn: run.turn })
  const before = yield* wait(passed, 'the turn of a batch')
  yield* writeCounts(run, batch, { before, counts })
  return true
}

async function fencePassed(run: BatchRun, batch: OpenBatch): Promise<Before> {
  const [before] = await moveCursor(run, batch)
  if (!before) throw new NoTurnError()
  return before
}

/** Any stricter, the database would refuse a transaction that has read before the last one was committed. */
function* requireReadCommitted({ database, fence }: BatchRun, { tx }: OpenBatch): BatchSteps<void> {
  const isolation: SQL = sql`SELECT current_setting('transaction_isolation') AS isolation,
    ${endsWhenSilent(database, fence)}`
  const [row] = yield* wait(tx.execute(isolation), 'the isolation of a batch')
  if (row?.['isolation'] !== 'read committed') throw new NoTurnError()
}

/** The batch before this one has failed, the fence does not hold, or there is no preparing here. */
class NoTurnError extends Error {
  override name = 'NoTurnError'
}
