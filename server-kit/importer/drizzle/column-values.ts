import { type Column, is } from 'drizzle-orm'
import { PgColumn } from 'drizzle-orm/pg-core'
import { Temporal } from 'temporal-polyfill'
import type { FieldType } from '../../contract/stages.ts'
import type { CellValue } from '../../values/cell-rule.ts'

const NO_OFFSET = /:\d{2}(?:\.\d+)?$/

type Encode = (value: CellValue) => unknown

/** What the column's driver wants for typed cells, as JSON can carry it. */
export function encoderOf(column: Column): Encode {
  // In one JSON parameter a list is a list already; its text would become a JSON string.
  if (is(column, PgColumn) && isListColumn(column)) {
    return (value) => (value === null || Array.isArray(value) ? value : [value])
  }
  return (value) => {
    if (value === null) return null
    const driverValue: unknown = column.mapToDriverValue(toJavaScript(column, value))
    return typeof driverValue === 'bigint' ? String(driverValue) : driverValue
  }
}

export const isListColumn = ({ dataType }: Column) => dataType === 'json' || dataType === 'array'

function toJavaScript(column: Column, value: Exclude<CellValue, null>) {
  switch (column.dataType) {
    case 'json':
      return Array.isArray(value) ? value : [String(value)]
    case 'date':
      return instantOf(value)
    case 'number':
      return typeof value === 'boolean' ? Number(value) : value
    case 'string':
      return Array.isArray(value) ? value.join(', ') : String(value)
    default:
      return value
  }
}

/** The time of a cell or of the clock in what the column is declared to hold. */
export function timeForColumn(column: Column, time: Date): unknown {
  if (column.dataType === 'number') return time.getTime()
  return encoderOf(column)(time.toISOString())
}

const instantOf = (value: Exclude<CellValue, null>) => {
  const milliseconds = Date.parse(String(value))
  return new Date(milliseconds)
}

/** The typed cell that a column's raw value is, for a field of this type. */
export function fromColumn(column: Column, type: FieldType, raw: unknown): CellValue {
  if (raw === null || raw === undefined) return null
  return asCell(type, column.mapFromDriverValue(raw))
}

/** A value of JavaScript as a typed cell. */
export function asCell(type: FieldType, value: unknown): CellValue {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return value.map(String)
  if (value instanceof Date) return timeCell(type, value.toISOString())
  if (typeof value === 'object') return JSON.stringify(value)
  if (type === 'boolean') return typeof value === 'string' ? value === 'true' : Boolean(value)
  if (type === 'number' || type === 'currency') return Number(value)
  if (type === 'date' || type === 'datetime') return timeCell(type, String(value))
  return String(value)
}

/** Databases write instants in several ways (`2024-05-15 14:00:00+00`); a cell has one. */
function timeCell(type: FieldType, text: string): string {
  if (type === 'date') return text.slice(0, 10)
  const iso = text.replace(' ', 'T')
  try {
    return Temporal.Instant.from(NO_OFFSET.test(iso) ? `${iso}Z` : iso).toString()
  } catch {
    return text
  }
}
