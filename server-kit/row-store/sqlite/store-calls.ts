import type { MatchPlan, RowStore } from '../row-store.ts'
import { previewRows } from './built-rows.ts'
import { changeInBulk } from './change-in-bulk.ts'
import { correctRemembered } from './correct-remembered.ts'
import { decideCell } from './decide-cell.ts'
import { decideValue } from './decide-value.ts'
import { changing, changingAtOnce, freeze } from './freeze.ts'
import {
  hostCells,
  hostDone,
  hostValues,
  saveHostCellVerdicts,
  saveHostVerdicts,
} from './host-values.ts'
import {
  beginMatching,
  failMatching,
  finishMatching,
  linkItems,
  linkSummary,
  previewCounts,
  rowsToMatch,
  saveMatches,
} from './match-rows.ts'
import type { CellValue } from '../../values/cell-rule.ts'
import { decideMatches, keysToFind, learnFound } from './match-pass.ts'
import { nextBatch } from './next-batch.ts'
import { packToMatch } from './packed-batch.ts'
import {
  packKeysToFind,
  type PackedField,
  type PackedFound,
  unpackField,
  unpackFound,
} from './packed-found.ts'
import type { PackedMatches } from './packed-matches.ts'
import { columnProfiles, rawPage } from './raw-rows.ts'
import { readCell } from './read-cell.ts'
import { recountWithheld } from './recount-withheld.ts'
import { countRepeats, judgeRepeats, repeatsOf } from './repeated-keys.ts'
import { setRules, settleReading } from './set-rules.ts'
import type { StoreFile } from './store-file.ts'
import { validateColumns } from './validate-columns.ts'
import { reviewProgress, valuePage } from './value-page.ts'

type Query<Name extends keyof RowStore> = Parameters<RowStore[Name]>[0]
type Verdicts = Parameters<RowStore['saveHostVerdicts']>[1]
type Remembered = Parameters<RowStore['correctRemembered']>[1]
type CellVerdicts = Parameters<RowStore['saveHostCellVerdicts']>[1]

/** What a row thread does with an open store, by the names of `RowStore`. */
export const STORE_CALLS = {
  profiles: columnProfiles,
  page: rawPage,
  settleReading,
  setRules,
  rules: (store: StoreFile) => store.mappedColumns().map(({ rule }) => rule),
  validate: validateColumns,
  valuesForHost: (store: StoreFile, query: Query<'valuesForHost'>) => hostValues(store, query),
  countRepeats,
  repeatsOf: (store: StoreFile, source: string, values: CellValue[]) =>
    repeatsOf(store, store.mappedColumn(source), values),
  judgeRepeats,
  saveHostVerdicts: (store: StoreFile, source: string, verdicts: Verdicts) =>
    saveHostVerdicts(store, source, verdicts),
  correctRemembered: (store: StoreFile, source: string, remembered: Remembered) =>
    correctRemembered(store, source, remembered),
  hostDone,
  progress: reviewProgress,
  values: valuePage,
  decide: changing(decideValue),
  bulk: changing(changeInBulk),
  cell: readCell,
  decideCell: changingAtOnce(decideCell),
  cellsForHost: (store: StoreFile, query: Query<'cellsForHost'>) => hostCells(store, query),
  saveHostCellVerdicts: (store: StoreFile, source: string, verdicts: CellVerdicts) =>
    saveHostCellVerdicts(store, source, verdicts),
  freeze,
  beginMatching: (store: StoreFile, plan: MatchPlan) => beginMatching(store, plan),
  rowsToMatch: (store: StoreFile, afterRow: number, limit: number) =>
    packToMatch(rowsToMatch(store, { afterRow, limit })),
  saveMatches: (store: StoreFile, pass: number, matches: PackedMatches) =>
    saveMatches(store, pass, matches),
  *keysToFind(store: StoreFile, pass: number, page: { afterRow: number; limit: number }) {
    const keys = yield* keysToFind(store, pass, page)
    return keys && packKeysToFind(keys)
  },
  decideMatches: (store: StoreFile, pass: number, found: PackedFound) =>
    decideMatches(store, pass, unpackFound(found)),
  learnFound: (store: StoreFile, pass: number, own: PackedField[]) =>
    learnFound(store, pass, own.map(unpackField)),
  recountWithheld: (store: StoreFile, plan: MatchPlan) => recountWithheld(store, plan),
  finishMatching,
  failMatching,
  previewCounts,
  linkSummary,
  linkItems: (store: StoreFile, query: Query<'linkItems'>) => linkItems(store, query),
  previewRows,
  batch: nextBatch,
  markProcessed: (store: StoreFile, toRow: number) => {
    store.run('UPDATE store SET processed_to = max(processed_to, ?)', toRow)
  },
} as const

export type StoreCalls = typeof STORE_CALLS
