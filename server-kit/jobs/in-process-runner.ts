import type { Logger } from '../runtime/logger.ts'
import type { Job, JobRunner } from './job-runner.ts'

export interface InProcessRunnerOptions {
  logger: Logger
  /** Jobs that run at once; default 4. */
  concurrency?: number
}

interface Running {
  job: Job
  /** Woken while it ran: it runs once more, otherwise the newest wake-up would be lost. */
  isWokenAgain: boolean
}

/** Runs jobs in this process, each kind and import at most once at a time. */
export function createInProcessRunner({
  logger,
  concurrency = 4,
}: InProcessRunnerOptions): JobRunner {
  const waiting = new Map<string, Job>()
  const running = new Map<string, Running>()
  const idlers = new Set<() => void>()
  const stopping = new AbortController()
  let handle: ((job: Job, signal: AbortSignal) => Promise<void>) | null = null

  const pump = () => {
    for (const [key, job] of waiting) {
      if (!handle || stopping.signal.aborted || running.size >= concurrency) break
      waiting.delete(key)
      running.set(key, { job, isWokenAgain: false })
      void run(key, job, handle)
    }
    if (running.size === 0 && (waiting.size === 0 || stopping.signal.aborted || !handle)) {
      for (const resolve of idlers) resolve()
      idlers.clear()
    }
  }

  const run = async (key: string, job: Job, work: NonNullable<typeof handle>) => {
    try {
      await work(job, stopping.signal)
    } catch (error) {
      const { kind, importId } = job
      logger.error('a job failed', { kind, importId, error: String(error) })
    }
    const isWokenAgain = running.get(key)?.isWokenAgain
    running.delete(key)
    if (isWokenAgain) waiting.set(key, job)
    pump()
  }

  const idle = () =>
    new Promise<void>((resolve) => {
      idlers.add(resolve)
      pump()
    })

  return {
    async start(work) {
      handle = work
      pump()
    },
    async wake(job) {
      const key = `${job.kind} ${job.importId}`
      const active = running.get(key)
      if (active) active.isWokenAgain = true
      else waiting.set(key, job)
      pump()
    },
    async stop() {
      stopping.abort()
      waiting.clear()
      await idle()
    },
    idle,
  }
}
