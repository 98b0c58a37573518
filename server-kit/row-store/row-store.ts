import type {
  BulkAnswer,
  Cell,
  Column,
  ColumnProgress,
  LinkItem,
  ReviewAnswer,
  LinkSummary,
  PreviewCounts,
  Source,
  Value,
  ValuesAnswer,
  Warning,
} from '../contract/index.ts'
import type { ValueAction, ValueFilter } from '../contract/stages.ts'
import type { CellError, CellRule, CellValue } from '../values/cell-rule.ts'
import type { Repeats } from '../values/repeated.ts'
import type { BuiltRow, PreviewRowsQuery } from './built-row.ts'
import type {
  FoundField,
  FoundKeys,
  KeysToFind,
  MatchPlan,
  MatchResults,
  RowToMatch,
  RowToWrite,
} from './row-matches.ts'
import type { Replacing } from '../values/replace-text.ts'

export type * from './built-row.ts'
export type * from './row-matches.ts'

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
  /**
   * What brings the write-ahead log of a host's SQLite client into its file, on the thread of an import;
   * others may read and write meanwhile. Null for a client of another copy of the driver: two copies of
   * SQLite in one process take each other's locks.
   */
  logBringer(importId: string, client: object): (() => Promise<void>) | null
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
  /** Removes the kept upload: from now on the file cannot be read again. */
  settleReading(): Promise<void>
  /** The rows as read, in file order, all or those with `value` in column `source`. */
  page(query: PageQuery): Promise<{ items: RawRow[]; total: number }>

  // Review ---------------------------------------------------------------------------------------
  /**
   * Takes over the rules of the mapped columns. A column whose rule is new or changed becomes
   * pending; decisions on columns whose target did not change stay. Matching becomes pending when
   * anything changed. The kept upload is removed: the reading is final now. `revision` (default 0) is
   * that of the record's mappings: rules that follow an older one than those in place are left.
   */
  setRules(rules: CellRule[], revision?: number): Promise<void>
  rules(): Promise<CellRule[]>
  /**
   * Judges all pending columns, in slices; resolves when all are done or `signal` aborts. Columns
   * with a host rule or remembered values get their built-in verdict here and stay `validating` until
   * `hostDone`.
   */
  validate(signal: AbortSignal): Promise<void>
  /**
   * Distinct values that the built-in rules accept, and their corrections likewise, keyset by `after`, a
   * value. May be longer than `limit` by one.
   */
  valuesForHost(query: {
    source: string
    after: string | null
    limit: number
  }): Promise<HostValue[]>
  /**
   * Of a column of unique values: counts the rows of each value as it will be written, in any case,
   * for `repeatsOf` and `judgeRepeats`.
   */
  countRepeats(source: string): Promise<void>
  /** Those of some typed values that several rows have, by folded text, with the number of rows. */
  repeatsOf(source: string, values: CellValue[]): Promise<Repeats>
  /** Saves the verdicts on a column of which the host says nothing, but that its values are unique. */
  judgeRepeats(source: string): Promise<void>
  saveHostVerdicts(
    source: string,
    verdicts: { value: string; text: string; error: CellError | null }[],
  ): Promise<void>
  /**
   * Gives values that the built-in rules refuse the team's earlier corrections (by folded value), as far
   * as those are accepted and nothing was decided here. Matching becomes pending when one was given.
   */
  correctRemembered(source: string, remembered: RememberedCorrection[]): Promise<void>
  /** The column is done; `problem`: a sentence on what could not be asked. Newer rules try it again. */
  hostDone(source: string, problem?: string): Promise<void>
  progress(): Promise<ReviewProgress>
  values(query: ValuePageQuery): Promise<ValuesAnswer>
  /** Rejects with `invalid_request` when no row has the value. Matching becomes pending. */
  decide(decision: Decision): Promise<Value>
  bulk(change: BulkChange): Promise<BulkResult>
  /** One row's cell, whoever decided about it. Rejects with `invalid_request` when there is no such row. */
  cell(query: CellQuery): Promise<Cell>
  /** Decides about one row's cell, before the decision on its value. Rejects and outdates as `decide`. */
  decideCell(decision: CellDecision): Promise<Cell>
  /** Own cells whose correction the built-in rules accept, keyset by `after`, a row number. */
  cellsForHost(query: { source: string; after: number; limit: number }): Promise<HostCell[]>
  saveHostCellVerdicts(
    source: string,
    verdicts: { rowNumber: number; text: string; error: CellError | null }[],
  ): Promise<void>

  // Match ----------------------------------------------------------------------------------------
  /** Forgets earlier match results and starts a pass; returns its number, which later calls carry. */
  beginMatching(plan: MatchPlan): Promise<number>
  /** The next rows after `afterRow`, with the keys that decide them. Empty: the pass is through. */
  rowsToMatch(pass: number, afterRow: number, limit: number): Promise<RowToMatch[]>
  /** Null when a decision or a newer pass overtook this one: the caller begins again. */
  saveMatches(pass: number, results: MatchResults): Promise<{ overtaken: boolean }>
  /**
   * For a plan with rules, instead of the last two: the distinct keys of the next rows, which are kept
   * until `decideMatches` is told what was found for them. Null: overtaken.
   */
  keysToFind(pass: number, afterRow: number, limit: number): Promise<KeysToFind | null>
  /**
   * What was found for keys that were asked for, before the rows are decided: all rows of a file may wait
   * meanwhile. `unknown`: a value that no row has.
   */
  learnFound(
    pass: number,
    own: FoundField[],
  ): Promise<{ overtaken: boolean; unknown: string | null }>
  /** Decides the rows up to `lastRow` that `keysToFind` has answered, and saves what they will do. */
  decideMatches(
    pass: number,
    found: FoundKeys & { lastRow: number },
  ): Promise<{ overtaken: boolean }>
  /**
   * When since the last pass of the same plan only cells have changed that decide nothing: counts anew
   * the rows that have withheld ones, and matching is done. False: a pass is needed.
   */
  recountWithheld(plan: MatchPlan): Promise<boolean>
  finishMatching(pass: number): Promise<{ overtaken: boolean }>
  /** Keeps why a pass could not go on, until one is finished. */
  failMatching(pass: number, problem: string): Promise<void>
  previewCounts(): Promise<PreviewCounts>
  linkSummary(): Promise<Omit<LinkSummary, 'label'>[]>
  linkItems(query: {
    link: string
    offset: number
    limit: number
  }): Promise<{ items: LinkItem[]; total: number }>
  previewRows(query: PreviewRowsQuery): Promise<{ rows: BuiltRow[]; total: number }>

  // Execute --------------------------------------------------------------------------------------
  /**
   * The rows are about to be written: from here on decisions are refused with `wrong_stage`; what came
   * before holds for all rows. Asked again it does nothing.
   */
  freeze(): Promise<void>
  /** The next rows after `afterRow`, built for writing. Any number of readers, no state. */
  batch(afterRow: number, limit: number): Promise<RowToWrite[]>
  /** Marks rows up to and with `toRow` as processed: a cache of the import's cursor, never the truth. */
  markProcessed(toRow: number): Promise<void>
}

