import type { FoundRecords } from '../../matching/find-records.ts'
import { type FieldKeys, FileKeys, type Owners } from '../../matching/file-index.ts'
import { Numbers } from '../../matching/numbers.ts'
import type { FoundField, MatchedRecord, MatchKey } from '../row-store.ts'
import type { PackedKey, RowsToMatch } from './keyed-rows.ts'

const NOTHING = 1
/** Several records, or one that must not be written: see `#unclear`. */
const UNCLEAR = 2

/**
 * What was found for the keys of one field, asked for once a pass. A key that led to one record has the
 * record's number among the `Owners`, which is less than 0.
 */
export class FoundKeys {
  readonly #owners: Owners
  readonly #state = new Numbers()
  readonly #unclear = new Map<number, MatchedRecord[]>()

  constructor(owners: Owners) {
    this.#owners = owners
  }

  /** Whether nobody has asked for the key so far. */
  ask(entry: number): boolean {
    if (this.#state.at(entry) !== 0) return false
    this.#state.set(entry, NOTHING)
    return true
  }

  add(entry: number, record: MatchedRecord): void {
    if (this.only(entry) === 0 && record.problem === undefined) {
      return this.#state.set(entry, this.#owners.ofId(record.id))
    }
    const before = this.records(entry, record.value)
    // The same record twice for one value (two equal e-mails) is one record.
    if (before.some(({ id }) => id === record.id)) return
    this.#state.set(entry, UNCLEAR)
    this.#unclear.set(entry, [...before, record])
  }

  clear(): void {
    this.#state.clear()
    this.#unclear.clear()
  }

  /** The one record of a key by its number; 0: none; undefined: that takes more than a number. */
  only(entry: number): number | undefined {
    const state = this.#state.at(entry)
    if (state < 0) return state
    return state === UNCLEAR ? undefined : 0
  }

  records(entry: number, value: string): MatchedRecord[] {
    const state = this.#state.at(entry)
    if (state < 0) return [{ value, id: this.#owners.text(state) }]
    return state === UNCLEAR ? (this.#unclear.get(entry) ?? []) : []
  }
}

/** A column of keys as numbers. */
export interface KeyColumn {
  field: string
  keys: FieldKeys
  found: FoundKeys
  /** By place of the row: a key's number from 1; 0: none; less than 0: the place in `lists` from 1. */
  entries: Int32Array
  lists: number[][]
}

/** Rows that wait for what is found; all of a large file may do so at once. */
export interface KeyedPage extends Pick<RowsToMatch, 'links' | 'missing' | 'withheld'> {
  rowNumbers: Uint32Array
  /** By priority. */
  columns: KeyColumn[]
}

/** The keys of a pass's rows, as numbers: they are compared by the million. */
export class PassKeys {
  readonly file = new FileKeys()
  readonly #found = new Map<string, FoundKeys>()

  /** `asks` is told each key that decides a row and that nobody has asked for. */
  enter(page: RowsToMatch, asks: (field: string, value: string) => void): KeyedPage {
    const { rowNumbers, keys, links, missing, withheld } = page
    const columns = keys.map(({ field, values }): KeyColumn => {
      const ofField = this.file.field(field)
      const lists: number[][] = []
      const numberOf = (value: PackedKey) => {
        if (value === null) return 0
        if (typeof value === 'string') return ofField.table.enter(value) + 1
        return -lists.push(value.map((item) => ofField.table.enter(item)))
      }
      const entries = new Int32Array(values.length)
      values.forEach((value, place) => {
        entries[place] = numberOf(value)
      })
      return { field, keys: ofField, found: this.#foundOf(field), entries, lists }
    })
    rowNumbers.forEach((_, place) => {
      const at = columns.findIndex(({ entries }) => entries[place] !== 0)
      const column = columns[at]
      if (!column) return
      const key = keys[at]?.values[place] ?? []
      // Hardly a key is a list: without one for each row there is less garbage.
      if (typeof key === 'string') {
        if (column.found.ask((column.entries[place] ?? 0) - 1)) asks(column.field, key)
        return
      }
      const entries = entriesAt(column, place)
      key.forEach((value, index) => {
        if (column.found.ask(entries[index] ?? 0)) asks(column.field, value)
      })
    })
    return { rowNumbers: Uint32Array.from(rowNumbers), links, missing, withheld, columns }
  }

  /** Records for keys, whoever has asked for them. Answers the first value that no row has. */
  learn(fields: readonly FoundField[]): string | null {
    let unknown: string | null = null
    for (const { field, records } of fields) {
      const { table } = this.file.field(field)
      const found = this.#foundOf(field)
      for (const record of records) {
        const entry = table.find(record.value)
        if (entry >= 0) found.add(entry, record)
        else unknown ??= record.value
      }
    }
    return unknown
  }

  /** Forgets all: a pass is over, and its keys may be a million. */
  clear(): void {
    this.file.clear()
    for (const found of this.#found.values()) found.clear()
  }

  /** What was found for one key, as rows are decided by it. */
  foundFor({ field, values }: MatchKey): FoundRecords {
    const { table } = this.file.field(field)
    const found = this.#foundOf(field)
    const records = values.map((value) => [value, found.records(table.find(value), value)] as const)
    return new Map([[field, new Map(records)]])
  }

  #foundOf(field: string): FoundKeys {
    const known = this.#found.get(field) ?? new FoundKeys(this.file.owners)
    this.#found.set(field, known)
    return known
  }
}

/** The column whose key decides a row. */
export const decidingColumn = ({ columns }: KeyedPage, place: number): KeyColumn | undefined =>
  columns.find(({ entries }) => entries[place] !== 0)

/** The numbers of a row's keys in a column. */
export function entriesAt({ entries, lists }: KeyColumn, place: number): readonly number[] {
  const entry = entries[place] ?? 0
  if (entry === 0) return []
  return entry > 0 ? [entry - 1] : (lists[-entry - 1] ?? [])
}

/** The key that decides a row; null: none. */
export function decidingKey(page: KeyedPage, place: number): MatchKey | null {
  const column = decidingColumn(page, place)
  if (!column) return null
  const values = entriesAt(column, place).map((entry) => column.keys.table.textOf(entry))
  return { field: column.field, values }
}
