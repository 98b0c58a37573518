import type {
  BulkAnswer,
  Column,
  ColumnProgress,
  LinkItem,
  LinkSummary,
  PreviewCounts,
  Source,
  Value,
  ValuesAnswer,
  Warning,
} from '../contract/index.ts'
import type { MatchAction, ValueAction, ValueFilter } from '../contract/stages.ts'
import type { CellError, CellRule, CellValue } from '../values/cell-rule.ts'

/**
 * Where the rows of imports live until they are over. Two implementations are meant to pass one
 * suite (`test/suites/row-store-suite.ts`); everything is asynchronous, nothing is kept by callers.
 */
export interface RowStores {
  /**
   * Reads an upload into a new row store. Rejects with an `ImportError` of the contract, leaving
   * nothing behind, when the body is refused, breaks off, or `signal` aborts.
   */
  ingest(importId: string, body: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<Reading>
  /** Reads the kept upload again; the previous reading stays when the new one is refused. */
  reread(importId: string, options: ReadOptions): Promise<Reading>
  /** The store of one import. Its methods reject with `rows_expired` when it is gone. */
  open(importId: string): RowStore
  /** The ids of all row stores that exist, with the time of the last change (ms since 1970). */
  list(): Promise<{ importId: string; changedAt: number }[]>
  /** The bytes that these imports take: their rows and kept uploads. None of those that are gone. */
  size(importIds: readonly string[]): Promise<number>
  /** Removes a store and all its files; quiet when there is none. */
  destroy(importId: string): Promise<void>
  close(): Promise<void>
}

export interface ReadOptions {
  encoding?: string | undefined
  delimiter?: string | undefined
  quote?: string | undefined
  escape?: 'double' | 'backslash' | undefined
  headerRow?: number | undefined
  sheet?: string | undefined
  limits: { rows: number; fileBytes: number; columns: number; cellBytes: number }
  signal?: AbortSignal | undefined
}

/** What an upload was read as. */
export interface Reading {
  headers: string[]
  totalRows: number
  fileSize: number
  source: Source
  warnings: Warning[]
}

/** One column as profiled while it was read. */
export type ColumnProfile = Omit<Column, 'suggestion'>

export interface RowStore {
  profiles(): Promise<ColumnProfile[]>
  /** The rows as read, in file order, all or those with `value` in column `source`. */
  page(query: PageQuery): Promise<{ items: RawRow[]; total: number }>

  // Review ---------------------------------------------------------------------------------------
  /**
   * Takes over the rules of the mapped columns. A column whose rule is new or changed becomes
   * pending; decisions on columns whose target did not change stay. Matching becomes pending when
   * anything changed. The kept upload is removed: the reading is final now.
   */
  setRules(rules: CellRule[]): Promise<void>
  rules(): Promise<CellRule[]>
  /**
   * Judges all pending columns, in slices; resolves when all are done or `signal` aborts. Columns
   * with a host rule get their built-in verdict here and stay `validating` until `hostDone`.
   */
  validate(signal: AbortSignal): Promise<void>
  /** Effective distinct values (with the correction applied) that the built-in rules accept, keyset by `after`. */
  valuesForHost(query: {
    source: string
    after: string | null
    limit: number
  }): Promise<HostValue[]>
  saveHostVerdicts(
    source: string,
    verdicts: { value: string; error: CellError | null }[],
  ): Promise<void>
  hostDone(source: string): Promise<void>
  progress(): Promise<ReviewProgress>
  values(query: ValuePageQuery): Promise<ValuesAnswer>
  /** Rejects with `invalid_request` when no row has the value. Matching becomes pending. */
  decide(decision: Decision): Promise<Value>
  bulk(change: BulkChange): Promise<BulkAnswer>

  // Match ----------------------------------------------------------------------------------------
  /** Forgets earlier match results and starts a pass; returns its number, which later calls carry. */
  beginMatching(plan: MatchPlan): Promise<number>
  /** The next rows after `afterRow`, with the keys that decide them. Empty: the pass is through. */
  rowsToMatch(pass: number, afterRow: number, limit: number): Promise<RowToMatch[]>
  /** Null when a decision or a newer pass overtook this one: the caller begins again. */
  saveMatches(pass: number, results: MatchResults): Promise<{ overtaken: boolean }>
  finishMatching(pass: number): Promise<{ overtaken: boolean }>
  previewCounts(): Promise<PreviewCounts>
  linkSummary(): Promise<Omit<LinkSummary, 'label'>[]>
  linkItems(query: {
    link: string
    offset: number
    limit: number
  }): Promise<{ items: LinkItem[]; total: number }>
  previewRows(query: PreviewRowsQuery): Promise<{ rows: BuiltRow[]; total: number }>

  // Execute --------------------------------------------------------------------------------------
  /** The next rows after `afterRow`, built for writing. Any number of readers, no state. */
  batch(afterRow: number, limit: number): Promise<BuiltRow[]>
  /** Marks rows up to and with `toRow` as processed: a cache of the import's cursor, never the truth. */
  markProcessed(toRow: number): Promise<void>
}

export interface PageQuery {
  offset: number
  limit: number
  source?: string | undefined
  value?: string | undefined
}

export interface RawRow {
  rowNumber: number
  cells: string[]
}

export interface HostValue {
  /** The raw value: the key of the decision. */
  value: string
  /** The typed effective value that the host's rule judges. */
  typed: CellValue
  /** How many rows have it. */
  rows: number
  skipped: boolean
}

export interface ReviewProgress {
  columns: ColumnProgress[]
  matching: { status: 'pending' | 'matching' | 'done'; progress: number }
}

export interface ValuePageQuery {
  source: string
  filter: ValueFilter
  search?: string | undefined
  sort: 'rows' | 'value'
  order: 'asc' | 'desc'
  offset: number
  limit: number
}

export interface Decision {
  source: string
  value: string
  action: ValueAction
  correction?: string | undefined
  /** The host rule's verdict on the correction, when the built-in rules accept it. */
  hostError?: CellError | null | undefined
}

export type BulkChange =
  | { source: string; action: 'skip_errors' }
  | { source: string; action: 'replace'; find: string; replace: string }

/** Which cells decide what a row does: sources in the order of their priority. */
export interface MatchPlan {
  /** The record's own matchable fields. */
  keys: { source: string; field: string }[]
  links: { link: string; keys: { source: string; field: string }[] }[]
  /** Sources that a new record must have filled, with the reason when they are not. */
  required: { source: string; message: string }[]
  /** Whether all values of a row are needed to say what it does. */
  withValues?: boolean
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
  /** The record's own values by field, as far as they are not withheld; empty unless the plan asks. */
  values: Record<string, CellValue>
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
  value: CellValue
  mapped: string
}
