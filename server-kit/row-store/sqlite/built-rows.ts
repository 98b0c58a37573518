import type { PreviewRowsQuery } from '../row-store.ts'
import { bySource, CellBuilder, keysIn, linkKeys, matchPlanOf } from './built-cells.ts'
import { previewCounts } from './match-rows.ts'
import { packCells, targetsOf, type PackedRow, type PackedRows } from './packed-rows.ts'
import type { StoreFile } from './store-file.ts'
import { cellColumns } from './store-schema.ts'

type RowTuple = [number, ...string[]]

/** Where the cells begin in it. */
const CELLS = 1

const selected = (store: StoreFile) =>
  `SELECT row_number, ${cellColumns(store.columns().length).join(', ')} FROM import_rows`

function buildRows(store: StoreFile, tuples: RowTuple[]): PackedRow[] {
  const plan = matchPlanOf(store)
  const mapped = store.mappedColumns()
  const cellBuilder = new CellBuilder(store, tuples[0]?.[0] ?? 0, tuples.at(-1)?.[0] ?? 0)
  return tuples.map((tuple) => {
    const [rowNumber, ...raw] = tuple
    const cells = mapped.map((column) =>
      cellBuilder.build(column, rowNumber, String(tuple[CELLS + column.place])),
    )
    const found = bySource(cells)
    return {
      rowNumber,
      ...store.matches.of(rowNumber),
      key: keysIn(found, plan.keys)[0] ?? null,
      links: linkKeys(found, plan),
      ...packCells(cells),
      raw,
    }
  })
}

const packed = (store: StoreFile, tuples: RowTuple[]): PackedRows => ({
  targets: targetsOf(store.mappedColumns().map(({ rule }) => rule)),
  rows: buildRows(store, tuples),
})

/** See `RowStore.previewRows`. */
export function previewRows(store: StoreFile, { action, offset, limit }: PreviewRowsQuery) {
  if (action === undefined) {
    const tuples = store.tuples<RowTuple>(
      `${selected(store)} ORDER BY row_number LIMIT ? OFFSET ?`,
      limit,
      offset,
    )
    return { packed: packed(store, tuples), total: store.totalRows }
  }
  const tuples = store.tuples<RowTuple>(
    `${selected(store)} WHERE row_number IN (SELECT value FROM json_each(?)) ORDER BY row_number`,
    JSON.stringify(store.matches.rowsWith(action, offset, limit)),
  )
  return { packed: packed(store, tuples), total: previewCounts(store)[action] }
}
