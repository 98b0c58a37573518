import { Slice, type Steps } from './slices.ts'
import type { ColumnState, StoreFile } from './store-file.ts'
import { cellColumn } from './store-schema.ts'

const ROWS = 10_000

/**
 * Counts the rows of each distinct value of a column into `column_values`, once. How far it came is
 * kept with the counts, so that several callers, or one after a restart, share the work.
 */
export function* groupColumn(store: StoreFile, source: string): Steps<ColumnState> {
  const slice = new Slice()
  for (;;) {
    const column = store.column(source)
    if (column.distinctValues !== null) return column
    if (column.groupedTo >= store.lastRow) finish(store, column)
    else groupRows(store, column)
    if (slice.isOver()) yield
  }
}

function groupRows(store: StoreFile, { place, groupedTo }: ColumnState) {
  const cell = cellColumn(place)
  store.transaction(() => {
    store.run(
      `INSERT INTO column_values (place, value, rows)
       SELECT ?, ${cell}, count(*) FROM import_rows WHERE row_number > ? AND row_number <= ?
       GROUP BY ${cell}
       ON CONFLICT (place, value) DO UPDATE SET rows = rows + excluded.rows`,
      place,
      groupedTo,
      groupedTo + ROWS,
    )
    store.run('UPDATE import_columns SET grouped_to = ? WHERE place = ?', groupedTo + ROWS, place)
  })
  store.forgetColumns()
}

function finish(store: StoreFile, { place }: ColumnState) {
  store.run(
    `UPDATE import_columns
     SET distinct_values = (SELECT count(*) FROM column_values WHERE place = ?)
     WHERE place = ?`,
    place,
    place,
  )
  store.forgetColumns()
}
