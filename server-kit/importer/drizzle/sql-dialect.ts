import { type Column, is, type SQL, sql, type Table } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { SetupError } from '../../errors.ts'
import { givenToPostgres, castType, textList } from './postgres-given.ts'
import { givenToSqlite, singleGiven } from './sqlite-given.ts'
import type { Given, GivenColumn } from './statements.ts'

/** Where the SQL of the two databases differs. */
export interface SqlDialect {
  /**
   * Rows as a table `given`, whose statement is the same however many they are. Their values come by the
   * column, aligned with `columns`; undefined is NULL.
   */
  given(columns: readonly GivenColumn[], values: readonly unknown[][]): Given
  isOneOf(value: SQL, keys: readonly string[]): SQL
  /**
   * `column = value` where an id already finds the row. SQLite, which knows nothing of how many rows a
   * team has, would else take an index that begins with the team and read all of them.
   */
  isAlso(column: Column, value: string): SQL
  /** Whether an id column holds one of the ids, so that its index can tell. */
  isOneOfIds(column: Column, ids: readonly string[]): SQL
  /** A parameter with the type of the column that it goes to. */
  typed(value: unknown, column: Column): SQL
  /** The items of a JSON list column, as a table `item(value)`. */
  itemsOf(column: Column): SQL
  /** The JSON object `before` with the keys of `changes` set. */
  mergeObjects(before: SQL, changes: SQL): SQL
  /** The JSON list `before` with what is new in `added`. */
  mergeLists(before: SQL, added: SQL): SQL
}

const ID_FORMS: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  integer: /^\d{1,9}$/,
  bigint: /^\d{1,18}$/,
}

const postgres: SqlDialect = {
  given: (columns, values) => ({ all: () => givenToPostgres(columns, values) }),
  isOneOf: (value, keys) => sql`${value} = ANY(${textList(keys)})`,
  isAlso: (column, value) => sql`${column} = ${value}`,
  isOneOfIds(column, ids) {
    const type = column.getSQLType()
    // What cannot be an id of this type would fail the statement.
    const form = ID_FORMS[type]
    const list = textList(form ? ids.filter((id) => form.test(id)) : ids)
    return sql`${column} = ANY(CAST(${list} AS ${sql.raw(castType(type))}[]))`
  },
  typed: (value, column) => sql`${value}::text::${sql.raw(column.getSQLType())}`,
  itemsOf: (column) =>
    sql`jsonb_array_elements_text(coalesce(to_jsonb(${column}), '[]'::jsonb)) AS item(value)`,
  mergeObjects: (before, changes) => sql`coalesce(${before}, '{}') || ${changes}`,
  mergeLists: (before, added) => sql`(
    SELECT jsonb_agg(DISTINCT item.value)
    FROM jsonb_array_elements(coalesce(${before}, '[]') || ${added}) AS item(value))`,
}

const sqlite: SqlDialect = {
  given: (columns, values) => ({
    all: () => givenToSqlite(columns, values),
    single: singleGiven(columns, values),
  }),
  isOneOf: (value, keys) => sql`${value} IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`,
  isAlso: (column, value) => sql`+${column} = ${value}`,
  isOneOfIds: (column, ids) =>
    sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  typed: (value) => sql`${value}`,
  itemsOf: (column) => sql`json_each(${column}) AS item`,
  mergeObjects: (before, changes) => sql`json_patch(coalesce(${before}, '{}'), ${changes})`,
  mergeLists: (before, added) => sql`(
    SELECT json_group_array(value) FROM (
      SELECT value FROM json_each(coalesce(${before}, '[]'))
      UNION SELECT value FROM json_each(${added})))`,
}

/** The dialect of a drizzle table. */
export function dialectOf(table: Table, where: string): SqlDialect {
  if (is(table, PgTable)) return postgres
  if (is(table, SQLiteTable)) return sqlite
  throw new SetupError(where, 'needs a table of drizzle-orm/sqlite-core or drizzle-orm/pg-core')
}
