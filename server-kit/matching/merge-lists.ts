import type { ImporterField } from '../importer/importer.ts'
import type { CellValue } from '../values/cell-rule.ts'
import { foldKey } from '../values/fold-key.ts'

/**
 * The value that an update writes: a list is merged into the record's own without doubles (compared
 * folded, the record's spelling stays), unless the field says `replace`; anything else is the new value.
 */
export function mergedValue(field: ImporterField, before: CellValue, value: CellValue): CellValue {
  if (!field.multiple || field.listUpdate === 'replace' || !Array.isArray(value)) return value
  const own = Array.isArray(before) ? before : []
  const known = new Set(own.map(foldKey))
  return [...own, ...value.filter((item) => !known.has(foldKey(item)))]
}
