import type { MaybePromise } from '../importer/importer.ts'
import type { Connection, ImportDatabase } from './dialect.ts'
import { isConnectionLost, isFatal, isRetryable } from './database-errors.ts'

/**
 * A step of a transaction. Transactions are written once, as generators that yield what they wait
 * for, and driven in two ways: on Postgres every promise is awaited; on SQLite the whole transaction
 * is one synchronous call, in which a promise is an error that names who returned it.
 */
type Step<Scope> =
  | { kind: 'wait'; value: MaybePromise<unknown>; by: string }
  | { kind: 'savepoint'; run: (scope: Scope) => Steps<Scope, unknown> }
export type Steps<Scope, T> = Generator<Step<Scope>, T, unknown>

/** What a transaction runs in: `bind` makes it anew for each savepoint. */
export interface Transaction<Scope, T> {
  bind(tx: Connection): Scope
  steps(scope: Scope): Steps<Scope, T>
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

async function attemptOnce<Scope, T>(
  database: ImportDatabase,
  { bind, steps }: Transaction<Scope, T>,
): Promise<T> {
  const way = { database, bind, life: { isOver: false } }
  if (database.dialect === 'sqlite') {
    return database.transaction((tx) => driveSync(way, tx, steps(bind(tx))))
  }
  try {
    return await database.transaction((tx) => driveAsync(way, tx, steps(bind(tx))))
  } finally {
    way.life.isOver = true
  }
}

interface Way<Scope> {
  database: ImportDatabase
  bind(tx: Connection): Scope
  /** Over when the transaction has ended, also because its connection was lost. */
  life: { isOver: boolean }
}

async function driveAsync<Scope, T>(
  way: Way<Scope>,
  tx: Connection,
  steps: Steps<Scope, T>,
): Promise<T> {
  let next = steps.next()
  while (!next.done) {
    const settled = await settle(answerAsync(way, tx, next.value))
    if ('error' in settled) await untilToldOfLoss(way, settled.error)
    // The connection is lost and the caller knows. One more statement, be it the driver's own
    // rollback, would end the process or run outside of any transaction: postgres.js writes it to
    // the closed socket, or to the connection that has taken its place.
    if (way.life.isOver) return new Promise(() => {})
    next = resume(steps, settled)
  }
  return next.value
}

/** An error may come before the news that the connection is gone with it. */
async function untilToldOfLoss({ life }: { life: { isOver: boolean } }, error: unknown) {
  await new Promise((resolve) => setImmediate(resolve))
  // Not for ever: it may be the host's connection to another database that is lost.
  for (let waited = 0; waited < 1_000 && isConnectionLost(error) && !life.isOver; waited += 10) {
    await pause(10)
  }
}

async function answerAsync<Scope>(way: Way<Scope>, tx: Connection, step: Step<Scope>) {
  if (step.kind === 'wait') return step.value
  // A nested transaction of drizzle: postgres.js lets a scope fail in which a query has failed,
  // even when the error was caught.
  return way.database.savepoint(tx, (nested) => driveAsync(way, nested, step.run(way.bind(nested))))
}

function driveSync<Scope, T>(way: Way<Scope>, tx: Connection, steps: Steps<Scope, T>): T {
  let next = steps.next()
  while (!next.done) next = resume(steps, answerSync(way, tx, next.value))
  return next.value
}

function answerSync<Scope>(way: Way<Scope>, tx: Connection, step: Step<Scope>): Settled {
  try {
    if (step.kind === 'wait') return { value: refusePromise(step.value, step.by) }
    const value = way.database.savepoint(tx, (nested) =>
      driveSync(way, nested, step.run(way.bind(nested))),
    )
    return { value }
  } catch (error) {
    return { error }
  }
}

type Settled = { value: unknown } | { error: unknown }

const settle = (promise: Promise<unknown>): Promise<Settled> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )

/** Lets the steps handle an error, unless the transaction is lost with it and must end or begin anew. */
function resume<Scope, T>(steps: Steps<Scope, T>, settled: Settled) {
  if (!('error' in settled)) return steps.next(settled.value)
  if (isFatal(settled.error)) throw settled.error
  return steps.throw(settled.error)
}

function refusePromise(value: unknown, by: string): unknown {
  if (typeof value !== 'object' || value === null || !('then' in value)) return value
  // Nobody waits for it any more: otherwise its failure would end the process.
  if (value instanceof Promise) value.catch(() => {})
  throw new PromiseInTransactionError(by)
}

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
