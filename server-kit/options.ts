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
  /**
   * Called at least once when an import has ended, also after a crash; what it throws makes it be called
   * again later. `signal` aborts at its time limit.
   */
  onFinished?(finished: FinishedImport, call: { signal: AbortSignal }): MaybePromise<void>
  /** How `onFinished` is called. */
  notices?: Partial<NoticeOptions>
  /**
   * How long one call of a host's function may take, in milliseconds; default 60,000. Then its `signal`
   * aborts, the batch is tried again and, in the end, the import fails and can be resumed.
   */
  hostCallTimeout?: number
  /** Whether this process runs imports; default true. False: it leaves them to a worker. */
  runsJobs?: boolean
  /** How long things are kept, in hours. */
  retention?: Partial<Retention>
  /** Milliseconds between two cleanups of a process that runs imports; default an hour. Null: none by itself. */
  cleanupEvery?: number | null
  clock?: Clock
  newId?: NewId
  logger?: Logger
}

/** The options with every default filled in. */
export type CheckedOptions = Required<
  Omit<ImportKitOptions, 'limits' | 'secret' | 'retention' | 'notices'>
> & {
  limits: KitLimits
  retention: Retention
  notices: NoticeOptions
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

const DEFAULT_RETENTION: Retention = {
  finishedRows: 2,
  drafts: 24,
  orphanedRows: 24,
  failedRows: 30 * 24,
  records: null,
}

const DEFAULT_NOTICES: NoticeOptions = { tries: 12, timeLimit: 60_000, firstPause: 5_000 }

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
  if (options.hostCallTimeout !== undefined && !(options.hostCallTimeout > 0)) {
    throw new SetupError('options.hostCallTimeout', 'has to be a number of milliseconds above 0')
  }
  return {
    resolveUsers: () => [],
    canImport: () => true,
    onFinished: () => {},
    storageDir: '.data/imports',
    allowedOrigins: [],
    runsJobs: true,
    hostCallTimeout: 60_000,
    cleanupEvery: 3_600_000,
    clock: systemClock,
    newId: newUlid,
    logger: stderrLogger,
    ...withoutUndefined(options),
    limits: wholeNumbers('limits', { ...DEFAULT_LIMITS, ...options.limits }),
    retention: checkRetention({ ...DEFAULT_RETENTION, ...options.retention }),
    notices: wholeNumbers('notices', { ...DEFAULT_NOTICES, ...options.notices }),
    secrets,
  }
}

function wholeNumbers<T extends object>(option: string, numbers: T): T {
  for (const [name, number] of Object.entries(numbers)) {
    if (Number.isInteger(number) && number > 0) continue
    throw new SetupError(`options.${option}.${name}`, 'has to be a whole number above 0')
  }
  return numbers
}

function checkRetention(retention: Retention): Retention {
  for (const [name, hours] of Object.entries(retention)) {
    const isForever = name === 'records' && hours === null
    if (isForever || (typeof hours === 'number' && hours > 0)) continue
    throw new SetupError(`options.retention.${name}`, 'has to be a number of hours above 0')
  }
  return retention
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
  /** The same for every call about one end of one import: what was handled already can be left out by it. */
  eventId: string
  importId: string
  teamId: string
  userId: string
  entityType: string
  fileName: string
  /** ISO-8601. */
  finishedAt: string
  status: 'completed' | 'failed' | 'cancelled'
  results: { created: number; updated: number; skipped: number; failed: number }
}

export interface NoticeOptions {
  /** How often `onFinished` is called at most for one end, when it fails; default 12. */
  tries: number
  /** Milliseconds of one call; default a minute. */
  timeLimit: number
  /** Milliseconds until the second call, doubled for each later one up to an hour; default 5,000. */
  firstPause: number
}

/** Hours. */
export interface Retention {
  /** Row stores of finished imports, which can be resumed until then; default 2. */
  finishedRows: number
  /** Drafts that nobody has touched, record and rows; default 24. */
  drafts: number
  /** Row stores without an import; default 24. */
  orphanedRows: number
  /** Failed rows of finished imports; default 720, a month. */
  failedRows: number
  /** Records of finished imports; default null: for ever. */
  records: number | null
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
