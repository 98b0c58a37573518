import type { MaybePromise } from '../importer/importer.ts'
import type { Drift, FailedRow } from './import.ts'

/**
 * A step of a batch. Batches are written once, as generators, and run twice: on Postgres every
 * yielded promise is awaited; on SQLite the whole transaction must be one synchronous call (an open
 * transaction across an `await` would swallow or block other writes), so a promise there is an error
 * that names who returned it.
 */
export type BatchSteps<T> = Generator<BatchStep, T, unknown>

/** What a batch may wait for: a value or promise of the host (`by` names it), or a savepoint. */
type BatchStep =
  | { kind: 'wait'; value: MaybePromise<unknown>; by: string }
  | { kind: 'savepoint'; run: (batch: Batch) => BatchSteps<unknown> }

/** The transaction of one batch, with what the kit itself writes in it. */
export interface Batch {
  /** The drizzle transaction: what the importer's `save` is given. */
  tx: unknown
  /** Aborts when the batch is given up, its connection is lost, or it is over. */
  signal: AbortSignal
  /**
   * Of a batch that is prepared while the one before it is written: resolves when that one is committed
   * and the fence of this one holds. Nothing may be written before.
   */
  turn: Promise<void> | null
  /**
   * Waits for the host: `const found = yield* batch.wait(importer.findBy(…), 'findBy of people')`. A
   * promise that does not settle in time is a `HostTimeoutError`.
   */
  wait<T>(value: MaybePromise<T>, by: string): BatchSteps<T>
  /** Runs `steps` in a savepoint: when it throws, what it wrote is undone and the error goes on. */
  savepoint<T>(steps: (batch: Batch) => BatchSteps<T>): BatchSteps<T>
  insertFailedRows(rows: FailedRow[]): BatchSteps<void>
  /** Ids of the records that this import already made for these values of one link. */
  createdLinks(link: string, field: string, values: string[]): BatchSteps<Map<string, string>>
  rememberLinks(link: string, field: string, ids: Map<string, string>): BatchSteps<void>
}

export interface BatchCounts {
  created: number
  updated: number
  skipped: number
  failed: number
  drift?: Drift[]
}

export interface BatchFence {
  importId: string
  teamId: string
  owner: string
  /** The cursor as the runner believes it, and as it is to be. */
  from: number
  to: number
  leaseMilliseconds: number
}

/** Runs batches, each in one transaction of the kit's database. */
export interface BatchRunner {
  dialect: 'sqlite' | 'postgres'
  /**
   * Locks the import's record where cursor, status and lease are as in the fence, runs `steps`, adds
   * its counts and sets the cursor: all in one transaction. `false`: the fence did not hold, nothing
   * was written.
   */
  run(fence: BatchFence, steps: (batch: Batch) => BatchSteps<BatchCounts>): Promise<boolean>
  /**
   * Postgres only: begins `steps` on a connection of its own, while the batch before is still written.
   * They read at once and write when it is their turn.
   */
  prepare(fence: BatchFence, steps: (batch: Batch) => BatchSteps<BatchCounts>): PreparedBatch
}

/** A batch that waits for its turn. Exactly one of the two is called. */
export interface PreparedBatch {
  /** Lets it write. `false`: for whatever reason it did not come to its end, and is to be run. */
  write(): Promise<boolean>
  /** Gives it up; resolves when nothing of it is left. */
  drop(): Promise<void>
}
