import { isOwnConnectionLost } from './database-errors.ts'
import type { Connection } from './dialect.ts'

/** A statement of postgres.js: a promise that its connection settles. */
interface Statement {
  resolve(value: unknown): void
  reject(error: unknown): void
  cancel(): unknown
}

type Client = (...given: unknown[]) => unknown

/**
 * Stands between those who are given a transaction of postgres.js and its connection. The driver
 * writes whatever it is told to a socket that has closed, which ends the process, or to the connection
 * that has taken its place, outside of any transaction. So once a transaction is over, nothing more
 * goes through: not the next statement of a host, and not the rollback of its savepoint.
 */
export class TransactionGuard {
  readonly #given = new AbortController()
  readonly #running = new Set<Statement>()
  #isGone = false
  #isOwnSavepoint = false

  /** Aborts when what was given of the transaction may not be used any more. */
  get signal(): AbortSignal {
    return this.#given.signal
  }

  /** The transaction has ended, maybe because its connection was lost. */
  get isGone(): boolean {
    return this.#isGone
  }

  get isIdle(): boolean {
    return this.#running.size === 0
  }

  end(): void {
    this.#isGone = true
    this.#given.abort()
  }

  /** Refuses what comes from now on and cancels what runs, so that the transaction can be rolled back. */
  close(): void {
    this.#given.abort()
    for (const statement of this.#running) void Promise.resolve(statement.cancel()).catch(() => {})
  }

  /** Puts the guard before drizzle's client of this transaction. */
  watch(tx: Connection): Connection {
    const session: unknown = Reflect.get(tx, 'session')
    if (typeof session !== 'object' || session === null) return tx
    const client: unknown = Reflect.get(session, 'client')
    if (isClient(client)) Reflect.set(session, 'client', this.#guarded(client))
    return tx
  }

  /** Opens a savepoint of the kit itself: it comes to its end, also when the guard is closed. */
  ownSavepoint<T>(open: () => T): T {
    this.#isOwnSavepoint = true
    try {
      return open()
    } finally {
      this.#isOwnSavepoint = false
    }
  }

  #guarded(client: Client): Client {
    return new Proxy(client, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key)
        if (!isClient(value)) return value
        if (key === 'savepoint') return (...given: unknown[]) => this.#savepoint(value, given)
        return key === 'unsafe' ? (...given: unknown[]) => this.#ask(() => value(...given)) : value
      },
      apply: (target, self, given) => this.#ask(() => Reflect.apply(target, self, given)),
    })
  }

  #ask(make: () => unknown): unknown {
    this.#requireOpen()
    const statement = make()
    if (!isStatement(statement)) return statement
    const { resolve, reject } = statement
    this.#running.add(statement)
    statement.resolve = (value) => {
      this.#running.delete(statement)
      resolve(value)
    }
    statement.reject = (error) => {
      this.#running.delete(statement)
      // Before the host hears of it: it might go on at once.
      if (isOwnConnectionLost(error)) this.end()
      reject(error)
    }
    return statement
  }

  #savepoint(open: Client, given: unknown[]): unknown {
    this.#requireOpen()
    const isOwn = this.#isOwnSavepoint
    const run = given.at(-1)
    if (!isClient(run)) return open(...given)
    const settle = (outcome: () => unknown) => {
      const isRefused = this.#isGone || (this.signal.aborted && !isOwn)
      // To settle would make the driver roll back a savepoint that is gone.
      return isRefused ? new Promise(() => {}) : outcome()
    }
    const guarded = async (nested: unknown) => {
      try {
        const result = await run(isClient(nested) ? this.#guarded(nested) : nested)
        return await settle(() => result)
      } catch (error) {
        return settle(() => {
          throw error
        })
      }
    }
    return open(...given.slice(0, -1), guarded)
  }

  #requireOpen() {
    if (this.signal.aborted) throw new TransactionOverError()
  }
}

/** Somebody goes on with a transaction that has ended: what it writes would be lost, or doubled. */
class TransactionOverError extends Error {
  override name = 'TransactionOverError'

  constructor() {
    super('This transaction is over: the batch was given up, or its connection was lost.')
  }
}

const isClient = (value: unknown): value is Client => typeof value === 'function'

const isStatement = (value: unknown): value is Statement =>
  value instanceof Promise && ['resolve', 'reject', 'cancel'].every((name) => name in value)
