import type { MatchPlan, MatchResults, RowStore } from '../row-store.ts'
import { nextBatch, previewRows } from './built-rows.ts'
import { changeInBulk } from './change-in-bulk.ts'
import { decideValue } from './decide-value.ts'
import { hostDone, hostValues, saveHostVerdicts } from './host-values.ts'
import {
  beginMatching,
  finishMatching,
  linkItems,
  linkSummary,
  previewCounts,
  rowsToMatch,
  saveMatches,
} from './match-rows.ts'
import { columnProfiles, rawPage } from './raw-rows.ts'
import { setRules } from './set-rules.ts'
import type { StoreFile } from './store-file.ts'
import { validateColumns } from './validate-columns.ts'
import { reviewProgress, valuePage } from './value-page.ts'

type Query<Name extends keyof RowStore> = Parameters<RowStore[Name]>[0]
type Verdicts = Parameters<RowStore['saveHostVerdicts']>[1]

/** What a row thread does with an open store, by the names of `RowStore`. */
export const STORE_CALLS = {
  profiles: columnProfiles,
  page: rawPage,
  setRules,
  rules: (store: StoreFile) => store.mappedColumns().map(({ rule }) => rule),
  validate: validateColumns,
  valuesForHost: (store: StoreFile, query: Query<'valuesForHost'>) => hostValues(store, query),
  saveHostVerdicts: (store: StoreFile, source: string, verdicts: Verdicts) =>
    saveHostVerdicts(store, source, verdicts),
  hostDone,
  progress: reviewProgress,
  values: valuePage,
  decide: decideValue,
  bulk: changeInBulk,
  beginMatching: (store: StoreFile, plan: MatchPlan) => beginMatching(store, plan),
  rowsToMatch: (store: StoreFile, afterRow: number, limit: number) =>
    rowsToMatch(store, { afterRow, limit }),
  saveMatches: (store: StoreFile, pass: number, results: MatchResults) =>
    saveMatches(store, pass, results),
  finishMatching,
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
