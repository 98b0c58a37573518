import { detectDatabase } from './dialect.ts'
import { inTransaction, wait } from './transaction.ts'

/**
 * Runs asynchronous work of the host in a transaction of its own, once: Postgres only. When its
 * connection is lost `signal` aborts, and nothing more of the work reaches the database.
 */
export function inOwnTransaction<T>(
  db: object,
  run: (tx: unknown, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  let isBegun = false
  return inTransaction<{ tx: unknown; signal: AbortSignal }, T>(detectDatabase(db), {
    bind: (tx, signal) => ({ tx, signal }),
    *steps({ tx, signal }) {
      if (isBegun) throw new Error('The transaction cannot be run again.')
      isBegun = true
      return yield* wait(run(tx, signal), 'a transaction of the host')
    },
  })
}
