import { sql } from 'drizzle-orm'
import type { FieldType } from '../../contract/stages.ts'
import type { CellValue } from '../../values/cell-rule.ts'
import type { ImporterContext, LoadedRecord } from '../importer.ts'
import { asCell, fromColumn } from './column-values.ts'
import type { RecordTable } from './record-table.ts'
import { query, type Row, type Statements } from './statements.ts'

/** The team's records with these ids, each field as a typed cell. */
export function* loadRecords(
  record: RecordTable,
  given: { ids: string[]; types: ReadonlyMap<string, FieldType> },
  { teamId }: ImporterContext,
): Statements<LoadedRecord[]> {
  if (given.ids.length === 0) return []
  const { table, dialect, id, team, name, custom } = record
  const fields = [...given.types].filter(([key]) => key in record.columns)
  const columns = fields.flatMap(([key], index) => {
    const column = record.columns[key]
    return column ? [sql`${column} AS ${sql.identifier(`c${index}`)}`] : []
  })
  if (custom) columns.push(sql`${custom} AS custom`)
  const rows = yield* query(
    sql`SELECT ${sql.join([sql`${id} AS id`, sql`${name} AS name`, ...columns], sql`, `)}
      FROM ${table} WHERE ${dialect.isAlso(team, teamId)}
      AND ${dialect.isOneOfIds(id, given.ids)}`,
  )
  return rows.map((row) => ({
    id: String(row['id']),
    name: String(row['name'] ?? ''),
    values: { ...customValues(record, given.types, row), ...columnValues(record, fields, row) },
  }))
}

function columnValues(record: RecordTable, fields: [string, FieldType][], row: Row) {
  const values = fields.map(([key, type], index): [string, CellValue] => {
    const column = record.columns[key]
    return [key, column ? fromColumn(column, type, row[`c${index}`]) : null]
  })
  return Object.fromEntries(values)
}

function customValues({ custom }: RecordTable, types: ReadonlyMap<string, FieldType>, row: Row) {
  if (!custom || row['custom'] === null) return {}
  const object: unknown = custom.mapFromDriverValue(row['custom'])
  if (typeof object !== 'object' || object === null) return {}
  const values = Object.entries(object).map(([key, value]): [string, CellValue] => [
    key,
    asCell(types.get(key) ?? typeOfJson(value), value),
  ])
  return Object.fromEntries(values)
}

/** A field that only some team has: JSON has kept its type. */
const typeOfJson = (value: unknown): FieldType =>
  typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text'
