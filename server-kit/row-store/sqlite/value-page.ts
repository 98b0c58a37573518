import type { Value, ValueCounts, ValuesAnswer } from '../../contract/index.ts'
import type { ValueFilter } from '../../contract/stages.ts'
import type { CellError } from '../../values/cell-rule.ts'
import type { ReviewProgress, ValuePageQuery } from '../row-store.ts'
import { countedPage } from './counted-page.ts'
import { countColumn, groupColumn } from './group-column.ts'
import type { Steps } from './slices.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'
import { FILTERS, orderedValues, type ValueRow } from './value-order.ts'
import { searchValues } from './value-search.ts'

/** What the reviewer sees of one value. */
export function toValue(store: StoreFile, column: MappedColumn, row: ValueRow): Value {
  const error: CellError | null = row.error === null ? null : JSON.parse(row.error)
  const { value, rows, correction } = row
  const parsed = store.judge(column).parse(correction ?? value)
  const mapped = parsed.ok ? parsed.mapped : ''
  const ownRows = store.cells.rowsOf(column.place, value)
  return {
    value,
    rows,
    mapped,
    error,
    correction,
    skipped: row.skipped === 1,
    ...(row.remembered === 1 && { remembered: true }),
    ...(ownRows > 0 && { ownRows }),
  }
}

/** See `RowStore.values`. */
export function* valuePage(store: StoreFile, query: ValuePageQuery): Steps<ValuesAnswer> {
  const first = yield* firstPage(store, query)
  if (first) return first
  yield* groupColumn(store, query.source)
  const column = store.mappedColumn(query.source)
  const counts = countValues(store, column)
  const listed = { place: column.place, filter: query.filter, total: counts[query.filter] }
  const { search } = query
  const { rows, total } = search
    ? yield* searchValues(store, listed, { ...query, search })
    : { rows: orderedValues(store, listed, query), total: listed.total }
  return { items: rows.map((row) => toValue(store, column, row)), total, counts }
}

/** What can be shown of a large column while its counted values are still being taken over. */
function* firstPage(store: StoreFile, query: ValuePageQuery): Steps<ValuesAnswer | null> {
  store.mappedColumn(query.source)
  const counted = yield* countColumn(store, query.source)
  if (!counted) return null
  const column = { ...store.mappedColumn(query.source), distinctValues: counted.values }
  const counts = countValues(store, column)
  const total = counts[query.filter]
  const rows = countedPage(store, counted, { place: column.place, query, total })
  return rows && { items: rows.map((row) => toValue(store, column, row)), total, counts }
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
    match_problem: string | null
  }>('SELECT match_status, matched_rows, match_problem FROM store')
  const problem = matching?.match_problem ?? null
  const status = matching?.match_status ?? 'pending'
  const matched = matching?.matched_rows ?? 0
  // Rows that wait for what is found have gone half of their way.
  const read = Math.max(matched, store.matchPass?.rowsRead ?? 0)
  const share = (matched + read) / 2 / Math.max(1, store.totalRows)
  return {
    columns: store.mappedColumns().map((column) => columnProgress(store, column)),
    revision: store.rulesRevision(),
    matching: {
      status,
      progress: status === 'done' ? 1 : Math.min(1, share),
      ...(problem !== null && { problem }),
    },
  }
}

function columnProgress(store: StoreFile, column: MappedColumn) {
  const { source, place, status, distinctValues, problem } = column
  const counts = countValues(store, { ...column, distinctValues: distinctValues ?? 0 })
  const known = store.progress.get(place) ?? 0
  const own = store.cells.counts(place)
  return {
    source,
    ...(problem !== null && { problem }),
    ...(own.cells > 0 && { ownCells: own.cells, ownErrors: own.errors }),
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
