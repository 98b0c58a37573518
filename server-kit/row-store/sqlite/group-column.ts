import { statSync } from 'node:fs'
import { COUNTED, countAside, type CountedValues } from './count-aside.ts'
import { isFrozen } from './freeze.ts'
import type { Steps } from './slices.ts'
import type { ColumnState, StoreFile } from './store-file.ts'
import { cellColumn } from './store-schema.ts'
import { valuesAside } from './values-aside.ts'

/** So many rows, in a file of so many bytes, are grouped at once, without another thread. */
const FEW_ROWS = 40_000
const FEW_BYTES = 64 * 1024 * 1024

/**
 * Counts the rows of each distinct value of a column into `column_values`, once. Several callers share
 * the work, which goes on when one of them leaves.
 */
export function* groupColumn(store: StoreFile, source: string): Steps<ColumnState> {
  const column = store.column(source)
  if (column.distinctValues !== null) return column
  if (isSmall(store)) groupHere(store, column)
  else yield countAside(store, column, 'urgent').taken
  return store.column(source)
}

/**
 * The counted values of a large column as long as `column_values` does not have them all: what can be
 * said by them needs not wait for the rest. Null: there is nothing to be gained, see `groupColumn`.
 */
export function* countColumn(store: StoreFile, source: string): Steps<CountedValues | null> {
  const column = store.column(source)
  if (column.distinctValues !== null || isSmall(store)) return null
  const counting = countAside(store, column, 'urgent')
  yield counting.counted
  return counting.values
}

const isSmall = ({ totalRows, path }: StoreFile) =>
  totalRows <= FEW_ROWS && statSync(path).size <= FEW_BYTES

/**
 * Groups the imported columns of a large file one after the other, before someone opens them, until the
 * rows are being written.
 */
export async function groupAhead(store: StoreFile): Promise<void> {
  if (isSmall(store)) return
  for (const { source } of store.mappedColumns()) {
    await valuesAside.lull()
    if (isFrozen(store)) return
    const column = store.column(source)
    if (column.distinctValues === null) await countAside(store, column, 'ahead').taken
  }
}

function groupHere(store: StoreFile, { place }: ColumnState) {
  const cell = cellColumn(place)
  store.transaction(() => {
    store.run(
      `INSERT INTO column_values (place, value, rows)
       SELECT ?, ${cell}, count(*) FROM import_rows GROUP BY ${cell} ${COUNTED}`,
      place,
    )
    saveDistinct(store, place)
  }, 'lasting later')
  store.forgetColumns()
}

const saveDistinct = (store: StoreFile, place: number) =>
  store.run(
    `UPDATE import_columns
     SET distinct_values = (SELECT count(*) FROM column_values WHERE place = @place)
     WHERE place = @place`,
    { place },
  )
