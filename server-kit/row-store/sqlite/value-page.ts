import type { Value, ValueCounts, ValuesAnswer } from '../../contract/index.ts'
import type { ValueFilter } from '../../contract/stages.ts'
import type { CellError } from '../../values/cell-rule.ts'
import { foldKey } from '../../values/fold-key.ts'
import type { ReviewProgress, ValuePageQuery } from '../row-store.ts'
import { groupColumn } from './group-column.ts'
import type { Steps } from './slices.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'

export interface ValueRow {
  value: string
  rows: number
  error: string | null
  correction: string | null
  skipped: number
}

export const VALUE_FIELDS = 'value, rows, effective_error AS error, correction, skipped'

const FILTERS: Record<ValueFilter, string> = {
  all: '',
  needsReview: ' AND skipped = 0 AND effective_error IS NOT NULL',
  modified: ' AND skipped = 0 AND correction IS NOT NULL',
  skipped: ' AND skipped = 1',
}

// A blank value comes first among its equals, which the order of texts gives by itself.
const ORDERS = {
  rows: { asc: 'rows, value', desc: 'rows DESC, value' },
  value: { asc: 'value', desc: "(value = '') DESC, value DESC" },
}

/** What the reviewer sees of one value. */
export function toValue(store: StoreFile, column: MappedColumn, row: ValueRow): Value {
  const error: CellError | null = row.error === null ? null : JSON.parse(row.error)
  const { value, rows, correction } = row
  const parsed = store.judge(column).parse(correction ?? value)
  const mapped = parsed.ok ? parsed.mapped : ''
  return { value, rows, mapped, error, correction, skipped: row.skipped === 1 }
}

/** See `RowStore.values`. */
export function* valuePage(store: StoreFile, query: ValuePageQuery): Steps<ValuesAnswer> {
  store.mappedColumn(query.source)
  yield* groupColumn(store, query.source)
  const column = store.mappedColumn(query.source)
  const counts = countValues(store, column)
  const search = searchFor(query.search)
  const where = `place = @place${FILTERS[query.filter]}${search.condition}`
  const values = { place: column.place, search: search.value }
  const rows = store.all<ValueRow>(
    `SELECT ${VALUE_FIELDS} FROM column_values WHERE ${where}
     ORDER BY ${ORDERS[query.sort][query.order]} LIMIT @limit OFFSET @offset`,
    { ...values, limit: query.limit, offset: query.offset },
  )
  const total =
    search.condition === ''
      ? counts[query.filter]
      : count(store, `SELECT count(*) AS count FROM column_values WHERE ${where}`, values)
  return { items: rows.map((row) => toValue(store, column, row)), total, counts }
}

const SPECIAL = /[\\%_]/g
const ONLY_ASCII = /^[\x20-\x7e]*$/

/** Case-insensitive; SQLite's own `LIKE` folds ASCII alone. */
function searchFor(search: string | undefined) {
  if (!search) return { condition: '', value: '' }
  if (!ONLY_ASCII.test(search)) {
    return { condition: ' AND contains_folded(value, @search)', value: foldKey(search) }
  }
  const escaped = search.replace(SPECIAL, (special) => `\\${special}`)
  return { condition: String.raw` AND value LIKE @search ESCAPE '\'`, value: `%${escaped}%` }
}

const count = (store: StoreFile, sql: string, values: object) =>
  store.get<{ count: number }>(sql, values)?.count ?? 0

function countValues(store: StoreFile, { place, distinctValues }: MappedColumn): ValueCounts {
  const filtered = (filter: ValueFilter) =>
    count(
      store,
      `SELECT count(*) AS count FROM column_values WHERE place = @place${FILTERS[filter]}`,
      { place },
    )
  return {
    all: distinctValues ?? filtered('all'),
    needsReview: filtered('needsReview'),
    modified: filtered('modified'),
    skipped: filtered('skipped'),
  }
}

/** See `RowStore.progress`. */
export function reviewProgress(store: StoreFile): ReviewProgress {
  const matching = store.get<{
    match_status: 'pending' | 'matching' | 'done'
    matched_rows: number
  }>('SELECT match_status, matched_rows FROM store')
  const status = matching?.match_status ?? 'pending'
  const share = (matching?.matched_rows ?? 0) / Math.max(1, store.totalRows)
  return {
    columns: store.mappedColumns().map((column) => columnProgress(store, column)),
    matching: { status, progress: status === 'done' ? 1 : Math.min(1, share) },
  }
}

function columnProgress(store: StoreFile, column: MappedColumn) {
  const { source, place, status, distinctValues } = column
  const counts = countValues(store, { ...column, distinctValues: distinctValues ?? 0 })
  const known = store.progress.get(place) ?? 0
  return {
    source,
    status,
    progress: status === 'done' ? 1 : status === 'pending' ? 0 : Math.min(1, known),
    distinct: distinctValues ?? profiledDistinct(store, place),
    errors: counts.needsReview,
    corrected: counts.modified,
    skipped: counts.skipped,
  }
}

const profiledDistinct = (store: StoreFile, place: number) =>
  store.get<{ distinct: number }>(
    "SELECT profile ->> 'distinct' AS 'distinct' FROM import_columns WHERE place = ?",
    place,
  )?.distinct ?? 0
