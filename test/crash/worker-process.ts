import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { WorkerSettings } from './worker/settings.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** Of this run alone: another one may be under way. */
const BUILT = `${ROOT}.cache/crash/${process.pid}`
const ENTRY = `${BUILT}/test/crash/worker/crash-worker.js`

/** Compiles the worker once: from TypeScript each of hundreds of processes would start slowly. */
export function buildWorker(): void {
  process.once('exit', () => rmSync(BUILT, { recursive: true, force: true }))
  const project = 'test/crash/worker/tsconfig.json'
  const tsc = [`${ROOT}node_modules/typescript/bin/tsc`, '-p', project, '--outDir', BUILT]
  const { status, stdout } = spawnSync(process.execPath, tsc, { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The worker could not be compiled:\n${stdout}`)
}

/** A worker in a process of its own. It stands by, loaded, until it is told to go. */
export class WorkerProcess {
  readonly settings: WorkerSettings
  readonly #child: ChildProcess
  readonly #standsBy: Promise<unknown>
  readonly #ready: Promise<string>
  readonly said: string[] = []
  url = ''
  /** Ended by the harness or by its failpoint. */
  isExpectedToEnd = false

  constructor(settings: WorkerSettings) {
    this.settings = settings
    this.#child = spawn(process.execPath, [ENTRY, JSON.stringify(settings)], {
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.#child.stdin?.on('error', () => {})
    const output = createInterface({ input: this.#child.stdout ?? process.stdin })
    this.#standsBy = Promise.race([once(output, 'line'), once(this.#child, 'exit')])
    this.#ready = new Promise((resolve) => {
      output.on('line', (line) => {
        const url = /^ready (.+)$/.exec(line)?.[1]
        if (url) resolve(url)
      })
      this.#child.once('exit', () => resolve(''))
    })
    createInterface({ input: this.#child.stderr ?? process.stdin }).on('line', (line) => {
      if (this.said.length < 200) this.said.push(line)
    })
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** How it ended: a signal's name or an exit code. */
  get ending(): string {
    return this.#child.signalCode ?? String(this.#child.exitCode)
  }

  /** Lets it work; resolves when it answers requests, or has ended. */
  async go(): Promise<void> {
    await this.#standsBy
    this.#child.stdin?.write('go\n')
    this.url = await this.#ready
  }

  signal(signal: NodeJS.Signals): void {
    if (signal === 'SIGKILL' || signal === 'SIGTERM') this.isExpectedToEnd = true
    if (!this.hasEnded) this.#child.kill(signal)
  }

  async ended(): Promise<void> {
    if (!this.hasEnded) await once(this.#child, 'exit')
  }

  async kill(): Promise<void> {
    this.signal('SIGCONT')
    this.signal('SIGKILL')
    await this.ended()
  }
}
