import { type WriteAheadLog, writeAheadLog } from '../model/write-ahead-log.ts'
import { errorText } from '../runtime/error-text.ts'
import type { Execution } from './execution.ts'

/** By rows, not by time: on a busy machine the same pages would be written over and over. */
const EVERY_ROWS = 25_000

/**
 * Brings the log of a SQLite host into its file while the import waits, on another thread: as part of
 * a commit the process would stand still for it.
 */
export class LogKeeper {
  readonly #execution: Pick<Execution, 'kit' | 'record'>
  readonly #held: { log: WriteAheadLog; bring(): Promise<void> } | null
  #rows = 0

  constructor(execution: Pick<Execution, 'kit' | 'record'>) {
    this.#execution = execution
    const { kit, record } = execution
    const log = writeAheadLog(kit.db)
    const bring = log && kit.rows.logBringer(record.id, log.client)
    this.#held = bring && { log, bring }
    this.#held?.log.hold()
  }

  /** After each batch. */
  async wrote(rows: number): Promise<void> {
    this.#rows += rows
    if (this.#rows > EVERY_ROWS) await this.#bring()
  }

  async end(): Promise<void> {
    await this.#bring()
    this.#held?.log.release()
  }

  async #bring(): Promise<void> {
    this.#rows = 0
    try {
      await this.#held?.bring()
    } catch (error) {
      const { kit, record } = this.#execution
      // The database does it itself, later.
      const details = { importId: record.id, error: errorText(error) }
      kit.logger.error('the log of the database could not be brought into its file', details)
    }
  }
}
