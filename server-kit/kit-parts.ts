import type { Context } from 'hono'
import type { Actor } from './actor.ts'
import type { Registry } from './importer/registry.ts'
import type { MaybePromise } from './importer/importer.ts'
import type { JobRunner } from './jobs/job-runner.ts'
import type { Notifier } from './jobs/notifier.ts'
import type { BatchRunner } from './model/batch.ts'
import type { ImportModel } from './model/import.ts'
import type { ImportUser, KitLimits, Retention } from './options.ts'
import type { RowStores } from './row-store/row-store.ts'
import type { Clock } from './runtime/clock.ts'
import type { Logger } from './runtime/logger.ts'
import type { NewId } from './runtime/new-id.ts'

/** The times by which running imports are watched, and the size of their batches. */
export interface Pulse {
  /** How long a process may be silent before another one takes over its import; milliseconds. */
  lease: number
  /** How often abandoned imports are looked for; milliseconds. */
  sweep: number
  /** Of the first batch. */
  batchRows: number
  /** To which batches grow while they are quick; absent: they do not. */
  mostBatchRows?: number
}

/** What `import-kit.ts` wires and every stage is given: interfaces only, so that any part can be another. */
export interface KitParts {
  /** The host's database: the `tx` of calls outside a transaction. */
  db: object
  model: ImportModel
  batches: BatchRunner
  rows: RowStores
  jobs: JobRunner
  registry: Registry
  limits: KitLimits
  secrets: readonly string[]
  allowedOrigins: readonly string[]
  /** How long a function of the host may take; milliseconds. */
  hostCallTimeout: number
  pulse: Pulse
  clock: Clock
  newId: NewId
  logger: Logger
  resolveActor(c: Context): MaybePromise<Actor | null>
  resolveUsers(userIds: string[], teamId: string): MaybePromise<ImportUser[]>
  canImport(actor: Actor, entityType: string): MaybePromise<boolean>
  retention: Retention
  notifier: Notifier
}