export interface PageQuery {
  offset: number
  limit: number
  source?: string | undefined
  value?: string | undefined
  /** Only rows in which a cell (of `source`, where it is given) has a decision of its own. */
  decided?: boolean | undefined
}

export interface RawRow {
  rowNumber: number
  cells: string[]
  /** Those of its cells that have a decision of their own. */
  decided?: Cell[]
}

export interface CellQuery {
  source: string
  rowNumber: number
}

export interface HostValue {
  /** The raw value: the key of the decision. */
  value: string
  /** What is judged: the value as read, or its correction. A verdict on it holds for nothing else. */
  text: string
  /** The same, typed. */
  typed: CellValue
  /** How many rows will be written with it; 0 for a value that is corrected. */
  rows: number
  skipped: boolean
}

/** One row's cell that has a correction of its own. */
export interface HostCell {
  rowNumber: number
  /** The correction: a verdict on it holds for nothing else. */
  text: string
  typed: CellValue
}

export interface ReviewProgress {
  columns: ColumnProgress[]
  /** The revision of the mappings that the rules follow. */
  revision: number
  matching: ReviewAnswer['matching']
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

export interface RememberedCorrection {
  value: string
  correction: string
}

export interface CellDecision extends CellQuery {
  action: ValueAction
  correction?: string | undefined
  /** The host rule's verdict on what the cell becomes, when the built-in rules accept it. */
  hostError?: CellError | null | undefined
}

/** `undone`: of a column whose corrections are remembered, the values that lost theirs. */
export type BulkResult = BulkAnswer & { undone?: string[] }

/** Of a column's values; cells with a decision of their own stay as they are. */
export type BulkChange = {
  source: string
  /** Answers what would change, with the first 20 values and their built-in verdicts. */
  preview?: boolean | undefined
} & ({ action: 'skip_errors' } | { action: 'undo' } | ({ action: 'replace' } & Replacing))
