import { ahead } from '../runtime/ahead.ts'
import type { RowStore, RowToWrite } from '../row-store/row-store.ts'

/** Reads the rows of the next batches while one is written. */
export class ReadAhead {
  readonly #store: Pick<RowStore, 'batch'>
  /** By the row that they follow. */
  readonly #ahead = new Map<number, Promise<RowToWrite[]>>()

  constructor(store: Pick<RowStore, 'batch'>) {
    this.#store = store
  }

  /** At most `limit` rows after a row, and at least one where there is one. */
  async after(row: number, limit: number): Promise<RowToWrite[]> {
    const begun = this.#ahead.get(row)
    if (begun) this.#ahead.delete(row)
    else this.#ahead.clear()
    const rows = await (begun ?? this.#store.batch(row, limit))
    return rows.length > limit ? rows.slice(0, limit) : rows
  }

  /** What `after` will find to be read already. */
  begin(row: number, limit: number): Promise<RowToWrite[]> {
    const begun = this.#ahead.get(row) ?? ahead(this.#store.batch(row, limit))
    this.#ahead.set(row, begun)
    return begun
  }
}
