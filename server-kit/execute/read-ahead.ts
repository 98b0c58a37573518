import { ahead } from '../runtime/ahead.ts'
import type { RowStore, RowToWrite } from '../row-store/row-store.ts'

interface Ahead {
  after: number
  rows: Promise<RowToWrite[]>
}

/** Reads the rows of the next batch while the last one is written. */
export class ReadAhead {
  readonly #store: Pick<RowStore, 'batch'>
  #ahead: Ahead | null = null

  constructor(store: Pick<RowStore, 'batch'>) {
    this.#store = store
  }

  /** At most `limit` rows after a row, and at least one where there is one. */
  async after(row: number, limit: number): Promise<RowToWrite[]> {
    const ahead = this.#ahead
    this.#ahead = null
    const rows = await (ahead?.after === row ? ahead.rows : this.#store.batch(row, limit))
    return rows.length > limit ? rows.slice(0, limit) : rows
  }

  begin(row: number, limit: number): void {
    this.#ahead = { after: row, rows: ahead(this.#store.batch(row, limit)) }
  }
}
