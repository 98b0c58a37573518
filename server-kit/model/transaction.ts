import { setImmediate as nextTurn } from 'node:timers/promises'
import type { MaybePromise } from '../importer/importer.ts'
import { type SQL, sql } from 'drizzle-orm'
import type { Connection, ImportDatabase } from './dialect.ts'
import { isConnectionLost, isFatal, isRetryable } from './database-errors.ts'
import { inTime } from '../importer/host-timeout.ts'
import type { Trust } from '../runtime/trust.ts'
import { SavepointMissedError } from './savepoint-missed.ts'
import { TransactionGuard } from './transaction-guard.ts'

/**
 * A step of a transaction. Transactions are written once, as generators that yield what they wait
 * for, and driven in two ways: on Postgres every promise is awaited; on SQLite the whole transaction
 * is one synchronous call, in which a promise is an error that names who returned it.
 */
type Step<Scope> =
  { kind: 'wait'; value: MaybePromise<unknown>; by: string; patience?: Patience } | Savepoint<Scope>
interface Savepoint<Scope> {
  kind: 'savepoint'
  run: (scope: Scope) => Steps<Scope, unknown>
}
export type Steps<Scope, T> = Generator<Step<Scope>, T, unknown>

/** How long a transaction waits for somebody who is not the database; milliseconds. */
export interface Patience {
  limit: number
  /** How often the database hears of us meanwhile: it may end a transaction that is silent. */
  sign: number
}

/**
 * What a transaction runs in: `bind` makes it anew for each savepoint. `signal` aborts when the
 * transaction is over, or given up because somebody in it did not answer in time.
 */
export interface Transaction<Scope, T> {
  bind(tx: Connection, signal: AbortSignal): Scope
  steps(scope: Scope): Steps<Scope, T>
  /**
   * Whether savepoints are left out at first; default: they are not. In a savepoint SQLite writes the former
   * content of each page that changes to a temporary file, which took more than a third of an import. Only
   * when something is thrown, all is undone and done again with them.
   */
  trust?: Trust
}

const ATTEMPTS = 5

/**
 * Runs steps in one transaction. Deadlocks, serialization failures and lost connections run all steps
 * again, up to five times; whatever else is thrown undoes everything and goes on to the caller. After
 * a lost connection nobody knows whether the commit arrived: steps must bear to be run once more.
 */
export async function inTransaction<Scope, T>(
  database: ImportDatabase,
  transaction: Transaction<Scope, T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(database, transaction)
    } catch (error) {
      if (!canTryAgain(error) || attempt === ATTEMPTS) throw error
      // At random: otherwise the same two would meet again.
      await pause(Math.random() * 20 * 2 ** attempt)
    }
  }
}

/** Waits for `value`: the generator's form of `await`. `by` names who is asked. */
export function wait<Scope, T>(value: MaybePromise<T>, by: string): Steps<Scope, T> {
  return answerTo<Scope, T>({ kind: 'wait', value, by })
}

/** Waits for somebody who may never answer: then the transaction is given up with their name. */
export function waitFor<Scope, T>(
  value: MaybePromise<T>,
  by: string,
  patience: Patience,
): Steps<Scope, T> {
  return answerTo<Scope, T>({ kind: 'wait', value, by, patience })
}

/** Runs steps in a savepoint: when they throw, what they wrote is undone and the error goes on. */
export function savepoint<Scope, T>(run: (scope: Scope) => Steps<Scope, T>): Steps<Scope, T> {
  return answerTo<Scope, T>({ kind: 'savepoint', run })
}

function* answerTo<Scope, T>(step: Step<Scope>): Steps<Scope, T> {
  // A generator's type has no room for "each step is answered with its own value".
  return (yield step) as T
}

const canTryAgain = (error: unknown) => isRetryable(error) || isConnectionLost(error)

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Runs steps in one transaction, once and without savepoints: whatever is thrown undoes everything. */
export const tryTransaction = <Scope, T>(
  database: ImportDatabase,
  transaction: Omit<Transaction<Scope, T>, 'trust'>,
): Promise<T> => attempt(database, transaction, false)

async function attemptOnce<Scope, T>(
  database: ImportDatabase,
  transaction: Transaction<Scope, T>,
): Promise<T> {
  const { trust } = transaction
  if (!trust?.takes()) return attempt(database, transaction, true)
  try {
    return await attempt(database, transaction, false)
  } catch (error) {
    if (!(error instanceof SavepointMissedError)) throw error
    trust.lose()
    return attempt(database, transaction, true)
  }
}

async function attempt<Scope, T>(
  database: ImportDatabase,
  { bind, steps }: Transaction<Scope, T>,
  hasSavepoints: boolean,
): Promise<T> {
  const guard = new TransactionGuard()
  const way = { database, guard, hasSavepoints, bind: (tx: Connection) => bind(tx, guard.signal) }
  try {
    if (database.dialect === 'sqlite') {
      return await database.transaction((tx) => driveSync(way, tx, steps(way.bind(tx))))
    }
    return await database.transaction((tx) => driveAsync(way, guard.watch(tx), steps(way.bind(tx))))
  } finally {
    guard.end()
  }
}

