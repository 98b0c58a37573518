import type { MatchAction } from '../contract/stages.ts'
import type { CellValue } from '../values/cell-rule.ts'
import type { LinkKey, MatchKey } from './row-matches.ts'

export interface PreviewRowsQuery {
  action?: MatchAction | 'withErrors' | undefined
  offset: number
  limit: number
}

/** A row with every decision applied, typed, and the keys of its match and links. */
export interface BuiltRow {
  rowNumber: number
  action: MatchAction
  matchedId: string | null
  reason: string | null
  key: MatchKey | null
  links: Record<string, LinkKey>
  cells: BuiltCell[]
  /** All cells as read, in the order of the headers. */
  raw: string[]
}

export interface BuiltCell {
  source: string
  target: string
  entityLink: string | null
  /** Skipped or in error: not sent. */
  withheld: boolean
  /** Decided for this row alone. */
  own: boolean
  value: CellValue
  mapped: string
}
