import type { CellError } from '../../values/cell-rule.ts'
import { Slice, type Steps } from './slices.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'

/** So many wait in memory until they are written together. */
const MOST_WAITING = 50_000
/** So many are written by one statement. */
const TOGETHER = 5000

type FoundError = [value: string, error: CellError]

/**
 * The errors that a pass over the rows finds, on their way to the table of values. Many are written at
 * once, in the order of that table: otherwise each write would touch most of its pages again.
 */
export class FoundErrors {
  readonly #store: StoreFile
  readonly #waiting = new Map<number, Map<string, CellError>>()
  #count = 0

  constructor(store: StoreFile) {
    this.#store = store
  }

  add(place: number, value: string, error: CellError): void {
    const errors = this.#waiting.get(place) ?? new Map<string, CellError>()
    this.#waiting.set(place, errors.set(value, error))
    this.#count += 1
  }

  /** Writes what waits, when it is much or `isLast`; what was found of other columns is dropped. */
  *write(columns: () => readonly MappedColumn[], isLast: boolean): Steps<void> {
    if (this.#count === 0 || (this.#count < MOST_WAITING && !isLast)) return
    const slice = new Slice()
    for (const [place, found] of this.#waiting) {
      const errors = [...found].sort(([left], [right]) => (left < right ? -1 : 1))
      for (let from = 0; from < errors.length; from += TOGETHER) {
        if (!columns().some((column) => column.place === place)) break
        this.#writeColumn(place, errors.slice(from, from + TOGETHER))
        if (slice.isOver()) yield
      }
    }
    this.#waiting.clear()
    this.#count = 0
  }

  #writeColumn(place: number, errors: FoundError[]) {
    this.#store.transaction(
      () =>
        this.#store.run(
          `INSERT INTO column_values (place, value, error)
           SELECT ?, found.value ->> 0, found.value -> 1 FROM json_each(?) AS found WHERE true
           ORDER BY 2
           ON CONFLICT (place, value) DO UPDATE SET error = excluded.error
             WHERE error IS NOT excluded.error`,
          place,
          JSON.stringify(errors),
        ),
      'lasting later',
    )
  }
}
