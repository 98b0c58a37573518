import type { RowStore } from '../row-store.ts'
import { unpackBatch, unpackToMatch } from './packed-batch.ts'
import { packFound, packOwn, unpackKeysToFind } from './packed-found.ts'
import { packMatches } from './packed-matches.ts'
import { unpackRows } from './packed-rows.ts'
import type { CallArgs, CallName, RowThreads } from './row-threads.ts'

/** The store of one import, whose calls are answered by its thread. */
export function sqliteRowStore(threads: RowThreads, importId: string): RowStore {
  const call = <Name extends CallName>(name: Name, ...args: CallArgs<Name>) =>
    threads.call({ name, importId }, ...args)
  return {
    profiles: () => call('profiles'),
    page: (query) => call('page', query),
    settleReading: () => call('settleReading'),
    setRules: (rules, revision) => call('setRules', rules, revision),
    rules: () => call('rules'),
    validate: async (signal) => {
      if (!signal.aborted) await threads.call({ name: 'validate', importId, signal })
    },
    valuesForHost: (query) => call('valuesForHost', query),
    countRepeats: (source) => call('countRepeats', source),
    repeatsOf: (source, values) => call('repeatsOf', source, values),
    judgeRepeats: (source) => call('judgeRepeats', source),
    saveHostVerdicts: (source, verdicts) => call('saveHostVerdicts', source, verdicts),
    correctRemembered: (source, remembered) => call('correctRemembered', source, remembered),
    hostDone: (source, problem) => call('hostDone', source, problem),
    progress: () => call('progress'),
    values: (query) => call('values', query),
    decide: (decision) => call('decide', decision),
    bulk: (change) => call('bulk', change),
    cell: (query) => call('cell', query),
    decideCell: (decision) => call('decideCell', decision),
    cellsForHost: (query) => call('cellsForHost', query),
    saveHostCellVerdicts: (source, verdicts) => call('saveHostCellVerdicts', source, verdicts),
    beginMatching: (plan) => call('beginMatching', plan),
    rowsToMatch: async (_pass, afterRow, limit) =>
      unpackToMatch(await call('rowsToMatch', afterRow, limit)),
    saveMatches: (pass, results) => call('saveMatches', pass, packMatches(results)),
    keysToFind: async (pass, afterRow, limit) =>
      unpackKeysToFind(await call('keysToFind', pass, { afterRow, limit })),
    decideMatches: (pass, found) => call('decideMatches', pass, packFound(found)),
    learnFound: (pass, own) => call('learnFound', pass, packOwn(own)),
    recountWithheld: (plan) => call('recountWithheld', plan),
    finishMatching: (pass) => call('finishMatching', pass),
    failMatching: (pass, problem) => call('failMatching', pass, problem),
    previewCounts: () => call('previewCounts'),
    linkSummary: () => call('linkSummary'),
    linkItems: (query) => call('linkItems', query),
    previewRows: async (query) => {
      const { packed, total } = await call('previewRows', query)
      return { rows: unpackRows(packed), total }
    },
    batch: async (afterRow, limit) => unpackBatch(await call('batch', afterRow, limit)),
    freeze: () => call('freeze'),
    markProcessed: (toRow) => call('markProcessed', toRow),
  }
}
