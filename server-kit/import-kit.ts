import type { KitApp } from './route.ts'
import { cleanup, type Cleaned } from './cleanup.ts'
import { executeImport } from './execute/execute-import.ts'
import { createRegistry } from './importer/registry.ts'
import { createInProcessRunner } from './jobs/in-process-runner.ts'
import type { Job } from './jobs/job-runner.ts'
import { createNotifier } from './jobs/notifier.ts'
import { createSweeper, type Sweeper } from './jobs/sweeper.ts'
import type { KitParts, Pulse } from './kit-parts.ts'
import { createBatchRunner } from './model/batch-runner.ts'
import { createImportModel } from './model/import-model.ts'
import type { Import } from './model/import.ts'
import { migrate, type Migrated } from './model/migrate.ts'
import { checkOptions, type CheckedOptions, type ImportKitOptions } from './options.ts'
import { matchImport } from './preview/match-import.ts'
import { followMappings } from './review/follow-mappings.ts'
import { validateImport } from './review/validate-import.ts'
import { createRequestGate } from './request-gate.ts'
import { createRouter } from './router.ts'
import { createSqliteRowStores } from './row-store/sqlite/sqlite-row-stores.ts'
import { errorText } from './runtime/error-text.ts'

/** Milliseconds: a process that is restarted often cleans up too. */
const FIRST_CLEANUP = 60_000
/** Milliseconds until a worker sees that another process has started an import. */
const WORKER_LOOKS = 1_000
/** A process that dies is replaced within the lease and one sweep: eight seconds. */
const PULSE: Pulse = { lease: 6_000, sweep: 2_000, batchRows: 1_000, mostBatchRows: 2_000 }

/** What a host mounts and runs. */
export interface ImportKit {
  /** For a Hono host: `host.route('/api/imports', kit.app)`. */
  app: KitApp
  /**
   * For any host that speaks `Request` and `Response`, with the path below the mount; `mountPath` is
   * what was taken off, for links in answers.
   */
  fetch(request: Request, env?: { mountPath?: string }): Response | Promise<Response>
  /** Creates and upgrades the kit's tables; safe when run twice, or by two processes at once. */
  migrate(): Promise<Migrated>
  /**
   * Prepares drafts, runs imports, goes on with those that a dead process left behind, calls `onFinished`
   * and cleans up every hour. With `runsJobs: false` it only prepares drafts.
   */
  start(): Promise<void>
  /**
   * For a process without the router: all that `start` does but the preparation of drafts, which stays
   * with the process that serves their reviewers. It needs the same database and `storageDir`.
   */
  work(): Promise<void>
  /**
   * Answers what comes from now on with 503 `unavailable`, finishes the running batches, gives their
   * leases back, closes the row stores.
   */
  stop(): Promise<void>
  /** Removes what is over, by `retention`: never anything that runs or is downloaded. */
  cleanup(): Promise<Cleaned>
  /** Resolves when no job runs or waits. */
  idle(): Promise<void>
}

/**
 * Makes the import back end of a host.
 *
 * @example
 * const kit = createImportKit({ db, importers: [people], resolveActor, secret })
 * await kit.migrate()
 * await kit.start()
 * host.route('/api/imports', kit.app)
 *
 * @throws SetupError when an option is missing or wrong: it names the option and what to do.
 */
export function createImportKit(options: ImportKitOptions): ImportKit {
  const checked = checkOptions(options)
  return assembleKit(wire(checked), checked)
}

type Running = Pick<CheckedOptions, 'runsJobs' | 'cleanupEvery'>

/** The kit of parts that are wired already: any of them can be another one. */
export function assembleKit(parts: KitParts, { runsJobs, cleanupEvery }: Running): ImportKit {
  const gate = createRequestGate()
  const app = createRouter(parts, gate)
  const upkeep = createUpkeep(parts, cleanupEvery)
  return {
    app,
    fetch: (request, env) => app.fetch(request, env),
    migrate: () => migrate(parts.db),
    async start() {
      gate.open()
      await parts.jobs.start(jobsOf(parts, runsJobs ? ['prepare', 'execute'] : ['prepare']))
      if (runsJobs) return upkeep.start(createSweeper({ ...parts, every: parts.pulse.sweep }))
      const drafts = await parts.model.upkeep.inPreparation()
      for (const importId of drafts) await parts.jobs.wake({ kind: 'prepare', importId })
    },
    async work() {
      await parts.jobs.start(jobsOf(parts, ['execute']))
      await upkeep.start(createSweeper({ ...parts, prepares: false, every: WORKER_LOOKS }))
    },
    async stop() {
      await gate.close()
      await upkeep.stop()
      await parts.jobs.stop()
      await parts.notifier.stop()
      await parts.rows.close()
    },
    cleanup: () => cleanup(parts),
    async idle() {
      await parts.jobs.idle()
      await parts.notifier.idle()
    },
  }
}

/** What a process does by itself: notices, sweeping and cleaning up. */
function createUpkeep(parts: KitParts, cleanupEvery: number | null) {
  let sweeper: Sweeper | null = null
  let cleaner: NodeJS.Timeout | undefined
  let cleaning: Promise<unknown> | null = null
  const cleanIn = (milliseconds: number) => {
    if (cleanupEvery === null) return
    // The next one waits for the end of this one.
    cleaner = setTimeout(() => {
      cleaning = cleanQuietly(parts).then(() => cleaner && cleanIn(cleanupEvery))
    }, milliseconds).unref()
  }
  return {
    async start(started: Sweeper) {
      sweeper = started
      parts.notifier.start()
      await sweeper.start()
      cleanIn(Math.min(FIRST_CLEANUP, cleanupEvery ?? FIRST_CLEANUP))
    },
    async stop() {
      clearTimeout(cleaner)
      cleaner = undefined
      await cleaning
      await sweeper?.stop()
    },
  }
}

/** The only place that knows implementations. */
export function wire(options: CheckedOptions): KitParts {
  const { db, clock, newId, logger, importers, storageDir, onFinished, notices, ...rest } = options
  const model = createImportModel({ db, clock, newId })
  return {
    ...rest,
    db,
    clock,
    newId,
    logger,
    model,
    pulse: PULSE,
    notifier: createNotifier({ model, logger, onFinished, notices }),
    batches: createBatchRunner({ db, clock, newId, hostCallTimeout: options.hostCallTimeout }),
    rows: createSqliteRowStores({ storageDir }),
    jobs: createInProcessRunner({ logger }),
    registry: createRegistry(importers),
  }
}

/** A handler of jobs that leaves those of other kinds to another process. */
const jobsOf = (parts: KitParts, kinds: Job['kind'][]) => async (job: Job, signal: AbortSignal) =>
  kinds.includes(job.kind) ? runJob(parts, job, signal) : undefined

async function runJob(parts: KitParts, { kind, importId }: Job, signal: AbortSignal) {
  const prepare = async (record: Import, during: AbortSignal) => {
    await followMappings(parts, record)
    await validateImport(parts, record, during)
    await matchImport(parts, record, during)
  }
  if (kind === 'execute') return executeImport(parts, importId, { prepare, signal })
  const record = await parts.model.find(importId)
  if (record?.status !== 'reviewing' && record?.status !== 'previewing') return
  try {
    await prepare(record, signal)
  } catch (error) {
    // A draft may be discarded at any moment: that its rows are gone then is no fault.
    if (await parts.model.find(importId)) throw error
  }
}

async function cleanQuietly(parts: KitParts) {
  try {
    await cleanup(parts)
  } catch (error) {
    parts.logger.error('cleanup failed', { error: errorText(error) })
  }
}
