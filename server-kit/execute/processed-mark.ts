import { errorText } from '../runtime/error-text.ts'
import type { Execution } from './execution.ts'

const EVERY_MILLISECONDS = 1_000

/** The row store's mark is a cache of the cursor: set now and then, and the import goes on without it. */
export class ProcessedMark {
  readonly #execution: Pick<Execution, 'kit' | 'record'>
  #cursor = 0
  #markedAt = performance.now()
  #marking: Promise<void> = Promise.resolve()

  constructor(execution: Pick<Execution, 'kit' | 'record'>) {
    this.#execution = execution
  }

  /** Not awaited: the mark is made durable, which takes as long as a batch. */
  moved(cursor: number): void {
    this.#cursor = cursor
    if (performance.now() - this.#markedAt < EVERY_MILLISECONDS) return
    this.#markedAt = performance.now()
    this.#marking = this.#mark()
  }

  /** Sets it where it belongs. */
  async settled(): Promise<void> {
    await this.#marking
    await this.#mark()
  }

  async #mark(): Promise<void> {
    const { kit, record } = this.#execution
    try {
      await kit.rows.open(record.id).markProcessed(this.#cursor)
    } catch (error) {
      const details = { importId: record.id, error: errorText(error) }
      kit.logger.error('rows could not be marked as processed', details)
    }
  }
}
