import type { Context } from 'hono'
import type { Actor } from './actor.ts'
import type { ImporterDefinition, MaybePromise } from './importer/importer.ts'
import { SetupError } from './errors.ts'
import { systemClock, type Clock } from './runtime/clock.ts'
import { stderrLogger, type Logger } from './runtime/logger.ts'
import { newUlid, type NewId } from './runtime/new-id.ts'

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
  /** Origins besides the host's own whose pages may call the router. Default none. */
  allowedOrigins?: readonly string[]
  /** Called at least once when an import has ended. */
  onFinished?(finished: FinishedImport): MaybePromise<void>
  /** Whether this process runs jobs; default true. */
  runsJobs?: boolean
  clock?: Clock
  newId?: NewId
  logger?: Logger
}

/** The options with every default filled in. */
export type CheckedOptions = Required<Omit<ImportKitOptions, 'limits' | 'secret'>> & {
  limits: KitLimits
  secrets: readonly string[]
}

const DEFAULT_LIMITS: KitLimits = {
  rows: 1_000_000,
  fileBytes: 512 * 1024 * 1024,
  columns: 1000,
  cellBytes: 1024 * 1024,
  openImports: 100,
  openBytes: 10 * 1024 * 1024 * 1024,
}

const SECRET_BYTES = 32

/** Fills in the defaults; throws a `SetupError` that says which option is wrong and what to do. */
export function checkOptions(options: ImportKitOptions): CheckedOptions {
  const secrets = typeof options.secret === 'string' ? [options.secret] : (options.secret ?? [])
  if (secrets.length === 0 || secrets.some((key) => Buffer.byteLength(key) < SECRET_BYTES)) {
    throw new SetupError(
      'options.secret',
      'needs 32 bytes or more; make one with `openssl rand -hex 32`',
    )
  }
  if (typeof options.resolveActor !== 'function') {
    throw new SetupError(
      'options.resolveActor',
      'has to be a function that tells who makes a request',
    )
  }
  if (!options.importers?.length) {
    throw new SetupError('options.importers', 'is empty: define one with defineImporter')
  }
  return {
    resolveUsers: () => [],
    canImport: () => true,
    onFinished: () => {},
    storageDir: '.data/imports',
    allowedOrigins: [],
    runsJobs: true,
    clock: systemClock,
    newId: newUlid,
    logger: stderrLogger,
    ...withoutUndefined(options),
    limits: checkLimits({ ...DEFAULT_LIMITS, ...options.limits }),
    secrets,
  }
}

function checkLimits(limits: KitLimits): KitLimits {
  for (const [name, limit] of Object.entries(limits)) {
    if (Number.isInteger(limit) && limit > 0) continue
    throw new SetupError(`options.limits.${name}`, 'has to be a whole number above 0')
  }
  return limits
}

function withoutUndefined(options: ImportKitOptions): ImportKitOptions {
  const given = { ...options }
  for (const key of Object.keys(given) as (keyof ImportKitOptions)[]) {
    if (given[key] === undefined) delete given[key]
  }
  return given
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
  /** What the rows and kept uploads of one team's open imports may take on disk; default 10 GB. */
  openBytes: number
}
