import type { CellValue } from './cell-rule.ts'

/** How texts are compared: without white space around, composed (NFC), lower case. */
export const foldKey = (text: string) => text.trim().normalize('NFC').toLowerCase()

/** The folded keys of a typed cell, without doubles and blanks; several for a list. */
export function keysOf(value: CellValue): string[] {
  if (value === null) return []
  if (!Array.isArray(value)) {
    const key = foldKey(String(value))
    return key === '' ? [] : [key]
  }
  return [...new Set(value.map(foldKey))].filter((key) => key !== '')
}
