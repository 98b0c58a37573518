import type { Column } from 'drizzle-orm'
import { encoderOf } from './column-values.ts'
import type { RecordTable } from './record-table.ts'
import type { RecordToSave } from './save-records.ts'

/** A column that some of the records send something to. */
export interface SentColumn {
  column: Column
  /** For the driver; undefined where the record does not send it. */
  valueOf(given: RecordToSave): unknown
}

/**
 * What records send to the driver: their fields, their custom fields in one column, their links. By
 * the column: otherwise each record would be looked up in its own map.
 */
export function sentColumns(record: RecordTable, records: readonly RecordToSave[]): SentColumn[] {
  const { id, team, columns } = record
  const fields = namesIn(records, ({ values }) => values)
  const own = fields.flatMap((key) => {
    const column = columns[key]
    return column && column !== id && column !== team ? [fieldColumn(column, key)] : []
  })
  const custom = fields.filter((key) => !columns[key])
  const links = namesIn(records, (given) => given.links).flatMap((key) => linkColumn(record, key))
  return [...own, ...(custom.length > 0 ? [customColumn(record, custom)] : []), ...links]
}

function namesIn<T extends object>(
  records: readonly RecordToSave[],
  pick: (given: RecordToSave) => T,
): string[] {
  const names = new Set<string>()
  // Not `Object.keys`: a list of names a record is work for the garbage collector.
  for (const given of records) for (const name in pick(given)) names.add(name)
  return [...names]
}

function fieldColumn(column: Column, key: string): SentColumn {
  const encode = encoderOf(column)
  return {
    column,
    valueOf({ values }) {
      const value = values[key]
      return value === undefined ? undefined : encode(value)
    },
  }
}

function linkColumn({ links }: RecordTable, key: string): SentColumn[] {
  const link = links.get(key)
  if (!link || !('column' in link)) return []
  const { column, multiple } = link
  const encode = encoderOf(column)
  return [
    {
      column,
      valueOf(given) {
        const ids = given.links[key]
        return ids && encode(multiple ? ids : (ids[0] ?? null))
      },
    },
  ]
}

function customColumn({ custom, entityType }: RecordTable, keys: readonly string[]): SentColumn {
  if (!custom) {
    const names = keys.join(', ')
    throw new Error(`Importer "${entityType}": no column for ${names}; add a JSON column "custom"`)
  }
  const isObject = custom.getSQLType() === 'jsonb'
  return {
    column: custom,
    valueOf({ values }) {
      const sent = keys.filter((key) => values[key] !== undefined)
      if (sent.length === 0) return undefined
      const object = Object.fromEntries(sent.map((key) => [key, values[key]]))
      // As text: a driver value of both databases, in one JSON parameter with the rest.
      return isObject ? object : JSON.stringify(object)
    },
  }
}
