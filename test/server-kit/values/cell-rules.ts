import type { CellRule, CellValue } from '../../../server-kit/values/cell-rule.ts'
import { parseCell } from '../../../server-kit/values/parse-cell.ts'

/** The rule of a text column named “Field”, with what a test says otherwise. */
export const rule = (given: Partial<CellRule> = {}): CellRule => ({
  source: 'Column',
  index: 0,
  target: 'field',
  entityLink: null,
  label: 'Field',
  type: 'text',
  multiple: false,
  required: false,
  options: null,
  dateFormat: 'iso',
  numberFormat: 'point',
  timeZone: 'Europe/Berlin',
  defaultCountry: 'US',
  hasHostRule: false,
  ...given,
})

/** The typed value of an accepted cell; fails with the error of a refused one. */
export function valueOf(given: Partial<CellRule>, raw: string): CellValue {
  const cell = parseCell(rule(given), raw)
  if (!cell.ok) throw new Error(`refused: ${JSON.stringify(cell.error)}`)
  return cell.value
}

/** The error of a refused cell; null when it was accepted. */
export function errorOf(given: Partial<CellRule>, raw: string) {
  const cell = parseCell(rule(given), raw)
  return cell.ok ? null : cell.error
}