interface Way<Scope> {
  database: ImportDatabase
  guard: TransactionGuard
  /** Else whatever is thrown in one ends the transaction. */
  hasSavepoints: boolean
  bind(tx: Connection): Scope
}

async function driveAsync<Scope, T>(
  way: Way<Scope>,
  tx: Connection,
  steps: Steps<Scope, T>,
): Promise<T> {
  let next = steps.next()
  while (!next.done) {
    const settled = await settle(answerAsync(way, tx, next.value))
    if ('error' in settled) await untilToldOfLoss(way.guard, settled.error)
    // The connection is lost and the caller knows. One more statement, be it the driver's own
    // rollback, would end the process or run outside of any transaction.
    if (way.guard.isGone) return new Promise(() => {})
    next = resume(steps, settled)
  }
  return next.value
}

/** An error may come before the news that the connection is gone with it. */
async function untilToldOfLoss(guard: TransactionGuard, error: unknown) {
  await nextTurn()
  // Not for ever: it may be the host's connection to another database that is lost.
  for (let waited = 0; waited < 1_000 && isConnectionLost(error) && !guard.isGone; waited += 10) {
    await pause(10)
  }
}

async function answerAsync<Scope>(way: Way<Scope>, tx: Connection, step: Step<Scope>) {
  const { database, guard } = way
  if (step.kind === 'wait') {
    return step.patience ? waitForHost(way, tx, { ...step, patience: step.patience }) : step.value
  }
  if (!way.hasSavepoints) return inPlaceOfSavepoint(way, tx, step)
  // A nested transaction of drizzle: postgres.js lets a scope fail in which a query has failed,
  // even when the error was caught.
  return guard.ownSavepoint(() =>
    database.savepoint(tx, (nested) => driveAsync(way, nested, step.run(way.bind(nested)))),
  )
}

interface Waiting {
  value: MaybePromise<unknown>
  by: string
  patience: Patience
}

/** Waits for the host no longer than agreed. */
async function waitForHost<Scope>(
  { database, guard }: Way<Scope>,
  tx: Connection,
  { value, by, patience }: Waiting,
) {
  // A query of drizzle is no `Promise`, but can be waited for like one.
  if (!isThenable(value)) return value
  const alive: SQL = sql`SELECT 1`
  const sign = setInterval(() => {
    if (guard.isIdle && !guard.signal.aborted) {
      void Promise.resolve(database.run(tx, alive)).catch(() => {})
    }
  }, patience.sign)
  try {
    const limit = { by, milliseconds: patience.limit, onLate: () => guard.close() }
    return await inTime(Promise.resolve(value), limit)
  } finally {
    clearInterval(sign)
  }
}

function driveSync<Scope, T>(way: Way<Scope>, tx: Connection, steps: Steps<Scope, T>): T {
  let next = steps.next()
  while (!next.done) next = resume(steps, answerSync(way, tx, next.value))
  return next.value
}

function answerSync<Scope>(way: Way<Scope>, tx: Connection, step: Step<Scope>): Settled {
  try {
    if (step.kind === 'wait') return { value: refusePromise(step.value, step.by) }
    if (!way.hasSavepoints) return { value: inPlaceOfSavepointSync(way, tx, step) }
    const value = way.database.savepoint(tx, (nested) =>
      driveSync(way, nested, step.run(way.bind(nested))),
    )
    return { value }
  } catch (error) {
    return { error }
  }
}

function inPlaceOfSavepointSync<Scope>(way: Way<Scope>, tx: Connection, { run }: Savepoint<Scope>) {
  try {
    return driveSync(way, tx, run(way.bind(tx)))
  } catch (error) {
    throw missedSavepoint(error)
  }
}

async function inPlaceOfSavepoint<Scope>(
  way: Way<Scope>,
  tx: Connection,
  { run }: Savepoint<Scope>,
) {
  try {
    return await driveAsync(way, tx, run(way.bind(tx)))
  } catch (error) {
    throw missedSavepoint(error)
  }
}

const missedSavepoint = (error: unknown) =>
  isFatal(error) || error instanceof SavepointMissedError ? error : new SavepointMissedError(error)

type Settled = { value: unknown } | { error: unknown }

const settle = (promise: Promise<unknown>): Promise<Settled> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )

/** Lets the steps handle an error, unless the transaction is lost with it and must end or begin anew. */
function resume<Scope, T>(steps: Steps<Scope, T>, settled: Settled) {
  if (!('error' in settled)) return steps.next(settled.value)
  const { error } = settled
  if (isFatal(error) || error instanceof SavepointMissedError) throw error
  return steps.throw(error)
}

function refusePromise(value: unknown, by: string): unknown {
  if (!isThenable(value)) return value
  // Nobody waits for it any more: otherwise its failure would end the process.
  if (value instanceof Promise) value.catch(() => {})
  throw new PromiseInTransactionError(by)
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value

/** The host's function is asynchronous where SQLite's transaction cannot wait for it. */
export class PromiseInTransactionError extends Error {
  override name = 'PromiseInTransactionError'

  constructor(by: string) {
    super(
      `${by} returned a promise: on SQLite, inside the batch's transaction, it must return a value ` +
        '(with drizzle: .all(), .get() or .run(), without async and await).',
    )
  }
}
