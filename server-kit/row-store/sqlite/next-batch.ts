import { matchPlanOf } from './built-cells.ts'
import { joinCells, type PackedBatch } from './packed-batch.ts'
import type { StoreFile } from './store-file.ts'
import { cellColumns } from './store-schema.ts'
import { ownFields, packKeys, type RowTuple, typeColumns } from './typed-rows.ts'

/** Where the cells begin in a tuple. */
const CELLS = 1

/** See `RowStore.batch`. By the column: an object for each cell would cost more than typing it. */
export function nextBatch(store: StoreFile, afterRow: number, limit: number): PackedBatch {
  const tuples = store.tuples<RowTuple>(
    `SELECT row_number, ${cellColumns(store.columns().length).join(', ')}
     FROM import_rows WHERE row_number > ? ORDER BY row_number LIMIT ?`,
    afterRow,
    limit,
  )
  const columns = store.mappedColumns().map((column) => ({ column, at: CELLS + column.place }))
  const typed = typeColumns(store, tuples, columns)
  return {
    rowNumbers: tuples.map(([rowNumber]) => rowNumber),
    actions: Uint8Array.from(tuples, ([rowNumber]) => store.matches.actionOf(rowNumber)),
    own: ownFields(typed),
    ...packKeys(matchPlanOf(store), typed, tuples.length),
    raw: joinCells(tuples, CELLS),
  }
}
