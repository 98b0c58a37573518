import type { Pulse } from '../../../server-kit/kit-parts.ts'

/** What a worker process is told when it is started, as JSON in its first argument. */
export interface WorkerSettings {
  /** A file of SQLite, or `postgres://…`. */
  database: string
  storageDir: string
  pulse: Pulse
  failpoint: Failpoint | null
  /** False, only to prove that the harness sees what the fence prevents. */
  isFenced: boolean
  /** Where the importer `remote` writes over HTTP. */
  remoteUrl: string | null
}

/** Where the process ends itself, the `hit`th time it comes by. */
export interface Failpoint {
  name: FailpointName
  hit: number
  action: 'SIGKILL' | 'SIGSTOP'
}

/** Every edge of a commit on the way of an import, and the calls of the host in between. */
export const FAILPOINTS = [
  'started',
  'woken',
  'lease taken',
  'rows frozen',
  'batch begun',
  'fence passed',
  'host found',
  'host saved',
  'failed rows inserted',
  'batch to be committed',
  'batch committed',
  'rows marked',
  'end to be committed',
  'end committed',
  'host told',
  'lease given back',
] as const
export type FailpointName = (typeof FAILPOINTS)[number]

export type Pass = (name: FailpointName) => void
