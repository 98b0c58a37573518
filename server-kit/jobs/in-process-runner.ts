import { errorText } from '../runtime/error-text.ts'
import type { Logger } from '../runtime/logger.ts'
import type { Job, JobRunner } from './job-runner.ts'

export interface InProcessRunnerOptions {
  logger: Logger
  /** Jobs that run at once; default 4. */
  concurrency?: number
}

/** Runs jobs in this process, each kind and import at most once at a time. */
export function createInProcessRunner({
  logger,
  concurrency = 4,
}: InProcessRunnerOptions): JobRunner {
  return new InProcessRunner(logger, concurrency)
}

type Handle = Parameters<JobRunner['start']>[0]

interface Running {
  /** Woken while it ran: it runs once more, otherwise the newest wake-up would be lost. */
  isWokenAgain: boolean
}

class InProcessRunner implements JobRunner {
  readonly #logger: Logger
  readonly #concurrency: number
  readonly #waiting = new Map<string, Job>()
  readonly #running = new Map<string, Running>()
  readonly #idlers = new Set<() => void>()
  readonly #stopping = new AbortController()
  #handle: Handle | null = null

  constructor(logger: Logger, concurrency: number) {
    this.#logger = logger
    this.#concurrency = concurrency
  }

  async start(handle: Handle) {
    this.#handle = handle
    this.#pump()
  }

  async wake(job: Job) {
    const key = `${job.kind} ${job.importId}`
    const active = this.#running.get(key)
    if (active) active.isWokenAgain = true
    else this.#waiting.set(key, job)
    this.#pump()
  }

  waiting() {
    return [...this.#waiting.values()]
  }

  async stop() {
    this.#stopping.abort()
    this.#waiting.clear()
    await this.idle()
  }

  idle() {
    return new Promise<void>((resolve) => {
      this.#idlers.add(resolve)
      this.#pump()
    })
  }

  #pump() {
    const handle = this.#stopping.signal.aborted ? null : this.#handle
    for (const [key, job] of this.#waiting) {
      if (!handle || this.#running.size >= this.#concurrency) break
      this.#waiting.delete(key)
      void this.#run(key, job, handle)
    }
    if (this.#running.size > 0 || (handle && this.#waiting.size > 0)) return
    for (const resolve of this.#idlers) resolve()
    this.#idlers.clear()
  }

  async #run(key: string, job: Job, handle: Handle) {
    const running: Running = { isWokenAgain: false }
    this.#running.set(key, running)
    try {
      await handle(job, this.#stopping.signal)
    } catch (error) {
      const { kind, importId } = job
      this.#logger.error('a job failed', { kind, importId, error: errorText(error) })
    }
    this.#running.delete(key)
    if (running.isWokenAgain) this.#waiting.set(key, job)
    this.#pump()
  }
}
