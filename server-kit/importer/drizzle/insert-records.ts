import { type Column, is, SQL, sql } from 'drizzle-orm'
import { timeForColumn } from './column-values.ts'
import type { RecordTable } from './record-table.ts'
import type { RecordToSave, Saving } from './save-records.ts'
import { sentColumns, sentValues } from './sent-values.ts'
import { givenFor } from './sql-dialect.ts'
import { change, type Statements } from './statements.ts'

/** One `INSERT … SELECT` for all new records. */
export function* insertRecords(
  { record, context }: Saving,
  creates: readonly RecordToSave[],
): Statements<void> {
  if (creates.length === 0) return
  const { table, dialect, id, team } = record
  const rows = creates.map((given) => sentValues(record, given))
  const columns = [...new Set([...sentColumns(rows), ...columnsWithOwnDefault(record)])]
  const given = dialect.given(
    [givenFor(id, 'id'), ...columns.map((column, index) => givenFor(column, `c${index}`))],
    creates.map((one, index) => [
      one.id,
      ...columns.map((column) => newValue(column, rows[index])),
    ]),
  )
  const constants: [Column, SQL][] = [
    [id, sql`given.id`],
    [team, dialect.typed(context.teamId, team)],
    ...times(record, context.now),
  ]
  const all = [
    ...constants,
    ...columns.map((column, index) => [column, source(column, index)] as const),
  ]
  const names = all.map(([column]) => sql.identifier(column.name))
  yield* change(sql`INSERT INTO ${table} (${sql.join(names, sql`, `)})
    SELECT ${sql.join(
      all.map(([, value]) => value),
      sql`, `,
    )} FROM ${given}`)
}

/** Columns whose default is JavaScript: the database does not know it. */
const columnsWithOwnDefault = ({ columns, id, team, createdAt, updatedAt }: RecordTable) =>
  Object.values(columns).filter(
    (column) =>
      ![id, team, createdAt, updatedAt].includes(column) &&
      (column.defaultFn !== undefined || column.onUpdateFn !== undefined),
  )

function newValue(column: Column, sent: Map<Column, unknown> | undefined): unknown {
  const value = sent?.get(column)
  if (value !== undefined && value !== null) return value
  const own: unknown = column.defaultFn?.() ?? column.onUpdateFn?.() ?? column.default
  if (own === undefined || own === null || is(own, SQL)) return null
  return column.mapToDriverValue(own)
}

/** What was left blank gets the column's default, where that is SQL. */
function source(column: Column, index: number): SQL {
  const value = sql`given.${sql.identifier(`c${index}`)}`
  return is(column.default, SQL) ? sql`coalesce(${value}, ${column.default})` : value
}

function times({ createdAt, updatedAt, dialect }: RecordTable, now: Date): [Column, SQL][] {
  return [createdAt, updatedAt].flatMap((column): [Column, SQL][] =>
    column ? [[column, dialect.typed(timeForColumn(column, now), column)]] : [],
  )
}

export const updatedNow = ({ updatedAt, dialect }: RecordTable, now: Date) =>
  updatedAt
    ? [
        sql`${sql.identifier(updatedAt.name)} = ${dialect.typed(timeForColumn(updatedAt, now), updatedAt)}`,
      ]
    : []
