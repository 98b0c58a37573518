import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import type { FileCalls } from './row-thread.ts'
import type { Steps } from './slices.ts'
import { startThread } from './start-thread.ts'
import type { StoreCalls } from './store-calls.ts'
import {
  receivedError,
  type ThreadAnswer,
  type ThreadRequest,
  type ThreadSettings,
} from './thread-messages.ts'

const MOST_OPEN = 64
const FEWEST_THREADS = 2

type Calls = StoreCalls & FileCalls
export type CallName = keyof Calls
/** What a call takes besides the store or the id of the import. */
export type CallArgs<Name extends CallName> = Calls[Name] extends (
  first: never,
  ...args: infer Args
) => unknown
  ? Args
  : never
type Unwrapped<Result> = Result extends Steps<infer T> ? T : Awaited<Result>
export type CallResult<Name extends CallName> = Unwrapped<ReturnType<Calls[Name]>>

interface Pending {
  resolve(result: never): void
  reject(error: Error): void
}

export interface CallOptions {
  transfer?: ArrayBuffer[]
  signal?: AbortSignal
}

/** One row thread. When it ends, by itself or not, its calls are rejected and the next one starts anew. */
class RowThread {
  readonly #settings: ThreadSettings
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | null = null
  #lastId = 0

  constructor(settings: ThreadSettings) {
    this.#settings = settings
  }

  call<Result>(
    request: { name: string; importId: string; args: readonly unknown[] },
    { transfer = [], signal }: CallOptions,
  ): Promise<Result> {
    const worker = (this.#worker ??= this.#start())
    const id = ++this.#lastId
    const post = (message: ThreadRequest, list: ArrayBuffer[] = []) =>
      worker.postMessage(message, list)
    const cancel = () => post({ cancel: id })
    return new Promise<Result>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject })
      worker.ref()
      post({ id, ...request }, transfer)
      signal?.addEventListener('abort', cancel, { once: true })
    }).finally(() => signal?.removeEventListener('abort', cancel))
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate()
  }

  #start() {
    const worker = startThread('row-thread', this.#settings)
    worker.on('message', (answer: ThreadAnswer & { result: never }) => this.#settle(answer))
    let cause: unknown
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('exit', () => this.#ended(worker, cause))
    return worker
  }

  #settle(answer: ThreadAnswer & { result: never }) {
    const pending = this.#pending.get(answer.id)
    this.#pending.delete(answer.id)
    if (this.#pending.size === 0) this.#worker?.unref()
    if ('error' in answer) pending?.reject(receivedError(answer.error))
    else pending?.resolve(answer.result)
  }

  #ended(worker: Worker, cause: unknown) {
    if (this.#worker !== worker) return
    this.#worker = null
    const waiting = [...this.#pending.values()]
    this.#pending.clear()
    const error = new Error('A row thread ended while it worked', { cause })
    for (const { reject } of waiting) reject(error)
  }
}

/** The row threads of a process; each import is bound to one of them. */
export class RowThreads {
  readonly #threads: RowThread[]

  constructor(storageDir: string, threads?: number) {
    const count = Math.max(1, threads ?? Math.max(FEWEST_THREADS, availableParallelism()))
    const settings = { storageDir, mostOpen: Math.max(1, Math.floor(MOST_OPEN / count)) }
    this.#threads = Array.from({ length: count }, () => new RowThread(settings))
  }

  call<Name extends CallName>(
    { name, importId, ...options }: { name: Name; importId: string } & CallOptions,
    ...args: CallArgs<Name>
  ): Promise<CallResult<Name>> {
    return this.#threadOf(importId).call({ name, importId, args }, options)
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()))
  }

  #threadOf(importId: string) {
    let hash = 0
    for (const character of importId) hash = (hash * 31 + character.charCodeAt(0)) >>> 0
    const thread = this.#threads[hash % this.#threads.length]
    if (!thread) throw new Error('There are no row threads')
    return thread
  }
}
