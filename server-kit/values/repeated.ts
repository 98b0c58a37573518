import type { CellError, CellValue, ItemValue } from './cell-rule.ts'
import { foldKey } from './fold-key.ts'

/** How many rows have a value, by its folded text, of those that several rows have. */
export type Repeats = ReadonlyMap<string, number>

/** The error of a value, or an item of a list, that has to be unique and is not. */
export function repeated(item: ItemValue, repeats: Repeats): string | null {
  const rows = repeats.get(foldKey(String(item)))
  return rows === undefined ? null : `“${item}” is in the file ${rows} times`
}

/** The same of a typed cell: of a list a sentence per item. */
export function repeatedCell(value: CellValue, repeats: Repeats): CellError | null {
  if (value === null) return null
  if (!Array.isArray(value)) return repeated(value, repeats)
  const errors = value.flatMap((item) => {
    const error = repeated(item, repeats)
    return error === null ? [] : [[item, error] as const]
  })
  return errors.length > 0 ? Object.fromEntries(errors) : null
}
