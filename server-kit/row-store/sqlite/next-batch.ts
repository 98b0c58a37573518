import { type CellBuilder, matchPlanOf, plannedSources } from './built-cells.ts'
import { packKeyed, type PackedBatch } from './packed-batch.ts'
import { packColumn, type PackedColumn, packTexts } from './packed-column.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'
import { cellColumns } from './store-schema.ts'
import { builderOf, keyColumns, type RowTuple, typeColumns } from './typed-rows.ts'

/** Where the cells begin in a tuple. */
const CELLS = 1

/** See `RowStore.batch`. What stands as it was read is not typed, and is sent once. */
export function nextBatch(store: StoreFile, afterRow: number, limit: number): PackedBatch {
  const names = cellColumns(store.columns().length)
  const tuples = store.tuples<RowTuple>(
    `SELECT row_number, ${names.join(', ')}
     FROM import_rows WHERE row_number > ? ORDER BY row_number LIMIT ?`,
    afterRow,
    limit,
  )
  const plan = matchPlanOf(store)
  const planned = plannedSources(plan)
  const builder = builderOf(store, tuples)
  const mapped = store.mappedColumns()
  const isTyped = (column: MappedColumn) =>
    planned.has(column.source) || !builder.standsAsRead(column)
  const places = mapped.filter(isTyped).map((column) => ({ column, at: CELLS + column.place }))
  const typed = typeColumns(builder, tuples, places)
  const valuesOf = new Map(typed.map(({ column, values }) => [column, values]))
  const own = mapped.flatMap((column) => {
    if (column.rule.entityLink !== null) return []
    const packed = builder.standsAsRead(column)
      ? asRead(builder, tuples, column)
      : packColumn(valuesOf.get(column) ?? [])
    return [{ target: column.rule.target, column: packed }]
  })
  const rowNumbers = tuples.map(([rowNumber]) => rowNumber)
  return {
    ...packKeyed({ rowNumbers, ...keyColumns(plan, typed, tuples.length) }),
    own,
    actions: Uint8Array.from(rowNumbers, (rowNumber) => store.matches.actionOf(rowNumber)),
    cells: names.map((_, place) => packTexts(cellsOf(tuples, place))),
  }
}

const cellsOf = (tuples: readonly RowTuple[], place: number) =>
  tuples.map((tuple) => String(tuple[CELLS + place]))

function asRead(
  builder: CellBuilder,
  tuples: readonly RowTuple[],
  column: MappedColumn,
): PackedColumn {
  const { place } = column
  const withheld = builder.withholdsAny(column)
    ? Uint8Array.from(tuples, (tuple) =>
        builder.isWithheld(column, tuple[0], String(tuple[CELLS + place])) ? 1 : 0,
      )
    : null
  return { kind: 'as read', place, withheld }
}
