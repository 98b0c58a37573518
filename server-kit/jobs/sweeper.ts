import type { ImportModel } from '../model/import.ts'
import type { Logger } from '../runtime/logger.ts'
import type { JobRunner } from './job-runner.ts'

const EVERY = 5000

export interface SweeperParts {
  model: Pick<ImportModel, 'lease' | 'upkeep'>
  jobs: JobRunner
  logger: Logger
}

export interface Sweeper {
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Wakes what nobody runs: at the start also the preparation of drafts, then every five seconds the
 * imports whose runner has died. Losing a wake-up loses nothing.
 */
export function createSweeper({ model, jobs, logger }: SweeperParts): Sweeper {
  let timer: NodeJS.Timeout | undefined
  let sweeping = Promise.resolve()

  const wakeAbandoned = async () => {
    for (const importId of await model.lease.abandoned()) {
      await jobs.wake({ kind: 'execute', importId })
    }
  }
  const sweep = () => {
    sweeping = wakeAbandoned().catch((error: unknown) => {
      logger.error('the sweeper failed', { error: String(error) })
    })
  }
  return {
    async start() {
      for (const importId of await model.upkeep.inPreparation()) {
        await jobs.wake({ kind: 'prepare', importId })
      }
      await wakeAbandoned()
      timer = setInterval(sweep, EVERY).unref()
    },
    async stop() {
      clearInterval(timer)
      await sweeping
    },
  }
}
