import type { CellValue } from '../values/cell-rule.ts'
import type { BuiltCell } from './row-store.ts'

/** The record's own values in a row, by field. */
export const rowValues = (cells: readonly BuiltCell[]): Record<string, CellValue> =>
  Object.fromEntries(
    cells.flatMap(({ target, entityLink, withheld, value }) =>
      entityLink === null && !withheld ? [[target, value] as const] : [],
    ),
  )
