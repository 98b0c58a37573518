import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HostDatabase } from './host-database.ts'
import type { Seeded } from './seeded.ts'
import type { WatchedImport } from './watched-import.ts'
import { FAILPOINTS, type Failpoint, type FailpointName } from './worker/settings.ts'
import type { WorkerProcess } from './worker-process.ts'

export const KINDS = ['killed', 'killed at an edge', 'stopped', 'connections', 'database'] as const
export type Kind = (typeof KINDS)[number]

export interface Disturbed {
  /** How often each was done. */
  done: Record<Kind, number>
  /** Milliseconds from the last of several disturbances to the next progress. */
  resumed: number[]
  violations: string[]
}

interface DisturbanceSettings {
  database: HostDatabase
  seeded: Seeded
  watched: WatchedImport
  worker(failpoint: Failpoint | null): WorkerProcess
  /** Workers at once. */
  slots: number
  /** How often a process died or stopped at each edge, over all rounds. */
  reached: Map<FailpointName, number>
  /** Processes that die in this round; null: none, and nothing else happens. */
  kills: number | null
}

/** Only there a process can be seen to be stopped. */
const CAN_SLEEP = process.platform === 'linux'
/** A stopped process sleeps for longer than any lease. */
const SLEEP = 2_000

/** The start of an import is behind those that come later. */
const LATER = FAILPOINTS.filter((name) => name !== 'started' && name !== 'woken')
/** Each batch comes by these. */
const OFTEN = new Set<FailpointName>([
  'batch begun',
  'fence passed',
  'host found',
  'host saved',
  'failed rows inserted',
  'batch to be committed',
  'batch committed',
  'rows marked',
])

/** Milliseconds. The end of an import is far away when its worker starts. */
const patienceFor = (name: FailpointName) => (AT_THE_END.has(name) ? 30_000 : 4_000)
const AT_THE_END = new Set<FailpointName>([
  'end to be committed',
  'end committed',
  'host told',
  'lease given back',
])

