import type { ValueFilter } from '../../contract/stages.ts'
import type { ValuePageQuery } from '../row-store.ts'
import type { StoreFile } from './store-file.ts'

// The order of a page of values. Each statement walks an index, from the end that is nearer: sorting a
// million values, or counting over them, would keep others waiting.

export interface ValueRow {
  value: string
  rows: number
  error: string | null
  correction: string | null
  skipped: number
  remembered: number
}

export const VALUE_FIELDS = 'value, rows, effective_error AS error, correction, skipped, remembered'

/** Each has its index, in which those of many rows come first. */
export const FILTERS: Record<ValueFilter, string> = {
  all: '',
  needsReview: ' AND skipped = 0 AND effective_error IS NOT NULL',
  modified: ' AND skipped = 0 AND correction IS NOT NULL',
  skipped: ' AND skipped = 1',
}

/** The values that are listed: all of a column that a filter lets through. */
export interface Listed {
  place: number
  filter: ValueFilter
  /** How many they are. */
  total: number
}

type Wanted = Pick<ValuePageQuery, 'sort' | 'order' | 'offset' | 'limit'>

/** A page of the values, blank first among its equals. */
export function orderedValues(store: StoreFile, listed: Listed, wanted: Wanted): ValueRow[] {
  if (wanted.offset >= listed.total) return []
  if (wanted.sort === 'rows') return byRows(store, listed, wanted)
  return wanted.order === 'asc'
    ? byValue(store, listed, wanted)
    : byValueDown(store, listed, wanted)
}

/** Where the filter lets most through, walking all values is quicker than sorting those. */
const MANY = 50_000
const WALKED: Record<ValueFilter, string> = {
  all: '',
  needsReview: ' AND +skipped = 0 AND +effective_error IS NOT NULL',
  modified: ' AND +skipped = 0 AND +correction IS NOT NULL',
  skipped: ' AND +skipped = 1',
}

interface Part {
  condition: string
  /** In how many rows each stands, where that makes the part. */
  rows?: number
  /** How many values it has. */
  values: number
  offset: number
  limit: number
}

/** A part of the values in the order of the values themselves. */
function part(store: StoreFile, { place, filter, total }: Listed, wanted: Part): ValueRow[] {
  const { condition, rows: rowsEach, values, offset } = wanted
  const limit = Math.min(wanted.limit, values - offset)
  if (limit <= 0) return []
  const isNearEnd = offset > values / 2
  const filtered = rowsEach === undefined && total > MANY ? WALKED[filter] : FILTERS[filter]
  const rows = store.all<ValueRow>(
    `SELECT ${VALUE_FIELDS} FROM column_values WHERE place = @place${filtered}${condition}
     ORDER BY value ${isNearEnd ? 'DESC' : 'ASC'} LIMIT @limit OFFSET @offset`,
    { place, rows: rowsEach, limit, offset: isNearEnd ? values - offset - limit : offset },
  )
  return isNearEnd ? rows.reverse() : rows
}

const byValue = (store: StoreFile, listed: Listed, { offset, limit }: Wanted) =>
  part(store, listed, { condition: '', values: listed.total, offset, limit })

function byValueDown(store: StoreFile, listed: Listed, { offset, limit }: Wanted): ValueRow[] {
  const blank = part(store, listed, {
    condition: " AND value = ''",
    values: 1,
    offset: 0,
    limit: 1,
  })
  const blanks = offset === 0 ? blank : []
  const filled = listed.total - blank.length
  const left = limit - blanks.length
  // From the other end: the order of the filled ones, backwards.
  const last = filled - (offset === 0 ? 0 : offset - blank.length)
  const first = Math.max(0, last - left)
  const window = {
    condition: " AND value > ''",
    values: filled,
    offset: first,
    limit: last - first,
  }
  return [...blanks, ...part(store, listed, window).reverse()]
}

/** How many values stand in so many rows each. */
export interface RowClass {
  rows: number
  values: number
}

/** The classes of a filter, those of many rows first. */
export function rowClasses(store: StoreFile, { place, filter, total }: Listed): RowClass[] {
  const several = store.all<RowClass>(
    `SELECT rows, count(*) AS "values" FROM column_values
     WHERE place = @place${FILTERS[filter]} AND rows > 1 GROUP BY rows ORDER BY rows DESC`,
    { place },
  )
  const single = several.reduce((left, { values }) => left - values, total)
  return single > 0 ? [...several, { rows: 1, values: single }] : several
}

function byRows(store: StoreFile, listed: Listed, { order, offset, limit }: Wanted): ValueRow[] {
  const classes =
    listed.filter === 'all' ? store.grouped.classes(listed) : rowClasses(store, listed)
  const found: ValueRow[] = []
  let before = offset
  for (const { rows, values } of order === 'desc' ? classes : classes.toReversed()) {
    if (before < values) {
      const left = limit - found.length
      const condition = rows > 1 ? ' AND rows > 1 AND rows = @rows' : ' AND rows <= 1'
      found.push(...part(store, listed, { condition, rows, values, offset: before, limit: left }))
    }
    if (found.length >= limit) break
    before = Math.max(0, before - values)
  }
  return found
}
