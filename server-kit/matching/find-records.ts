import { checkFound, type CheckedRecord, type HostCall } from '../importer/host-answers.ts'
import type { HostCalls } from '../importer/host-context.ts'
import type { FindQuery, FoundRecord, MaybePromise } from '../importer/importer.ts'
import type { BatchSteps } from '../model/batch.ts'
import type { FoundField, MatchKey } from '../row-store/row-store.ts'

/** As promised to hosts in `FindQuery`. */
const MOST_VALUES = 5_000

/** Existing records by field and folded value. */
export type FoundRecords = Map<string, Map<string, CheckedRecord[]>>

export interface Finding {
  find: (query: FindQuery) => MaybePromise<FoundRecord[]>
  /** Names the call in errors. */
  host: HostCall
  wait: Wait
}

export type Wait = <T>(value: MaybePromise<T>, by: string) => BatchSteps<T>

/** Asks for distinct values of one field as hosts are promised. */
export function* queriesFor({ field, values }: MatchKey): Generator<FindQuery> {
  for (let start = 0; start < values.length; start += MOST_VALUES) {
    yield { field, values: values.slice(start, start + MOST_VALUES) }
  }
}

/** Looks up distinct values of one field, in queries of at most 5,000. */
export function* findValues(
  { field, values }: MatchKey,
  { find, host, wait }: Finding,
): BatchSteps<CheckedRecord[]> {
  const found: CheckedRecord[][] = []
  for (const query of queriesFor({ field, values })) {
    const answer = yield* wait(find(query), `${host.call} of ${host.importer}`)
    found.push(checkFound(answer, query, host))
  }
  return found.flat()
}

/** Keys of rows as keys to look up: each field once, each of its values once. */
export class DistinctKeys {
  readonly #byField = new Map<string, Set<string>>()

  add({ field, values }: MatchKey): void {
    const known = this.#byField.get(field) ?? new Set<string>()
    this.#byField.set(field, known)
    for (const value of values) known.add(value)
  }

  hasOneOf({ field, values }: MatchKey): boolean {
    const known = this.#byField.get(field)
    return known !== undefined && values.some((value) => known.has(value))
  }

  list(): MatchKey[] {
    return [...this.#byField].map(([field, values]) => ({ field, values: [...values] }))
  }
}

/** What was found, as rows are decided by it. */
export function indexFound(fields: readonly FoundField[]): FoundRecords {
  const found: FoundRecords = new Map()
  for (const { field, records } of fields) {
    const byValue = found.get(field) ?? new Map<string, CheckedRecord[]>()
    found.set(field, byValue)
    for (const record of records) add(byValue, record)
  }
  return found
}

function add(records: Map<string, CheckedRecord[]>, record: CheckedRecord) {
  const earlier = records.get(record.value)
  if (!earlier) return void records.set(record.value, [record])
  // The same record twice for one value (two equal e-mails) is one record.
  if (!earlier.some(({ id }) => id === record.id)) earlier.push(record)
}

/** Runs steps outside a batch, where everything may be awaited, each answer in its time. */
export async function settle<T>(
  steps: BatchSteps<T>,
  { wait }: Pick<HostCalls, 'wait'>,
): Promise<T> {
  let next = steps.next()
  while (!next.done) {
    const step = next.value
    if (step.kind !== 'wait') throw new Error('savepoints need a batch')
    next = steps.next(await wait(step.value, step.by))
  }
  return next.value
}

/** The step that `settle` awaits. */
export function* waitFor<T>(value: MaybePromise<T>, by: string): BatchSteps<T> {
  return (yield { kind: 'wait', value, by }) as T
}
