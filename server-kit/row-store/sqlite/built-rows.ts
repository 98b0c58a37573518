import type { MatchAction } from '../../contract/stages.ts'
import type { PreviewRowsQuery } from '../row-store.ts'
import { buildCell, bySource, keysIn, linkKeys, matchPlanOf } from './built-cells.ts'
import { packCells, targetsOf, type PackedRow, type PackedRows } from './packed-rows.ts'
import type { StoreFile } from './store-file.ts'
import { cellColumns } from './store-schema.ts'

type RowTuple = [number, MatchAction | null, string | null, string | null, ...string[]]

/** Where the cells begin in it. */
const MATCHED = 4

const selected = (store: StoreFile) =>
  `SELECT row_number, match_action, matched_id, match_reason,
     ${cellColumns(store.columns().length).join(', ')} FROM import_rows`

function buildRows(store: StoreFile, tuples: RowTuple[]): PackedRow[] {
  const plan = matchPlanOf(store)
  const mapped = store.mappedColumns()
  return tuples.map((tuple) => {
    const [rowNumber, action, matchedId, reason, ...raw] = tuple
    const cells = mapped.map((column) =>
      buildCell(store, column, String(tuple[MATCHED + column.place])),
    )
    const found = bySource(cells)
    const { withheld, values, mapped: texts } = packCells(cells)
    return {
      rowNumber,
      action: action ?? 'create',
      matchedId,
      reason,
      key: keysIn(found, plan.keys)[0] ?? null,
      links: linkKeys(found, plan),
      withheld,
      values,
      mapped: texts,
      raw,
    }
  })
}

const packed = (store: StoreFile, tuples: RowTuple[]): PackedRows => ({
  targets: targetsOf(store.mappedColumns().map(({ rule }) => rule)),
  rows: buildRows(store, tuples),
})

/** See `RowStore.batch`. */
export function nextBatch(store: StoreFile, afterRow: number, limit: number): PackedRows {
  const tuples = store.tuples<RowTuple>(
    `${selected(store)} WHERE row_number > ? ORDER BY row_number LIMIT ?`,
    afterRow,
    limit,
  )
  return packed(store, tuples)
}

const conditionOf = (action: PreviewRowsQuery['action']) => {
  if (action === undefined) return ''
  return action === 'withErrors' ? 'WHERE has_withheld = 1' : 'WHERE match_action = @action'
}

/** See `RowStore.previewRows`. */
export function previewRows(store: StoreFile, { action, offset, limit }: PreviewRowsQuery) {
  const condition = conditionOf(action)
  const tuples = store.tuples<RowTuple>(
    `${selected(store)} ${condition} ORDER BY row_number LIMIT @limit OFFSET @offset`,
    { action, offset, limit },
  )
  const total = condition
    ? (store.get<{ count: number }>(`SELECT count(*) AS count FROM import_rows ${condition}`, {
        action,
      })?.count ?? 0)
    : store.totalRows
  return { packed: packed(store, tuples), total }
}
