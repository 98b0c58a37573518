import type { Context } from 'hono'
import type { Actor } from './actor.ts'
import type { ImporterDefinition, MaybePromise } from './importer/importer.ts'
import type { Clock } from './runtime/clock.ts'
import type { Logger } from './runtime/logger.ts'
import type { NewId } from './runtime/new-id.ts'

export interface ImportKitOptions {
  /** The host's drizzle database: `drizzle-orm/better-sqlite3` or `drizzle-orm/postgres-js`. */
  db: object
  importers: readonly ImporterDefinition[]
  /** Who makes the request; null: nobody is signed in (401). */
  resolveActor(c: Context): MaybePromise<Actor | null>
  /** Names and pictures for the history. Default: none. */
  resolveUsers?(userIds: string[], teamId: string): MaybePromise<ImportUser[]>
  /** Whether the actor may import this entity type. Default: everything. */
  canImport?(actor: Actor, entityType: string): MaybePromise<boolean>
  /** 32 bytes or more: signs the download of failed rows. Several: the first signs, all verify. */
  secret: string | readonly string[]
  /** Where row stores live. Default `.data/imports`. */
  storageDir?: string
  limits?: Partial<KitLimits>
  /** Called at least once when an import has ended. */
  onFinished?(finished: FinishedImport): MaybePromise<void>
  clock?: Clock
  newId?: NewId
  logger?: Logger
}

export interface ImportUser {
  id: string
  name: string
  avatarUrl?: string | null
}

export interface FinishedImport {
  importId: string
  teamId: string
  userId: string
  entityType: string
  status: 'completed' | 'failed' | 'cancelled'
  results: { created: number; updated: number; skipped: number; failed: number }
}

export interface KitLimits {
  /** Default 1,000,000. */
  rows: number
  /** Bytes; default 512 MB. */
  fileBytes: number
  /** Default 1,000. */
  columns: number
  /** Bytes; default 1 MB. */
  cellBytes: number
  /** Drafts and running imports of one team; default 100. */
  openImports: number
}
