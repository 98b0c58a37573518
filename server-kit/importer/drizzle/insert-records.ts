import { type Column, is, SQL, sql } from 'drizzle-orm'
import { timeForColumn } from './column-values.ts'
import type { RecordTable } from './record-table.ts'
import type { RecordToSave, Saving } from './save-records.ts'
import { sentColumns, type SentColumn } from './sent-values.ts'
import { changing, givenFor, type Statement } from './statements.ts'

/** One `INSERT … SELECT` for all new records, of which there are some. */
export function insertion(
  { record, context }: Saving,
  creates: readonly RecordToSave[],
): Statement {
  const { table, dialect, id, team } = record
  const columns = newColumns(record, creates)
  const given = [
    givenFor(id, 'id'),
    ...columns.map(({ column }, index) => givenFor(column, `c${index}`)),
  ]
  const values = [
    creates.map((one) => one.id),
    ...columns.map(({ valueOf }) => creates.map(valueOf)),
  ]
  const constants: [Column, SQL][] = [
    [id, sql`given.id`],
    [team, dialect.typed(context.teamId, team)],
    ...times(record, context.now),
  ]
  const all = [
    ...constants,
    ...columns.map(({ column }, index) => [column, source(column, index)] as const),
  ]
  const names = all.map(([column]) => sql.identifier(column.name))
  const sources = all.map(([, value]) => value)
  return changing(
    dialect.given(given, values),
    (from) =>
      sql`INSERT INTO ${table} (${sql.join(names, sql`, `)})
      SELECT ${sql.join(sources, sql`, `)} FROM ${from}`,
  )
}

/** What new records send, and the columns whose default the database does not know. */
function newColumns(record: RecordTable, creates: readonly RecordToSave[]): SentColumn[] {
  const sent = sentColumns(record, creates)
  const known = new Set(sent.map(({ column }) => column))
  const others = columnsWithOwnDefault(record)
    .filter((column) => !known.has(column))
    .map((column) => ({ column, valueOf: () => undefined }))
  return [...sent, ...others].map(({ column, valueOf }) => {
    const own = ownDefault(column)
    return { column, valueOf: (given) => valueOf(given) ?? own() }
  })
}

/** Columns whose default is JavaScript: the database does not know it. */
const columnsWithOwnDefault = ({ columns, id, team, createdAt, updatedAt }: RecordTable) =>
  Object.values(columns).filter(
    (column) =>
      ![id, team, createdAt, updatedAt].includes(column) &&
      (column.defaultFn !== undefined || column.onUpdateFn !== undefined),
  )

/** What a column without a value gets, as far as the database does not know it. */
function ownDefault(column: Column): () => unknown {
  const { defaultFn, onUpdateFn, default: fixed } = column
  if (!defaultFn && !onUpdateFn && (fixed === undefined || is(fixed, SQL))) return () => null
  return () => {
    const own: unknown = defaultFn?.() ?? onUpdateFn?.() ?? fixed
    if (own === undefined || own === null || is(own, SQL)) return null
    return column.mapToDriverValue(own)
  }
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