/** Keeps workers running and disturbs them; each that dies is replaced, as a supervisor would. */
export class Disturbances {
  readonly #settings: DisturbanceSettings
  readonly #disturbed: Disturbed = {
    done: { killed: 0, 'killed at an edge': 0, stopped: 0, connections: 0, database: 0 },
    resumed: [],
    violations: [],
  }
  readonly #workers = new Set<WorkerProcess>()
  readonly #timings = new Set<Promise<void>>()
  #left: number
  #isOver = false
  #lastAt = 0
  #running: Promise<unknown> = Promise.resolve()

  constructor(settings: DisturbanceSettings) {
    this.#settings = settings
    this.#left = settings.kills ?? 0
  }

  async start(): Promise<void> {
    const { slots, kills } = this.#settings
    const first = Array.from({ length: slots }, () => this.#stand(FAILPOINTS))
    await Promise.all(first.map((worker) => worker.go()))
    this.#running = Promise.all([
      ...first.map((worker) => this.#keep(worker)),
      ...(kills === null ? [] : [this.#disturbDatabase()]),
    ])
  }

  urls(): string[] {
    return [...this.#workers].map(({ url }) => url).filter((url) => url !== '')
  }

  async stop(): Promise<Disturbed> {
    this.#isOver = true
    await this.#running
    for (const worker of this.#workers) await worker.kill()
    await Promise.all(this.#timings)
    return this.#disturbed
  }

  #stand(edges: readonly FailpointName[] = LATER): WorkerProcess {
    const { seeded, worker } = this.#settings
    const hasFailpoint = this.#left > 0 && seeded.chance(0.6)
    const started = worker(hasFailpoint ? this.#failpoint(edges) : null)
    this.#workers.add(started)
    return started
  }

  /** At one of the edges that were reached least. */
  #failpoint(edges: readonly FailpointName[]): Failpoint {
    const { seeded, reached } = this.#settings
    const times = (name: FailpointName) => reached.get(name) ?? 0
    const rare = [...edges].sort((left, right) => times(left) - times(right)).slice(0, 5)
    const name = seeded.oneOf(rare)
    return {
      name,
      hit: OFTEN.has(name) ? seeded.between(1, 5) : 1,
      action: seeded.chance(0.15) && CAN_SLEEP ? 'SIGSTOP' : 'SIGKILL',
    }
  }

  /** Runs one worker after the other. The next one stands by while this one works. */
  async #keep(first: WorkerProcess) {
    let worker = first
    while (!this.#isOver) {
      const next = this.#left > 0 ? this.#stand() : null
      await this.#disturb(worker)
      if (this.#isOver) return
      this.#workers.delete(worker)
      worker = next ?? this.#stand()
      // Not awaited: it may be stopped at an edge before it answers requests, and has to be woken there.
      void worker.go()
    }
  }

  /** Waits until the worker has ended, by its failpoint or by a signal at a random moment. */
  async #disturb(worker: WorkerProcess) {
    const { seeded } = this.#settings
    const { failpoint } = worker.settings
    const patience = failpoint ? patienceFor(failpoint.name) : seeded.between(20, 900)
    const signal = !failpoint && CAN_SLEEP && seeded.chance(0.15) ? 'SIGSTOP' : 'SIGKILL'
    const until = performance.now() + patience
    let isDone = this.#left <= 0
    while (!worker.hasEnded && !this.#isOver) {
      if (!isDone && performance.now() > until && this.#settings.watched.status === 'importing') {
        isDone = true
        this.#left -= 1
        if (signal === 'SIGKILL') this.#note('killed')
        worker.signal(signal)
      }
      if (isAsleep(worker.pid)) await this.#wake(worker)
      await sleep(10)
    }
    if (worker.hasEnded) this.#judgeEnding(worker)
  }

  async #wake(worker: WorkerProcess) {
    this.#note('stopped')
    const { failpoint } = worker.settings
    if (failpoint) this.#reach(failpoint.name)
    await sleep(SLEEP)
    worker.signal('SIGCONT')
  }

  #judgeEnding(worker: WorkerProcess) {
    if (worker.isExpectedToEnd) return
    const { failpoint } = worker.settings
    if (worker.ending === 'SIGKILL' && failpoint) {
      this.#left -= 1
      this.#note('killed at an edge')
      this.#reach(failpoint.name)
      return
    }
    const said = worker.said.slice(-25).join('\n')
    this.#disturbed.violations.push(`a worker ended by itself (${worker.ending}): ${said}`)
  }

  #reach(name: FailpointName) {
    const { reached } = this.#settings
    reached.set(name, (reached.get(name) ?? 0) + 1)
  }

  async #disturbDatabase() {
    const { database, seeded, watched } = this.#settings
    if (database.dialect === 'sqlite') return
    for (let n = 0; n < 4 && !this.#isOver; n += 1) {
      await sleep(seeded.between(300, 1_500))
      if (this.#isOver || this.#left <= 0 || watched.status !== 'importing') continue
      if (seeded.chance(0.6)) {
        await database.killConnections()
        this.#note('connections')
      } else await this.#crashDatabase()
    }
  }

  async #crashDatabase() {
    const { database, seeded } = this.#settings
    if (!database.server) return
    await database.server.crash()
    await sleep(seeded.between(50, 1_500))
    await database.server.start()
    this.#note('database')
  }

  /** Counts a disturbance and times how long it takes until rows are written again. */
  #note(kind: Kind) {
    this.#disturbed.done[kind] += 1
    const { watched } = this.#settings
    const [began, before] = [performance.now(), watched.processed]
    this.#lastAt = began
    const timing = (async () => {
      while (watched.processed <= before && !watched.isFinal && !this.#isOver) await sleep(10)
      const isLast = this.#lastAt === began
      if (isLast && watched.processed > before) {
        this.#disturbed.resumed.push(performance.now() - began)
      }
    })()
    this.#timings.add(timing)
  }
}

/** Whether a process is stopped, as Linux says it. */
function isAsleep(pid: number): boolean {
  try {
    return /^\d+ \(.*\) T/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
