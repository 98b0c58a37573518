import type { ColumnProfile, PageQuery, RawRow } from '../row-store.ts'
import { Slice, type Steps } from './slices.ts'
import type { StoreFile } from './store-file.ts'
import { cellColumn, cellColumns } from './store-schema.ts'

const SCANNED = 20_000

type Tuple = [number, ...string[]]

export interface RawPage {
  items: RawRow[]
  total: number
}

const rawRow = ([rowNumber, ...cells]: Tuple): RawRow => ({ rowNumber, cells })

const selected = (store: StoreFile) =>
  `SELECT row_number, ${cellColumns(store.columns().length).join(', ')} FROM import_rows`

/** See `RowStore.page`. */
export function* rawPage(store: StoreFile, query: PageQuery): Steps<RawPage> {
  const { source, value, offset, limit } = query
  if (source === undefined || value === undefined) {
    const rows = store.tuples<Tuple>(
      `${selected(store)} ORDER BY row_number LIMIT ? OFFSET ?`,
      limit,
      offset,
    )
    return { items: rows.map(rawRow), total: store.totalRows }
  }
  return yield* rowsWithValue(store, { column: store.column(source).place, value, offset, limit })
}

interface WithValue {
  column: number
  value: string
  offset: number
  limit: number
}

/** A column has no index: its rows are scanned in slices. */
function* rowsWithValue(store: StoreFile, query: WithValue): Steps<RawPage> {
  const slice = new Slice()
  const page: number[] = []
  let total = 0
  for (let from = 0; from < store.lastRow; from += SCANNED) {
    const found = store.tuples<[number]>(
      `SELECT row_number FROM import_rows
       WHERE row_number > ? AND row_number <= ? AND ${cellColumn(query.column)} = ?
       ORDER BY row_number`,
      from,
      from + SCANNED,
      query.value,
    )
    const first = Math.max(0, query.offset - total)
    const missing = Math.max(0, query.limit - page.length)
    page.push(...found.slice(first, first + missing).map(([rowNumber]) => rowNumber))
    total += found.length
    if (slice.isOver()) yield
  }
  const items = page.flatMap((rowNumber) =>
    store.tuples<Tuple>(`${selected(store)} WHERE row_number = ?`, rowNumber).map(rawRow),
  )
  return { items, total }
}

/** See `RowStore.profiles`. */
export const columnProfiles = (store: StoreFile): ColumnProfile[] =>
  store
    .all<{ profile: string }>('SELECT profile FROM import_columns ORDER BY place')
    .map(({ profile }) => JSON.parse(profile))
