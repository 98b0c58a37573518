import type { KitApp } from './route.ts'
import { cleanup, type Cleaned } from './cleanup.ts'
import { executeImport } from './execute/execute-import.ts'
import { createRegistry } from './importer/registry.ts'
import { createInProcessRunner } from './jobs/in-process-runner.ts'
import type { Job } from './jobs/job-runner.ts'
import { createSweeper } from './jobs/sweeper.ts'
import type { KitParts } from './kit-parts.ts'
import { createBatchRunner } from './model/batch-runner.ts'
import { createImportModel } from './model/import-model.ts'
import { migrate } from './model/migrate.ts'
import { checkOptions, type CheckedOptions, type ImportKitOptions } from './options.ts'
import { matchImport } from './preview/match-import.ts'
import { validateImport } from './review/validate-import.ts'
import { createRouter } from './router.ts'
import { createSqliteRowStores } from './row-store/sqlite/sqlite-row-stores.ts'
import { errorText } from './runtime/error-text.ts'

const CLEANUP_EVERY = 3_600_000

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
  migrate(): Promise<void>
  /** Runs jobs, goes on with imports that a dead process left behind, and cleans up every hour. */
  start(): Promise<void>
  /** Finishes the running batches, gives their leases back, closes the row stores. */
  stop(): Promise<void>
  /** Removes what is over: old drafts, rows of finished imports, failed rows after a month. */
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
  const parts = wire(checkOptions(options))
  const app = createRouter(parts)
  const sweeper = createSweeper(parts)
  let cleaner: NodeJS.Timeout | undefined
  return {
    app,
    fetch: (request, env) => app.fetch(request, env),
    migrate: () => migrate(options.db),
    async start() {
      if (options.runsJobs === false) return
      await parts.jobs.start((job, signal) => runJob(parts, job, signal))
      await sweeper.start()
      cleaner = setInterval(() => void cleanQuietly(parts), CLEANUP_EVERY).unref()
    },
    async stop() {
      clearInterval(cleaner)
      await sweeper.stop()
      await parts.jobs.stop()
      await parts.rows.close()
    },
    cleanup: () => cleanup(parts),
    idle: () => parts.jobs.idle(),
  }
}

/** The only place that knows implementations. */
function wire(options: CheckedOptions): KitParts {
  const { db, clock, newId, logger, importers, storageDir, ...rest } = options
  return {
    ...rest,
    db,
    clock,
    newId,
    logger,
    model: createImportModel({ db, clock, newId }),
    batches: createBatchRunner({ db, clock, newId }),
    rows: createSqliteRowStores({ storageDir }),
    jobs: createInProcessRunner({ logger }),
    registry: createRegistry(importers),
  }
}

async function runJob(parts: KitParts, { kind, importId }: Job, signal: AbortSignal) {
  if (kind === 'execute') return executeImport(parts, importId, signal)
  const record = await parts.model.find(importId)
  if (record?.status !== 'reviewing' && record?.status !== 'previewing') return
  await validateImport(parts, record, signal)
  await matchImport(parts, record, signal)
}

async function cleanQuietly(parts: KitParts) {
  try {
    await cleanup(parts)
  } catch (error) {
    parts.logger.error('cleanup failed', { error: errorText(error) })
  }
}
