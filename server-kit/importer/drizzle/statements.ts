import type { SQL } from 'drizzle-orm'
import type { MaybePromise } from '../importer.ts'

export type Row = Record<string, unknown>

interface Statement {
  sql: SQL
  /** Whether it answers rows; better-sqlite3 wants to know beforehand. */
  hasRows: boolean
}

/**
 * Work on the database, written once as a generator of its statements: on SQLite it runs through at
 * once, as a transaction there needs it, on Postgres each statement is awaited.
 */
export type Statements<T> = Generator<Statement, T, Row[]>

/** A statement that answers rows. */
export function* query(sql: SQL): Statements<Row[]> {
  return yield { sql, hasRows: true }
}

/** A statement that answers nothing. */
export function* change(sql: SQL): Statements<void> {
  yield { sql, hasRows: false }
}

interface SqliteConnection {
  all(sql: SQL): Row[]
  run(sql: SQL): unknown
}

interface PostgresConnection {
  execute(sql: SQL): PromiseLike<Iterable<Row>>
}

const has = (value: unknown, method: string) =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, method) === 'function'

const isSqlite = (tx: unknown): tx is SqliteConnection => has(tx, 'all') && has(tx, 'run')
const isPostgres = (tx: unknown): tx is PostgresConnection => has(tx, 'execute')

/** Runs the statements on a drizzle database or transaction of better-sqlite3 or postgres-js. */
export function perform<T>(tx: unknown, statements: Statements<T>): MaybePromise<T> {
  if (isSqlite(tx)) return performAtOnce(tx, statements)
  if (isPostgres(tx)) return performAwaiting(tx, statements)
  throw new Error('drizzleImporter needs a database of better-sqlite3 or postgres-js')
}

function performAtOnce<T>(tx: SqliteConnection, statements: Statements<T>): T {
  let step = statements.next()
  while (!step.done) {
    const { sql, hasRows } = step.value
    try {
      const rows = hasRows ? tx.all(sql) : []
      if (!hasRows) tx.run(sql)
      step = statements.next(rows)
    } catch (error) {
      step = statements.throw(error)
    }
  }
  return step.value
}

async function performAwaiting<T>(tx: PostgresConnection, statements: Statements<T>): Promise<T> {
  let step = statements.next()
  while (!step.done) {
    try {
      step = statements.next([...(await tx.execute(step.value.sql))])
    } catch (error) {
      step = statements.throw(error)
    }
  }
  return step.value
}
