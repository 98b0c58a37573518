import type { StoreFile } from './store-file.ts'
import { rowClasses, type Listed, type RowClass } from './value-order.ts'
import { readRanges, type ValueRange } from './value-search.ts'

/** What is known of the values of grouped columns, by place: they stay as they were read. */
export class GroupedColumns {
  readonly #store: StoreFile
  readonly #classes = new Map<number, RowClass[]>()
  readonly #ranges = new Map<number, ValueRange[]>()

  constructor(store: StoreFile) {
    this.#store = store
  }

  /** How many values stand in so many rows each, those of many rows first. */
  classes(listed: Listed): RowClass[] {
    const known = this.#classes.get(listed.place)
    if (known) return known
    const classes = rowClasses(this.#store, listed)
    this.#classes.set(listed.place, classes)
    return classes
  }

  /** Ranges of values that one statement may look through. */
  ranges(place: number): ValueRange[] {
    const known = this.#ranges.get(place)
    if (known) return known
    const ranges = readRanges(this.#store, place)
    this.#ranges.set(place, ranges)
    return ranges
  }
}
