import type { Column, SQL } from 'drizzle-orm'
import type { MaybePromise } from '../importer.ts'
import { isSqlite, runForEach, type SqliteConnection } from './sqlite-statements.ts'

export type Row = Record<string, unknown>

/** A column of rows that are given to a statement. */
export interface GivenColumn {
  name: string
  type: string
}

const SERIAL: Record<string, string> = {
  serial: 'integer',
  smallserial: 'smallint',
  bigserial: 'bigint',
}

/** A given column with the type of the table's column that it is for. */
export const givenFor = (column: Column, name: string): GivenColumn => {
  const type = column.getSQLType()
  return { name, type: SERIAL[type] ?? type }
}

/** Rows that a statement is about, as a table `given`. */
export interface Given {
  /** All of them in one statement. */
  all(): SQL
  /** One row in placeholders, and by the column what fills them: for a database that is quicker row by row. */
  single?: { row: SQL; values: readonly unknown[][] }
}

export interface Statement {
  sql: SQL
  /** Whether it answers rows; better-sqlite3 wants to know beforehand. */
  hasRows: boolean
  /** By the column: runs once for each row, with its values in the placeholders `0`, `1` and so on. */
  each?: readonly unknown[][]
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

type WriteFrom = (given: SQL) => SQL

/** A statement from given rows that answers rows. */
export const asking = (given: Given, write: WriteFrom) => statementWith(given, write, true)

/** A statement from given rows that answers nothing. */
export const changing = (given: Given, write: WriteFrom) => statementWith(given, write, false)

function statementWith({ all, single }: Given, write: WriteFrom, hasRows: boolean): Statement {
  return single
    ? { sql: write(single.row), each: single.values, hasRows }
    : { sql: write(all()), hasRows }
}

export interface PostgresConnection {
  execute(sql: SQL): PromiseLike<Iterable<Row>>
}

const has = (value: unknown, method: string) =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, method) === 'function'

export const isPostgres = (tx: unknown): tx is PostgresConnection => has(tx, 'execute')

/**
 * Runs the statements on a drizzle database or transaction of better-sqlite3 or postgres-js; the first is
 * made at once and sent when it is its `turn`.
 */
export function perform<T>(
  tx: unknown,
  statements: Statements<T>,
  turn?: Promise<void>,
): MaybePromise<T> {
  if (isSqlite(tx)) return performAtOnce(tx, statements)
  if (isPostgres(tx)) return performAwaiting(tx, statements, turn)
  throw new Error('drizzleImporter needs a database of better-sqlite3 or postgres-js')
}

function performAtOnce<T>(tx: SqliteConnection, statements: Statements<T>): T {
  let step = statements.next()
  while (!step.done) {
    try {
      step = statements.next(runSqlite(tx, step.value))
    } catch (error) {
      step = statements.throw(error)
    }
  }
  return step.value
}

function runSqlite(tx: SqliteConnection, { sql, hasRows, each }: Statement): Row[] {
  if (each) return runForEach(tx, { sql, hasRows, each })
  if (hasRows) return tx.all(sql)
  tx.run(sql)
  return []
}

async function performAwaiting<T>(
  tx: PostgresConnection,
  statements: Statements<T>,
  turn: Promise<void> | undefined,
): Promise<T> {
  let step = statements.next()
  await turn
  while (!step.done) {
    try {
      step = statements.next([...(await tx.execute(step.value.sql))])
    } catch (error) {
      step = statements.throw(error)
    }
  }
  return step.value
}
