import { setTimeout as pause } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { rowsExpired } from './open-stores.ts'
import { startThread } from './start-thread.ts'
import { receivedError, type SentError } from './thread-messages.ts'

/** Which column of which rows is to be counted, and the file that takes the counts. */
export interface CountingTask {
  rows: string
  file: string
  cell: string
}

/** In how many rows a value stands. */
export interface ValueCount {
  value: string
  rows: number
}

/** So many values of most rows are known beside the file. */
export const HEAD = 200

export interface Counted {
  /** How many there are. */
  values: number
  /** Those of most rows, in the order of a page. */
  head: ValueCount[]
}

export type CountedAnswer = Counted | { error: SentError }

/** Milliseconds until a thread ends that has nothing to count: it holds some 20 MB. */
const IDLE = 3_000

/** Milliseconds after someone has waited for a count in which nothing is counted ahead. */
const LULL = 2_000

interface Waiting {
  task: CountingTask
  isUrgent: boolean
  resolve(counted: Counted): void
  reject(error: Error): void
}

/** Has values counted in a thread beside this one, a column at a time; what someone waits for comes first. */
class ValuesAside {
  readonly #waiting: Waiting[] = []
  #running: Waiting | null = null
  #worker: Worker | null = null
  #ending: NodeJS.Timeout | undefined
  #over = Promise.resolve()
  #lastUrgent = Number.NEGATIVE_INFINITY
  #end = () => {}

  count(task: CountingTask, isUrgent: boolean): Promise<Counted> {
    if (isUrgent) this.#lastUrgent = performance.now()
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, isUrgent, resolve, reject })
      this.#next()
    })
  }

  /** Someone waits for this file now. */
  hurry(file: string): void {
    this.#lastUrgent = performance.now()
    for (const waiting of this.#waiting) if (waiting.task.file === file) waiting.isUrgent = true
  }

  /** Resolves when nobody has waited for a while: otherwise who comes next waits for what is counted ahead. */
  async lull(): Promise<void> {
    while (performance.now() - this.#lastUrgent < LULL) {
      await pause(LULL, undefined, { ref: false })
    }
  }

  /** Drops what waits for these rows; resolves when their file is not read any more. */
  async leave(rows: string): Promise<void> {
    for (const waiting of this.#waiting.filter(({ task }) => task.rows === rows)) {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
      waiting.reject(rowsExpired())
    }
    while (this.#running?.task.rows === rows) await this.#over
  }

  #next() {
    if (this.#running) return
    const urgent = this.#waiting.findIndex(({ isUrgent }) => isUrgent)
    const [next] = this.#waiting.splice(Math.max(0, urgent), 1)
    if (!next) return this.#rest()
    clearTimeout(this.#ending)
    this.#running = next
    this.#over = new Promise((resolve) => {
      this.#end = resolve
    })
    this.#worker ??= this.#start()
    this.#worker.ref()
    this.#worker.postMessage(next.task, [])
  }

  #rest() {
    const worker = this.#worker
    worker?.unref()
    clearTimeout(this.#ending)
    this.#ending = setTimeout(() => {
      this.#worker = null
      void worker?.terminate()
    }, IDLE).unref()
  }

  #settle(answer: CountedAnswer) {
    const running = this.#running
    this.#running = null
    if ('error' in answer) running?.reject(receivedError(answer.error))
    else running?.resolve(answer)
    this.#end()
    this.#next()
  }

  #start() {
    const worker = startThread('values-thread', {})
    let cause: unknown
    worker.on('message', (answer: CountedAnswer) => this.#settle(answer))
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('exit', () => {
      // It was at rest, or its place is taken.
      if (this.#worker !== worker) return
      this.#worker = null
      const message = `Counting values ended: ${String(cause)}`
      if (this.#running) {
        this.#settle({ error: { code: null, message, details: null, stack: null } })
      }
    })
    return worker
  }
}

/** That of this thread. */
export const valuesAside = new ValuesAside()
