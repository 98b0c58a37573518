import type { ImportModel } from '../model/import.ts'
import { isDatabaseAway } from '../model/database-errors.ts'
import { errorText } from '../runtime/error-text.ts'
import type { Logger } from '../runtime/logger.ts'
import type { JobRunner } from './job-runner.ts'
import type { Notifier } from './notifier.ts'

export interface SweeperParts {
  model: {
    lease: Pick<ImportModel['lease'], 'abandoned' | 'markWaiting'>
    upkeep: Pick<ImportModel['upkeep'], 'inPreparation'>
  }
  jobs: Pick<JobRunner, 'wake' | 'waiting'>
  notifier: Pick<Notifier, 'sweep'>
  logger: Logger
  /** Whether the preparation of drafts is woken at the start; default true. */
  prepares?: boolean
  /** Milliseconds; default five seconds. */
  every?: number
}

export interface Sweeper {
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Wakes what nobody runs: at the start also the preparation of drafts, then every five seconds the
 * imports whose runner has died and the ends that a host has yet to be told. Losing a wake-up loses nothing.
 */
export function createSweeper(parts: SweeperParts): Sweeper {
  const { model, jobs, notifier, logger, prepares = true, every = 5000 } = parts
  let timer: NodeJS.Timeout | undefined
  let sweeping: Promise<void> | null = null

  const wakeAbandoned = async () => {
    for (const importId of await model.lease.abandoned()) {
      await jobs.wake({ kind: 'execute', importId })
    }
    const waiting = jobs.waiting().filter(({ kind }) => kind === 'execute')
    // Otherwise an import behind many others would look as if nobody cared for it.
    await model.lease.markWaiting(waiting.map(({ importId }) => importId))
  }
  let isPrepared = !prepares
  const beginSweeping = async () => {
    if (!isPrepared) {
      for (const importId of await model.upkeep.inPreparation()) {
        await jobs.wake({ kind: 'prepare', importId })
      }
      isPrepared = true
    }
    await wakeAbandoned()
  }
  const sweep = async () => {
    try {
      await beginSweeping()
      await notifier.sweep()
    } catch (error) {
      logger.error('the sweeper failed', { error: errorText(error) })
    }
    sweeping = null
  }
  return {
    async start() {
      try {
        await beginSweeping()
        await notifier.sweep()
      } catch (error) {
        // A host that starts while its database does not answer yet goes on when it does.
        if (!isDatabaseAway(error)) throw error
        logger.error('the sweeper failed', { error: errorText(error) })
      }
      // One at a time: otherwise a slow database would be asked more and more.
      timer = setInterval(() => (sweeping ??= sweep()), every).unref()
    },
    async stop() {
      clearInterval(timer)
      await sweeping
    },
  }
}
