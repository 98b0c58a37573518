import { checkFound, type HostCall } from '../importer/host-answers.ts'
import type { FindQuery, FoundRecord, MaybePromise } from '../importer/importer.ts'
import type { BatchSteps } from '../model/batch.ts'
import type { MatchKey } from '../row-store/row-store.ts'

/** As promised to hosts in `FindQuery`. */
const MOST_VALUES = 5000

/** Existing records by field and folded value. */
export type FoundRecords = Map<string, Map<string, FoundRecord[]>>

export interface Finding {
  keys: Iterable<MatchKey>
  find: (query: FindQuery) => MaybePromise<FoundRecord[]>
  /** Names the call in errors. */
  host: HostCall
  wait: Wait
}

export type Wait = <T>(value: MaybePromise<T>, by: string) => BatchSteps<T>

/** Looks up all the keys in bulk, each field once, in queries of at most 5,000 values. */
export function* findRecords({ keys, find, host, wait }: Finding): BatchSteps<FoundRecords> {
  const found: FoundRecords = new Map()
  for (const [field, values] of distinctValues(keys)) {
    const records = new Map<string, FoundRecord[]>()
    found.set(field, records)
    for (let start = 0; start < values.length; start += MOST_VALUES) {
      const query = { field, values: values.slice(start, start + MOST_VALUES) }
      const answer = yield* wait(find(query), `${host.call} of ${host.importer}`)
      for (const record of checkFound(answer, query, host)) add(records, record)
    }
  }
  return found
}

function distinctValues(keys: Iterable<MatchKey>): Map<string, string[]> {
  const byField = new Map<string, Set<string>>()
  for (const { field, values } of keys) {
    const set = byField.get(field) ?? new Set<string>()
    byField.set(field, set)
    for (const value of values) set.add(value)
  }
  return new Map([...byField].map(([field, values]) => [field, [...values]]))
}

function add(records: Map<string, FoundRecord[]>, record: FoundRecord) {
  const earlier = records.get(record.value) ?? []
  // The same record twice for one value (two equal e-mails) is one record.
  if (!earlier.some(({ id }) => id === record.id)) records.set(record.value, [...earlier, record])
}

/** Runs steps outside a batch, where everything may be awaited. */
export async function settle<T>(steps: BatchSteps<T>): Promise<T> {
  let next = steps.next()
  while (!next.done) {
    const step = next.value
    if (step.kind !== 'wait') throw new Error('savepoints need a batch')
    next = steps.next(await step.value)
  }
  return next.value
}

/** The step that `settle` awaits. */
export function* waitFor<T>(value: MaybePromise<T>, by: string): BatchSteps<T> {
  return (yield { kind: 'wait', value, by }) as T
}
