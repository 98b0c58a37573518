import { setTimeout as wait } from 'node:timers/promises'
import { errorText } from '../runtime/error-text.ts'
import type { PreparedBatch } from '../model/batch.ts'
import type { RowToWrite } from '../row-store/row-store.ts'
import { databaseAnswers, DatabaseAwayError } from './database-away.ts'
import { type Execution, fenceOf, MOST_UNEXPECTED } from './execution.ts'
import { isMisuse } from './misuse.ts'
import { HostFailsError, leaveOut, writeBatch } from './write-batch.ts'

const MOST_TRIES = 3

/** The cursor after the batch; `lost`: cancelled, or somebody else runs the import. */
export type BatchEnd = number | 'lost'

/**
 * Writes rows from the cursor on in one transaction. When it fails it is tried again with half of the
 * rows; a database that is away is nobody's fault and is said as such.
 */
export async function runBatch(
  execution: Execution,
  from: number,
  rows: readonly RowToWrite[],
): Promise<BatchEnd> {
  for (let tries = 1, part = rows; ; tries++) {
    try {
      return await attempt(execution, from, part)
    } catch (error) {
      if (error instanceof HostFailsError) {
        part = part.slice(0, MOST_UNEXPECTED)
        continue
      }
      if (isMisuse(error)) throw error
      if (!(await databaseAnswers(execution))) throw new DatabaseAwayError(error)
      if (tries === MOST_TRIES) throw error
      note(execution, from, { error, tries })
      execution.pace.halve(part.length)
      part = part.slice(0, Math.ceil(part.length / 2))
      await wait(200 * 2 ** tries * (0.5 + Math.random()))
    }
  }
}

/** Writes a batch that was made ready; false: it is to be run. */
export async function writePrepared(execution: Execution, batch: PreparedBatch): Promise<boolean> {
  const { unexpected } = execution
  try {
    const isWritten = await batch.write()
    if (!isWritten) execution.unexpected = unexpected
    return isWritten
  } finally {
    execution.isWriting = false
  }
}

async function attempt(
  execution: Execution,
  from: number,
  rows: readonly RowToWrite[],
): Promise<BatchEnd> {
  const { kit, record, owner, pace } = execution
  const fence = fenceOf(execution, from, rows)
  const { to } = fence
  const begun = pace.attempt(from, { rows: rows.length, to })
  const batch = { from, attempt: begun, milliseconds: fence.leaseMilliseconds }
  if (!(await kit.model.lease.begin(record.id, owner, batch))) return 'lost'
  const unexpected = execution.unexpected
  const isDeadly = pace.isDeadly(from)
  execution.isWriting = true
  try {
    const holds = await kit.batches.run(fence, (open) => {
      // An attempt that ended in a deadlock has counted its rows already.
      execution.unexpected = unexpected
      return isDeadly ? leaveOut(execution, open, rows) : writeBatch(execution, open, rows)
    })
    return holds ? to : await afterDoubt(execution, to)
  } finally {
    execution.isWriting = false
  }
}

/** The fence does not hold either when the answer to our own commit was lost. */
async function afterDoubt({ kit, record, owner }: Execution, to: number): Promise<BatchEnd> {
  const now = await kit.model.lease.take(record.id, owner, kit.pulse.lease)
  return now?.cursor === to ? to : 'lost'
}

function note(
  { kit, record }: Execution,
  from: number,
  { error, tries }: { error: unknown; tries: number },
) {
  const details = { importId: record.id, from, tries, error: errorText(error) }
  kit.logger.error('a batch failed and is tried again', details)
}
