import type { PreparedBatch } from '../model/batch.ts'
import type { RowToWrite } from '../row-store/row-store.ts'
import { Trust } from '../runtime/trust.ts'
import { type Execution, fenceOf } from './execution.ts'
import { writeBatch } from './write-batch.ts'

interface Prepared {
  rows: readonly RowToWrite[]
  batch: PreparedBatch
}

/**
 * Has the next batch looked up and made ready while the one before it is written, where nothing that is
 * written could change what is looked up: new records without links on both sides, as the preview said.
 */
export class BatchAhead {
  readonly #execution: Execution
  readonly isPossible: boolean
  #writing: readonly RowToWrite[] | null = null
  /** How many updates there were before those. */
  #updates = 0
  /** What is to be begun after the rows that are written. */
  #next: readonly RowToWrite[] | null = null
  /** Rows that the importer has. */
  readonly #handedOver = new WeakSet<readonly RowToWrite[]>()
  #prepared: Prepared | null = null
  readonly #trust = new Trust()

  constructor(execution: Execution) {
    const { importer, kit, record } = execution
    this.#execution = execution
    execution.onHandedOver = (rows) => {
      this.#handedOver.add(rows)
      this.#begin()
    }
    this.isPossible =
      importer.awaitsTurn === true &&
      // After a death one batch at a time: else the rows that are written would be to blame for the next.
      record.attempt === null &&
      importer.entityLinks.length === 0 &&
      kit.batches.dialect === 'postgres'
  }

  /**
   * Has the batch of `rows` begun, which follow those that are `written`, unless that is over already. It
   * begins when the importer has those: so new records get their ids in the order of the file.
   */
  begin(written: readonly RowToWrite[], rows: readonly RowToWrite[]): void {
    if (!this.isPossible || written !== this.#writing) return
    this.#next = rows
    this.#begin()
  }

  #begin(): void {
    const [written, rows] = [this.#writing, this.#next]
    if (!written || !rows || !this.#handedOver.has(written)) return
    this.#next = null
    if (!this.#trust.takes() || rows.length === 0) return
    if (!areIndependent(written) || !areIndependent(rows)) return
    const { batches } = this.#execution.kit
    const fence = fenceOf(this.#execution, written.at(-1)?.rowNumber ?? 0, rows)
    const batch = batches.prepare(fence, (open) => {
      // From then on it holds the record.
      open.turn?.then(
        () => (this.#execution.isWriting = true),
        () => {},
      )
      return writeBatch(this.#execution, open, rows)
    })
    this.#prepared = { rows, batch }
  }

  /** The batch that was made ready for just these rows, which are now written; else null. */
  async take(rows: readonly RowToWrite[]): Promise<PreparedBatch | null> {
    const prepared = this.#prepared
    // An update may take a key from a record that was found by it.
    const hasUpdated = this.#updates !== this.#execution.updates
    this.#writing = rows
    this.#updates = this.#execution.updates
    this.#next = null
    if (prepared?.rows !== rows || hasUpdated) {
      await this.#drop()
      return null
    }
    this.#prepared = null
    return prepared.batch
  }

  /** After a batch that was made ready and could not be written. */
  failed(): void {
    this.#trust.lose()
  }

  async end(): Promise<void> {
    this.#writing = null
    this.#next = null
    await this.#drop()
  }

  async #drop(): Promise<void> {
    const prepared = this.#prepared
    this.#prepared = null
    await prepared?.batch.drop()
  }
}

/**
 * Whether rows do the same, whatever becomes of each other: a row that would find what another row of the
 * file makes was said to update it.
 */
const areIndependent = (rows: readonly RowToWrite[]) =>
  rows.every(({ action }) => action === 'create' || action === 'skip')
