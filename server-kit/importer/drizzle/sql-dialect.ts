import { type Column, is, type SQL, sql, type Table } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { SetupError } from '../../errors.ts'

/** A column of rows that are given to a statement as one JSON parameter. */
export interface GivenColumn {
  name: string
  /** Its type in Postgres, which wants to know. */
  type: string
}

/** Where the SQL of the two databases differs. */
export interface SqlDialect {
  /** Rows as a table `given`: one parameter however many rows, so the statement stays the same. */
  given(columns: readonly GivenColumn[], rows: readonly (readonly unknown[])[]): SQL
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

const identifiers = (
  columns: readonly GivenColumn[],
  write: (column: GivenColumn, i: number) => SQL,
) => sql.join(columns.map(write), sql`, `)

const ID_FORMS: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  integer: /^\d{1,9}$/,
  bigint: /^\d{1,18}$/,
}

const postgres: SqlDialect = {
  given(columns, rows) {
    const objects = rows.map((row) =>
      Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])),
    )
    const types = identifiers(
      columns,
      ({ name, type }) => sql`${sql.identifier(name)} ${sql.raw(type)}`,
    )
    // Through text: otherwise a client with serializers of its own would write the JSON as a string.
    return sql`json_to_recordset(${JSON.stringify(objects)}::text::json) AS given(${types})`
  },
  isOneOf: (value, keys) =>
    sql`${value} = ANY(ARRAY(SELECT json_array_elements_text(${JSON.stringify(keys)}::text::json)))`,
  isAlso: (column, value) => sql`${column} = ${value}`,
  isOneOfIds(column, ids) {
    const type = column.getSQLType()
    // What cannot be an id of this type would fail the statement.
    const form = ID_FORMS[type]
    const list = JSON.stringify(form ? ids.filter((id) => form.test(id)) : ids)
    const items = sql`json_array_elements_text(${list}::text::json)`
    return sql`${column} = ANY(ARRAY(SELECT CAST(${items} AS ${sql.raw(type)})))`
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
  given(columns, rows) {
    const values = identifiers(
      columns,
      ({ name }, index) => sql`value ->> ${sql.raw(String(index))} AS ${sql.identifier(name)}`,
    )
    return sql`(SELECT ${values} FROM json_each(${JSON.stringify(rows)})) AS given`
  },
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
