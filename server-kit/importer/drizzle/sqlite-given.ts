import { type SQL, sql } from 'drizzle-orm'
import type { Given, GivenColumn } from './statements.ts'

/** Rows in one JSON parameter. */
export function givenToSqlite(columns: readonly GivenColumn[], given: readonly unknown[][]): SQL {
  const rows = (given[0] ?? []).map((_, row) => given.map((values) => values[row]))
  const values = columns.map(
    ({ name }, index) => sql`value ->> ${sql.raw(String(index))} AS ${sql.identifier(name)}`,
  )
  return sql`(SELECT ${sql.join(values, sql`, `)} FROM json_each(${JSON.stringify(rows)})) AS given`
}

/** One row in placeholders. */
export function singleGiven(
  columns: readonly GivenColumn[],
  given: readonly unknown[][],
): NonNullable<Given['single']> {
  const values = columns.map(
    ({ name }, index) => sql`${sql.placeholder(String(index))} AS ${sql.identifier(name)}`,
  )
  return {
    row: sql`(SELECT ${sql.join(values, sql`, `)}) AS given`,
    values: given.map((values, index) => {
      const holdsNumbers = NUMERIC.test(columns[index]?.type ?? '')
      return values.map((value) => bindable(value, holdsNumbers))
    }),
  }
}

/** Columns that make a whole number of `5.0`; in others it would become the text of a fraction. */
const NUMERIC = /int|real|floa|doub|num|dec|bool|date/i

/** As JSON would carry it: a driver binds neither truth values nor objects, and all numbers as floats. */
function bindable(value: unknown, holdsNumbers: boolean): unknown {
  if (value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number') {
    return !holdsNumbers && Number.isSafeInteger(value) ? BigInt(value) : value
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return value instanceof Date ? value.toISOString() : JSON.stringify(value)
}
