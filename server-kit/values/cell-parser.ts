import type { CellRule } from './cell-rule.ts'

/** The verdict on one filled item: a whole cell, or one part of a list. */
export type ItemVerdict =
  { ok: true; value: string | number | boolean; mapped: string } | { ok: false; error: string }

/** Judges one trimmed, filled item by a rule. One per field type; see `parse-cell.ts`. */
export type CellParser = (item: string, rule: CellRule) => ItemVerdict

export const accepted = (value: string): ItemVerdict => ({ ok: true, value, mapped: value })

export const refused = (error: string): ItemVerdict => ({ ok: false, error })
