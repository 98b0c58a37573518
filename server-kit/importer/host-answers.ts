import type { MatchedRecord } from '../row-store/row-matches.ts'
import type { FindQuery, LoadedRecord, SaveResult } from './importer.ts'

/** Which call of which importer answered: `{ importer: 'people', call: 'save' }`. */
export interface HostCall {
  importer: string
  call: string
  /** The rows of the file that it was asked about, aligned with the answer. */
  rows?: readonly number[]
}

/** A host's function broke the importer's contract: said by importer, call and place. */
export class HostAnswerError extends Error {
  override name = 'HostAnswerError'

  constructor({ importer, call }: HostCall, problem: string) {
    super(`Importer "${importer}": ${call} ${problem}`)
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function listOf(answer: unknown, host: HostCall): unknown[] {
  if (Array.isArray(answer)) return answer
  throw new HostAnswerError(host, 'has to answer a list')
}

function aligned(answer: unknown, expected: number, host: HostCall): unknown[] {
  const list = listOf(answer, host)
  if (list.length === expected) return list
  const where = host.rows ? ` (${rowsOf(host.rows)})` : ''
  throw new HostAnswerError(
    host,
    `answered ${list.length} results for ${expected} records${where}: it has to answer one for each`,
  )
}

function rowsOf(rows: readonly number[]): string {
  const [first, last] = [rows[0], rows.at(-1)]
  return first === last ? `row ${first}` : `rows ${first} to ${last}`
}

const isSaveResult = (result: unknown): result is SaveResult =>
  isObject(result) &&
  (typeof result.id === 'string' || typeof result.error === 'string' || result.gone === true)

/** Results of `save`, `create` or `createLinked`: one per record, each written, refused or gone. */
export function checkSaveResults(answer: unknown, expected: number, host: HostCall): SaveResult[] {
  return aligned(answer, expected, host).map((result, index) => {
    if (isSaveResult(result)) return result
    const row = host.rows?.[index]
    const where = row === undefined ? '' : ` (row ${row})`
    const forms = '{ id }, { error }, { gone: true }'
    throw new HostAnswerError(host, `result ${index}${where} is none of ${forms}`)
  })
}

/** Verdicts of a field's `validate`: one per value, a sentence or null. */
export function checkVerdicts(
  answer: unknown,
  expected: number,
  host: HostCall,
): (string | null)[] {
  const list = listOf(answer, host)
  if (list.length !== expected) {
    throw new HostAnswerError(host, `answered ${list.length} verdicts for ${expected} values`)
  }
  return list.map((verdict, index) => {
    if (verdict === null || typeof verdict === 'string') return verdict
    throw new HostAnswerError(host, `verdict ${index} is neither a sentence nor null`)
  })
}

export type CheckedRecord = MatchedRecord

const NO_ID = 'The importer found a record without an id'

/** Records that `findBy` found: each for one of the values asked for, as asked. */
export function checkFound(answer: unknown, query: FindQuery, host: HostCall): CheckedRecord[] {
  const asked = new Set(query.values)
  return checkRecords(answer, host, (value) => asked.has(value))
}

/** Records that were found, however they were asked for. */
export function checkRecords(
  answer: unknown,
  host: HostCall,
  isAsked: (value: string) => boolean = () => true,
): CheckedRecord[] {
  return listOf(answer, host).map((record, index) => {
    if (!isObject(record) || typeof record.value !== 'string') {
      throw new HostAnswerError(host, `result ${index} has no text value`)
    }
    if (!isAsked(record.value)) {
      throw new HostAnswerError(host, `result ${index} is for a value that was not asked for`)
    }
    const { value, id, name } = record
    if (typeof id !== 'string' || id === '') return { value, id: '', problem: NO_ID }
    return typeof name === 'string' ? { value, id, name } : { value, id }
  })
}

const isLoaded = (record: unknown): record is LoadedRecord =>
  isObject(record) &&
  typeof record.id === 'string' &&
  typeof record.name === 'string' &&
  isObject(record.values)

/** Records as `load` answers them, in any order; those that are gone are left out. */
export function checkLoaded(answer: unknown, host: HostCall): LoadedRecord[] {
  return listOf(answer, host).map((record, index) => {
    if (isLoaded(record)) return record
    throw new HostAnswerError(host, `result ${index} has no id, name and values`)
  })
}
