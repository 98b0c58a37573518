/** `prepare`: validate what is pending, then match. `execute`: write the rows. */
type JobKind = 'prepare' | 'execute'

export interface Job {
  kind: JobKind
  importId: string
}

/**
 * Wakes work. It gives no exclusion and keeps no truth: the database's status, cursor and lease do,
 * and the sweeper finds what a lost wake-up left behind. Waking a job that runs makes it run once more.
 */
export interface JobRunner {
  start(handle: (job: Job, signal: AbortSignal) => Promise<void>): Promise<void>
  wake(job: Job): Promise<void>
  /** The jobs that wait for a place in this process. */
  waiting(): Job[]
  /** Aborts what runs and waits until it has come to a clean edge. */
  stop(): Promise<void>
  /** Resolves when nothing runs or waits: for tests and the CLI. */
  idle(): Promise<void>
}
