import { setImmediate as nextTurn } from 'node:timers/promises'
import { ImportError } from '../errors.ts'
import type { KitParts } from '../kit-parts.ts'
import type { Import } from '../model/import.ts'
import type { RowToWrite } from '../row-store/row-store.ts'
import { errorText } from '../runtime/error-text.ts'
import { reasonOf, withReason } from '../stopped-warning.ts'
import { databaseAnswers, DatabaseAwayError } from './database-away.ts'
import { BatchAhead } from './batch-ahead.ts'
import { MOST_UNEXPECTED, openExecution, type Execution } from './execution.ts'
import { LogKeeper } from './log-keeper.ts'
import { ProcessedMark } from './processed-mark.ts'
import { ReadAhead } from './read-ahead.ts'
import { type BatchEnd, runBatch, writePrepared } from './run-batch.ts'

/** A run of an import that this process has the lease of. */
interface Run {
  kit: KitParts
  record: Import
  owner: string
}

export interface ExecuteOptions {
  /** Validates and matches what a decision has changed in the very moment of the start. */
  prepare(record: Import, signal: AbortSignal): Promise<void>
  signal: AbortSignal
}

/**
 * Runs an import from its cursor to its end, batch by batch, each in one transaction. Only the owner
 * of the lease runs it: a second caller returns at once. When `signal` aborts, the batch is finished
 * and the lease given back, so that another process goes on at once. When the database is away the
 * lease runs out, and whoever sweeps goes on.
 */
export async function executeImport(
  kit: KitParts,
  importId: string,
  { prepare, signal }: ExecuteOptions,
): Promise<void> {
  const owner = kit.newId()
  const record = await kit.model.lease.take(importId, owner, kit.pulse.lease)
  if (!record) return
  const run = { kit, record, owner }
  const opened: { execution?: Execution } = {}
  const heartbeat = setInterval(() => {
    // A batch holds the record, and its lease is alive while it does.
    if (!opened.execution?.isWriting) void renew(run)
  }, kit.pulse.lease / 3)
  try {
    opened.execution = await openExecution(kit, record, owner)
    await kit.rows.open(importId).freeze()
    await prepare(record, signal)
    await runWithLog(opened.execution, signal)
  } catch (error) {
    await stopAfter(run, error)
  } finally {
    clearInterval(heartbeat)
    await release(run)
  }
}

async function runWithLog(execution: Execution, signal: AbortSignal) {
  const log = new LogKeeper(execution)
  try {
    await runToEnd(execution, log, signal)
  } finally {
    await log.end()
  }
}

async function runToEnd(execution: Execution, log: LogKeeper, signal: AbortSignal) {
  const { kit, record, owner } = execution
  const mark = new ProcessedMark(execution)
  const ahead = new BatchAhead(execution)
  const reading = new ReadAhead(kit.rows.open(record.id))
  try {
    const isOurs = await runBatches({ execution, log, mark, ahead, reading }, signal)
    if (!isOurs) return
  } finally {
    await ahead.end()
  }
  await mark.settled()
  if (!signal.aborted) await finish({ kit, record, owner }, 'completed')
}

interface Running {
  execution: Execution
  log: LogKeeper
  mark: ProcessedMark
  ahead: BatchAhead
  reading: ReadAhead
}

/** Runs batches until there are no more rows or `signal` aborts. False: somebody else goes on, or nobody. */
async function runBatches(running: Running, signal: AbortSignal): Promise<boolean> {
  const { execution, log, mark, reading } = running
  const { pace } = execution
  let cursor = execution.record.cursor
  while (!signal.aborted) {
    if (execution.unexpected >= MOST_UNEXPECTED) {
      throw new ImportError('internal', 'The importer failed on 1,000 rows in a row.')
    }
    const rows = await reading.after(cursor, pace.rowsAt(cursor))
    const last = rows.at(-1)
    if (!last) break
    const began = performance.now()
    const to = await writeRows(running, cursor, rows)
    if (to === 'lost') return false
    if (to === last.rowNumber) pace.took(rows.length, performance.now() - began)
    cursor = to
    mark.moved(cursor)
    await log.wrote(rows.length)
    // Rows that were read ahead are there at once: requests have to come in between.
    await nextTurn()
  }
  return true
}

async function writeRows(
  running: Running,
  cursor: number,
  rows: readonly RowToWrite[],
): Promise<BatchEnd> {
  const { execution, ahead } = running
  const prepared = await ahead.take(rows)
  void goAhead(running, rows)
  if (prepared) {
    if (await writePrepared(execution, prepared)) return rows.at(-1)?.rowNumber ?? cursor
    ahead.failed()
  }
  return runBatch(execution, cursor, rows)
}

/** While some rows are written: reads the next ones, has them made ready, and reads those after them. */
async function goAhead({ execution, ahead, reading }: Running, written: readonly RowToWrite[]) {
  const begin = (rows: readonly RowToWrite[]) => {
    const last = rows.at(-1)?.rowNumber
    return last === undefined ? [] : reading.begin(last, execution.pace.rowsAt(last))
  }
  try {
    const next = await begin(written)
    ahead.begin(written, next)
    if (ahead.isPossible) await begin(next)
  } catch {
    // Whoever asks for the rows meets it.
  }
}

async function renew({ kit, record, owner }: Run) {
  try {
    await kit.model.lease.renew(record.id, owner, kit.pulse.lease)
  } catch (error) {
    kit.logger.error('the lease could not be renewed', details(record, error))
  }
}

async function release({ kit, record, owner }: Run) {
  try {
    await kit.model.lease.release(record.id, owner)
  } catch (error) {
    kit.logger.error('the lease could not be given back', details(record, error))
  }
}

/** What the batches wrote stays. A failed import is shown to the user, who can resume it. */
async function stopAfter(run: Run, error: unknown) {
  const { kit, record } = run
  try {
    if (error instanceof DatabaseAwayError || !(await databaseAnswers(run))) {
      kit.logger.error('the database is away: the import goes on later', details(record, error))
      return
    }
    kit.logger.error('an import failed', details(record, error))
    await finish(run, 'failed', withReason(record.warnings, reasonOf(error)))
  } catch (failure) {
    kit.logger.error('an import could not be ended', details(record, failure))
  }
}

async function finish(
  { kit, record, owner }: Run,
  status: 'completed' | 'failed',
  warnings = record.warnings,
) {
  const finished = await kit.model.lease.finish(record.id, owner, { status, warnings })
  if (finished) kit.notifier.wake(record.id)
}

const details = ({ id }: Import, error: unknown) => ({ importId: id, error: errorText(error) })
