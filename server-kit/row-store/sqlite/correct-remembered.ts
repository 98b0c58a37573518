import { foldKey } from '../../values/fold-key.ts'
import type { RememberedCorrection } from '../row-store.ts'
import { Slice, type Steps } from './slices.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'

const PAGE = 1000

interface Refused {
  value: string
  isOpen: number
}

/** See `RowStore.correctRemembered`. */
export function* correctRemembered(
  store: StoreFile,
  source: string,
  remembered: readonly RememberedCorrection[],
): Steps<void> {
  const slice = new Slice()
  const column = store.mappedColumn(source)
  const corrections = new Map(remembered.map(({ value, correction }) => [value, correction]))
  let after: string | null = null
  for (;;) {
    const page: Refused[] = store.all(
      `SELECT value,
         error IS NOT NULL AND correction IS NULL AND skipped = 0 AND remembered = 0 AS isOpen
       FROM column_values WHERE place = @place ${after === null ? '' : 'AND value > @after'}
       ORDER BY value LIMIT ${PAGE}`,
      { place: column.place, after },
    )
    const last = page.at(-1)
    if (!last) return
    after = last.value
    const values = page.filter(({ isOpen }) => isOpen === 1).map(({ value }) => value)
    correctSome(store, column, { values, corrections })
    if (slice.isOver()) yield
  }
}

interface Correcting {
  values: readonly string[]
  corrections: ReadonlyMap<string, string>
}

function correctSome(store: StoreFile, column: MappedColumn, { values, corrections }: Correcting) {
  const judge = store.judge(column)
  const found = values.flatMap((value) => {
    const correction = corrections.get(foldKey(value))
    // An option may be gone since.
    const isGood = correction !== undefined && judge.error(correction) === null
    return isGood ? [{ value, correction }] : []
  })
  if (found.length === 0) return
  store.transaction(() => {
    for (const { value, correction } of found) {
      store.run(
        `UPDATE column_values SET correction = ?, correction_error = NULL, remembered = 1
         WHERE place = ? AND value = ?`,
        correction,
        column.place,
        value,
      )
    }
    store.outdateMatches(column.source)
  })
  store.decisions.forget(column.place)
}

/**
 * Judges the corrections of a column that nobody has opened: those that the team remembered. Its other
 * values are judged by the row.
 */
export function* judgeRemembered(store: StoreFile, column: MappedColumn): Steps<void> {
  const slice = new Slice()
  let after: string | null = null
  for (;;) {
    const page: { value: string; correction: string }[] = store.all(
      `SELECT value, correction FROM column_values
       WHERE place = @place AND correction IS NOT NULL ${after === null ? '' : 'AND value > @after'}
       ORDER BY value LIMIT ${PAGE}`,
      { place: column.place, after },
    )
    const last = page.at(-1)
    if (!last) return
    after = last.value
    store.transaction(() => {
      for (const { value, correction } of page) {
        const error = store.judge(column).error(correction)
        store.run(
          `UPDATE column_values SET correction_error = ?
           WHERE place = ? AND value = ? AND correction = ?`,
          error === null ? null : JSON.stringify(error),
          column.place,
          value,
          correction,
        )
      }
    })
    store.decisions.forget(column.place)
    if (slice.isOver()) yield
  }
}
