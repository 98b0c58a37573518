import type { MatchAction, MatchBehavior } from '../contract/stages.ts'
import type { CellValue } from '../values/cell-rule.ts'

/** Which cells decide what a row does: sources in the order of their priority. */
export interface MatchPlan {
  /** The record's own matchable fields. */
  keys: { source: string; field: string }[]
  links: { link: string; keys: { source: string; field: string }[] }[]
  /** Sources that a new record must have filled, with the reason when they are not. */
  required: { source: string; message: string }[]
  /** Whether all values of a row are needed to say what it does. */
  withValues?: boolean
  /** What decides the rows: without it `decideMatches` is not possible. */
  rules?: MatchRules
  /** Of the mappings that it was made from: a pass for other rules than those in place is overtaken. */
  revision?: number
}

/** What of an importer decides rows: data alone, so that it can be done where the rows are. */
export interface MatchRules {
  importer: {
    singular: string
    matchableFields: readonly MatcherRule[]
    entityLinks: readonly LinkRule[]
  }
  fields: readonly { key: string; label: string }[]
}

interface MatcherRule {
  field: string
  label?: string | undefined
  behavior: MatchBehavior
}

export interface LinkRule {
  key: string
  label: string
  multiple?: boolean | undefined
  matchableFields: readonly MatcherRule[]
}

/** The distinct keys of some rows that records are to be found for. */
export interface KeysToFind {
  /** Of the rows, the last one; null: there are no more. */
  lastRow: number | null
  own: MatchKey[]
  links: { link: string; keys: MatchKey[] }[]
}

/** A record that was found, and why it cannot be written or linked: of that only its rows are to blame. */
export interface MatchedRecord {
  /** The value asked for, as asked. */
  value: string
  id: string
  name?: string | undefined
  problem?: string
}

/** What was found for keys, by field. */
export interface FoundKeys {
  own: FoundField[]
  links: { link: string; fields: FoundField[] }[]
}

export interface FoundField {
  field: string
  records: MatchedRecord[]
}

/** One deciding cell: the matchable field and the folded values to look for (several in a list). */
export interface MatchKey {
  field: string
  values: string[]
}

/** The deciding cell of an entity link, with each value as the user wrote it: the name of what is made. */
export interface LinkKey extends MatchKey {
  /** Aligned with `values`. */
  texts: string[]
}

export interface RowToMatch {
  rowNumber: number
  /** The first key, by priority, whose cell is neither blank nor withheld. */
  key: MatchKey | null
  /** Folded values of all the row's key cells: what a later row of the file can find it by. */
  allKeys: MatchKey[]
  links: Record<string, LinkKey>
  /** The first required cell that is blank or withheld: a reason for a create to fail. */
  missing: string | null
  hasWithheld: boolean
  /**
   * The record's own values by field, as far as they are not withheld; to match empty unless the plan
   * asks.
   */
  values: Record<string, CellValue>
}

/** A row as the import writes it: typed, with every decision applied. */
export interface RowToWrite extends Omit<RowToMatch, 'hasWithheld'> {
  /** What the preview said that it does. */
  action: MatchAction
  /** One of `values`; undefined: it is withheld, or the file has no such column. */
  value(target: string): CellValue | undefined
  /** All cells as read, in the order of the headers. */
  raw(): string[]
}

export interface MatchResults {
  rows: {
    rowNumber: number
    action: MatchAction
    matchedId: string | null
    reason: string | null
    hasWithheld: boolean
  }[]
  /** Per link the distinct values met in these rows. Row counts add up over calls. */
  links: {
    link: string
    field: string
    value: string
    action: 'link' | 'create' | 'none'
    id: string | null
    name: string
    rows: number
  }[]
}
