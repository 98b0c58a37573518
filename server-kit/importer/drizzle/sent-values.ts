import type { Column } from 'drizzle-orm'
import type { CellValue } from '../../values/cell-rule.ts'
import { toColumn } from './column-values.ts'
import type { RecordTable } from './record-table.ts'
import type { RecordToSave } from './save-records.ts'

/** What a record sends to the driver for each column: its fields, its custom fields in one, its links. */
export function sentValues(record: RecordTable, given: RecordToSave): Map<Column, unknown> {
  const sent = new Map<Column, unknown>()
  const custom: [string, CellValue][] = []
  for (const [key, value] of Object.entries(given.values)) {
    const column = record.columns[key]
    if (column === record.id || column === record.team) continue
    if (column) sent.set(column, toColumn(column, value))
    else custom.push([key, value])
  }
  if (custom.length > 0) sent.set(...customValue(record, custom))
  for (const [key, ids] of Object.entries(given.links)) {
    const link = record.links.get(key)
    if (!link || !('column' in link)) continue
    sent.set(link.column, toColumn(link.column, link.multiple ? ids : (ids[0] ?? null)))
  }
  return sent
}

function customValue(
  { custom, entityType }: RecordTable,
  values: [string, CellValue][],
): [Column, unknown] {
  const object = Object.fromEntries(values)
  // As text: a driver value of both databases, in one JSON parameter with the rest.
  if (custom) return [custom, custom.getSQLType() === 'jsonb' ? object : JSON.stringify(object)]
  const keys = values.map(([key]) => key).join(', ')
  throw new Error(`Importer "${entityType}": no column for ${keys}; add a JSON column "custom"`)
}

/** All columns that some record sends something to. */
export const sentColumns = (rows: readonly Map<Column, unknown>[]): Column[] => [
  ...new Set(rows.flatMap((row) => [...row.keys()])),
]
