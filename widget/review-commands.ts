import type { BulkAnswer } from '../server-kit/contract/answers.ts'
import type { BulkBody, CellBody, ValueBody } from '../server-kit/contract/requests.ts'
import type { Cell, Value } from '../server-kit/contract/shapes.ts'
import type { ColumnChange } from './import-client.ts'
import { LatestCall } from './latest-call.ts'
import type { WizardStore } from './wizard-store.ts'

/** Commands on values and columns; the progress of validation and matching. */
export class ReviewCommands {
  #store: WizardStore
  #progress = new LatestCall()

  constructor(store: WizardStore) {
    this.#store = store
  }

  /** Progress per column and of matching, for the steps `review` and `preview`: what a poll calls. */
  async loadProgress(): Promise<void> {
    const store = this.#store
    const id = store.record?.id
    if (!id) return
    await store.read(
      this.#progress,
      (signal) => store.client.review(id, signal),
      (review) => {
        store.patchView('review', { review })
        store.patchView('preview', { review })
      },
    )
  }

  /**
   * Decides on one value; answers it as it is now, or null when that failed. Several may be under
   * way at once: a reviewer types on while the last one is saved. `retry` is offered when it fails.
   */
  decide(decision: ValueBody, retry: () => void): Promise<Value | null> {
    return this.#try((id) => this.#store.client.decide(id, decision), retry)
  }

  /** The same for one row's cell. */
  decideCell(decision: CellBody): Promise<Cell | null> {
    return this.#try((id) => this.#store.client.decideCell(id, decision))
  }

  /** Skips all errors of a column, replaces text in all its values, or undoes all decisions. */
  async decideInBulk(change: BulkBody): Promise<BulkAnswer | null> {
    const store = this.#store
    let changed: BulkAnswer | null = null
    await store.commandOn(
      'decide',
      (id, signal) => store.client.decideInBulk(id, change, signal),
      (answer) => (changed = answer),
    )
    return changed
  }

  /** Changes a column's date or number format; the column is validated again. */
  changeColumn(change: ColumnChange): Promise<boolean> {
    const store = this.#store
    return store.commandOn(
      'column',
      (id, signal) => store.client.changeColumn(id, change, signal),
      (record) => store.show(record),
    )
  }

  async #try<T>(
    decide: (id: string) => Promise<T>,
    retry: (() => void) | null = null,
  ): Promise<T | null> {
    const store = this.#store
    const id = store.record?.id
    if (!id) return null
    try {
      return await decide(id)
    } catch (error) {
      store.failed(error, retry)
      return null
    }
  }

  abort(): void {
    this.#progress.abort()
  }
}
