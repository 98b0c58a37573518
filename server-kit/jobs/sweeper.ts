import type { ImportModel } from '../model/import.ts'
import { errorText } from '../runtime/error-text.ts'
import type { Logger } from '../runtime/logger.ts'
import type { JobRunner } from './job-runner.ts'

export interface SweeperParts {
  model: Pick<ImportModel, 'lease' | 'upkeep'>
  jobs: Pick<JobRunner, 'wake'>
  logger: Logger
  /** Milliseconds; default five seconds. */
  every?: number
}

export interface Sweeper {
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Wakes what nobody runs: at the start also the preparation of drafts, then every five seconds the
 * imports whose runner has died. Losing a wake-up loses nothing.
 */
export function createSweeper({ model, jobs, logger, every = 5000 }: SweeperParts): Sweeper {
  let timer: NodeJS.Timeout | undefined
  let sweeping: Promise<void> | null = null

  const wakeAbandoned = async () => {
    for (const importId of await model.lease.abandoned()) {
      await jobs.wake({ kind: 'execute', importId })
    }
  }
  const sweep = async () => {
    try {
      await wakeAbandoned()
    } catch (error) {
      logger.error('the sweeper failed', { error: errorText(error) })
    }
    sweeping = null
  }
  return {
    async start() {
      for (const importId of await model.upkeep.inPreparation()) {
        await jobs.wake({ kind: 'prepare', importId })
      }
      await wakeAbandoned()
      // One at a time: otherwise a slow database would be asked more and more.
      timer = setInterval(() => (sweeping ??= sweep()), every).unref()
    },
    async stop() {
      clearInterval(timer)
      await sweeping
    },
  }
}
