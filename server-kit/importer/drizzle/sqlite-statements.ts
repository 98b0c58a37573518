import { is, Placeholder, type SQL } from 'drizzle-orm'
import type { Row } from './statements.ts'

/** A drizzle database or transaction of better-sqlite3, as far as it is needed. */
export interface SqliteConnection {
  all(sql: SQL): Row[]
  run(sql: SQL): unknown
  dialect: { sqlToQuery(sql: SQL): { sql: string; params: unknown[] } }
  session: { client: SqliteClient }
}

interface SqliteClient {
  prepare(sql: string): SqliteStatement
}

interface SqliteStatement {
  all(...params: unknown[]): Row[]
  run(...params: unknown[]): unknown
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const has = (value: unknown, method: string) =>
  isObject(value) && typeof Reflect.get(value, method) === 'function'
const part = (value: object, name: string): unknown => Reflect.get(value, name)

export function isSqlite(tx: unknown): tx is SqliteConnection {
  if (!isObject(tx) || !has(tx, 'all') || !has(tx, 'run')) return false
  const session = part(tx, 'session')
  return (
    has(part(tx, 'dialect'), 'sqlToQuery') &&
    isObject(session) &&
    has(part(session, 'client'), 'prepare')
  )
}

/** Statements of importers are few and the same in each batch: preparing them is work. */
const MOST_PREPARED = 50
const preparedOf = new WeakMap<SqliteClient, Map<string, SqliteStatement>>()

function prepared(client: SqliteClient, text: string): SqliteStatement {
  const known = preparedOf.get(client) ?? new Map<string, SqliteStatement>()
  preparedOf.set(client, known)
  const statement = known.get(text) ?? client.prepare(text)
  if (known.size >= MOST_PREPARED) known.clear()
  known.set(text, statement)
  return statement
}

interface ForEach {
  sql: SQL
  hasRows: boolean
  /** Values by the column. */
  each: readonly unknown[][]
}

/**
 * Runs one statement for each row. A statement that SQLite has prepared is quicker by far than one that
 * takes all rows apart from JSON.
 */
export function runForEach(tx: SqliteConnection, { sql, hasRows, each }: ForEach): Row[] {
  const { sql: text, params } = tx.dialect.sqlToQuery(sql)
  const statement = prepared(tx.session.client, text)
  const places = params.flatMap((param, at) =>
    is(param, Placeholder) ? [{ at, values: each[Number(param.name)] ?? [] }] : [],
  )
  const bound = [...params]
  const found: Row[] = []
  const rows = each[0]?.length ?? 0
  for (let row = 0; row < rows; row++) {
    for (const { at, values } of places) bound[at] = values[row]
    if (hasRows) found.push(...statement.all(bound))
    else statement.run(bound)
  }
  return found
}
