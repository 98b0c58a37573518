import type { ColumnProfile, PageQuery, RawRow } from '../row-store.ts'
import { toCell } from './read-cell.ts'
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
  const { items, total } = query.decided ? decidedRows(store, query) : yield* anyRows(store, query)
  return { items: withDecided(store, items), total }
}

function* anyRows(store: StoreFile, query: PageQuery): Steps<RawPage> {
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
  return { items: rowsAt(store, page), total }
}

const rowsAt = (store: StoreFile, rowNumbers: readonly number[]) =>
  rowNumbers.flatMap((rowNumber) =>
    store.tuples<Tuple>(`${selected(store)} WHERE row_number = ?`, rowNumber).map(rawRow),
  )

/** Rows in which a cell has a decision of its own. */
function decidedRows(store: StoreFile, { source, value, offset, limit }: PageQuery): RawPage {
  const place = source === undefined ? null : store.column(source).place
  const asked = { place, value: place === null ? null : (value ?? null), offset, limit }
  const rows = `SELECT DISTINCT row_number FROM cell_decisions
    WHERE (@place IS NULL OR place = @place) AND (@value IS NULL OR value = @value)`
  const page = store.tuples<[number]>(
    `${rows} ORDER BY row_number LIMIT @limit OFFSET @offset`,
    asked,
  )
  const counted = store.get<{ count: number }>(`SELECT count(*) AS count FROM (${rows})`, asked)
  const items = rowsAt(
    store,
    page.map(([rowNumber]) => rowNumber),
  )
  return { items, total: counted?.count ?? 0 }
}

function withDecided(store: StoreFile, items: RawRow[]): RawRow[] {
  const own = store.cells.inRows(items[0]?.rowNumber ?? 0, items.at(-1)?.rowNumber ?? 0)
  if (!own) return items
  const mapped = store.mappedColumns()
  return items.map((item) => {
    const cells = own.get(item.rowNumber)
    const decided = mapped.flatMap((column) => {
      const cell = cells?.get(column.place)
      return cell ? [toCell(store, column, cell)] : []
    })
    return decided.length > 0 ? { ...item, decided } : item
  })
}

/** See `RowStore.profiles`. */
export const columnProfiles = (store: StoreFile): ColumnProfile[] =>
  store
    .all<{ profile: string }>('SELECT profile FROM import_columns ORDER BY place')
    .map(({ profile }) => JSON.parse(profile))
