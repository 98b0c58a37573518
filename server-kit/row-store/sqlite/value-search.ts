import { foldKey } from '../../values/fold-key.ts'
import type { ValuePageQuery } from '../row-store.ts'
import { Slice, type Steps } from './slices.ts'
import type { StoreFile } from './store-file.ts'
import { FILTERS, VALUE_FIELDS, type Listed, type ValueRow } from './value-order.ts'

/** So many values are looked through by one statement. */
const RANGE = 100_000
/** More are not remembered by value: the page is looked for in its order. */
const MOST_FOUND = 2000

const ORDERS = {
  rows: { asc: 'rows, value', desc: 'rows DESC, value' },
  value: { asc: 'value', desc: "(value = '') DESC, value DESC" },
}

const SPECIAL = /[\\%_]/g
const ONLY_ASCII = /^[\x20-\x7e]*$/

interface Searched {
  condition: string
  search: string
}

/** Case-insensitive; SQLite's own `LIKE` folds ASCII alone. */
function searchFor(search: string): Searched {
  if (!ONLY_ASCII.test(search)) {
    // What has nothing but ASCII in it has none of this: SQLite sees that without asking.
    const condition = " AND value GLOB '*[^ -~]*' AND contains_folded(value, @search)"
    return { condition, search: foldKey(search) }
  }
  const escaped = search.replace(SPECIAL, (special) => `\\${special}`)
  return { condition: String.raw` AND value LIKE @search ESCAPE '\'`, search: `%${escaped}%` }
}

export interface FoundValues {
  rows: ValueRow[]
  total: number
}

/** The page of the values that contain a text, and how many they are; in slices. */
export function* searchValues(
  store: StoreFile,
  listed: Listed,
  query: ValuePageQuery & { search: string },
): Steps<FoundValues> {
  const searched = searchFor(query.search)
  const where = `place = @place${FILTERS[listed.filter]}${searched.condition}`
  const looking = { store, where, place: listed.place, search: searched.search }
  const { values, total } = yield* lookThrough(looking, listed)
  const { sort, order, limit, offset } = query
  const rows = store.all<ValueRow>(
    `SELECT ${VALUE_FIELDS} FROM column_values
     WHERE ${values ? 'place = @place AND value IN (SELECT value FROM json_each(@values))' : where}
     ORDER BY ${ORDERS[sort][order]} LIMIT @limit OFFSET @offset`,
    {
      place: listed.place,
      limit,
      offset,
      ...(values ? { values: JSON.stringify(values) } : { search: searched.search }),
    },
  )
  return { rows, total }
}

interface Looking {
  store: StoreFile
  where: string
  place: number
  search: string
}

/** Counts what is found, and remembers it while it is little. */
function* lookThrough(
  { store, where, place, search }: Looking,
  listed: Listed,
): Steps<{ values: string[] | null; total: number }> {
  const slice = new Slice()
  let values: string[] | null = []
  let total = 0
  for (const { from, to } of listed.filter === 'all' ? store.grouped.ranges(place) : [EVERYTHING]) {
    const range = `${where} AND value >= @from${to === null ? '' : ' AND value < @to'}`
    const bound = { place, search, from, to }
    if (values) {
      const found = store.tuples<[string]>(
        `SELECT value FROM column_values WHERE ${range} LIMIT ${MOST_FOUND + 1}`,
        bound,
      )
      values =
        values.length + found.length > MOST_FOUND
          ? null
          : [...values, ...found.map(([value]) => value)]
      if (values) total += found.length
    }
    if (!values) {
      total +=
        store.get<{ found: number }>(
          `SELECT count(*) AS found FROM column_values WHERE ${range}`,
          bound,
        )?.found ?? 0
    }
    if (slice.isOver()) yield
  }
  return { values, total }
}

export interface ValueRange {
  from: string
  /** Not included; null: to the end. */
  to: string | null
}

const EVERYTHING: ValueRange = { from: '', to: null }

/** Ranges of so many values each, through all of a column. */
export function readRanges(store: StoreFile, place: number): ValueRange[] {
  const ranges: ValueRange[] = []
  for (let from = ''; ;) {
    const next = store.tuples<[string]>(
      `SELECT value FROM column_values WHERE place = @place AND value >= @from
       ORDER BY value LIMIT 1 OFFSET ${RANGE}`,
      { place, from },
    )[0]?.[0]
    ranges.push({ from, to: next ?? null })
    if (next === undefined) return ranges
    from = next
  }
}
