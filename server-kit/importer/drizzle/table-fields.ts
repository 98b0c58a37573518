import type { Column } from 'drizzle-orm'
import type { FieldType } from '../../contract/stages.ts'
import { labelOfKey } from '../entity.ts'
import type { FieldDefinition } from '../importer.ts'
import { isListColumn } from './column-values.ts'
import type { RecordTable } from './record-table.ts'

/**
 * What a field says besides its column. `false`: the column is not imported; `'team'`: only where
 * `teamFields` has a field of this key.
 */
export type FieldOverrides = Record<string, Partial<Omit<FieldDefinition, 'key'>> | false | 'team'>

/** The fields of a table: its columns in their order, then the overrides that have no column. */
export function tableFields(record: RecordTable, overrides: FieldOverrides): FieldDefinition[] {
  const ofColumns = freeColumns(record).flatMap(([key, column]) => {
    const override = overrides[key] ?? {}
    return typeof override === 'object' ? [{ ...fieldOf(key, column, record), ...override }] : []
  })
  const others = Object.entries(overrides).flatMap(([key, override]) =>
    typeof override === 'object' && !(key in record.columns)
      ? [{ key, label: labelOfKey(key), ...override }]
      : [],
  )
  return [...ofColumns, ...others]
}

/** The types as which `load` reads values: of the fields, and of the columns that teams may have. */
export function loadedTypes(
  record: RecordTable,
  fields: readonly FieldDefinition[],
  overrides: FieldOverrides,
): Map<string, FieldType> {
  const ofTeams = freeColumns(record).flatMap(([key, column]): [string, FieldType][] =>
    overrides[key] === 'team' ? [[key, typeOf(column)]] : [],
  )
  const own = fields.map(({ key, type = 'text' }): [string, FieldType] => [key, type])
  return new Map([...ofTeams, ...own])
}

/** The columns that have no other part to play. */
function freeColumns(record: RecordTable) {
  const kept = new Set<Column | undefined>([
    record.team,
    record.createdAt,
    record.updatedAt,
    record.custom,
    ...[...record.links.values()].map((link) => ('column' in link ? link.column : undefined)),
  ])
  return Object.entries(record.columns).filter(
    ([, column]) => !kept.has(column) && !column.generated,
  )
}

function fieldOf(key: string, column: Column, record: RecordTable): FieldDefinition {
  if (column === record.id) return { key, label: 'Record ID', type: 'id' }
  const options = column.enumValues
  return {
    key,
    label: labelOfKey(key),
    type: options ? 'choice' : typeOf(column),
    required: column.notNull && !column.hasDefault,
    multiple: isListColumn(column),
    ...(options && { options }),
  }
}

function typeOf(column: Column): FieldType {
  const type = column.getSQLType()
  if (type === 'date') return 'date'
  if (column.dataType === 'date' || type.startsWith('timestamp')) return 'datetime'
  if (column.dataType === 'boolean') return 'boolean'
  const isNumber = column.dataType === 'number' || column.dataType === 'bigint'
  return isNumber || type.startsWith('numeric') ? 'number' : 'text'
}
