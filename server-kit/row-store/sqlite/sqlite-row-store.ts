import type { RowStore } from '../row-store.ts'
import { unpackRows } from './packed-rows.ts'
import type { CallArgs, CallName, RowThreads } from './row-threads.ts'

/** The store of one import, whose calls are answered by its thread. */
export function sqliteRowStore(threads: RowThreads, importId: string): RowStore {
  const call = <Name extends CallName>(name: Name, ...args: CallArgs<Name>) =>
    threads.call({ name, importId }, ...args)
  return {
    profiles: () => call('profiles'),
    page: (query) => call('page', query),
    setRules: (rules) => call('setRules', rules),
    rules: () => call('rules'),
    validate: async (signal) => {
      if (!signal.aborted) await threads.call({ name: 'validate', importId, signal })
    },
    valuesForHost: (query) => call('valuesForHost', query),
    saveHostVerdicts: (source, verdicts) => call('saveHostVerdicts', source, verdicts),
    hostDone: (source) => call('hostDone', source),
    progress: () => call('progress'),
    values: (query) => call('values', query),
    decide: (decision) => call('decide', decision),
    bulk: (change) => call('bulk', change),
    beginMatching: (plan) => call('beginMatching', plan),
    rowsToMatch: (_pass, afterRow, limit) => call('rowsToMatch', afterRow, limit),
    saveMatches: (pass, results) => call('saveMatches', pass, results),
    finishMatching: (pass) => call('finishMatching', pass),
    previewCounts: () => call('previewCounts'),
    linkSummary: () => call('linkSummary'),
    linkItems: (query) => call('linkItems', query),
    previewRows: async (query) => {
      const { packed, total } = await call('previewRows', query)
      return { rows: unpackRows(packed), total }
    },
    batch: async (afterRow, limit) => unpackRows(await call('batch', afterRow, limit)),
    markProcessed: (toRow) => call('markProcessed', toRow),
  }
}
