import { setTimeout as sleep } from 'node:timers/promises'
import { DemoClient } from '../support/demo-client.ts'
import { Disturbances, type Disturbed } from './disturbances.ts'
import type { HostDatabase } from './host-database.ts'
import { compare, type Difference, type Outcome, readOutcome } from './outcome.ts'
import { KNOWN } from './people-file.ts'
import type { Seeded } from './seeded.ts'
import { WatchedImport } from './watched-import.ts'
import type { FailpointName, WorkerSettings } from './worker/settings.ts'
import { WorkerProcess } from './worker-process.ts'

export interface RoundSettings {
  database: HostDatabase
  storageDir: string
  file: string
  teamId: string
  seeded: Seeded
  reached: Map<FailpointName, number>
  /** Null: nothing disturbs the round. */
  kills: number | null
  isFenced?: boolean
}

export interface Round extends Disturbed, Difference {
  outcome: Outcome
  stranded: number
  reads: number
  longestUnattended: number
  violations: string[]
}

/** An import that does nothing for so long is stranded; milliseconds. */
const LONGEST_SILENCE = 120_000
/** Much shorter than in production: otherwise most of the time of a run would be waiting. */
const PULSE = { lease: 1_200, sweep: 300, batchRows: 100 }

/** One import, from its upload to its end, with processes, connections and databases dying on the way. */
export async function runRound(settings: RoundSettings, expected: Outcome | null): Promise<Round> {
  const { database, seeded, kills } = settings
  const importId = await prepareImport(settings)
  const watched = new WatchedImport(database, importId)
  watched.start()
  const disturbances = new Disturbances({
    ...settings,
    watched,
    worker: (failpoint) => new WorkerProcess({ ...workerSettings(settings), failpoint }),
    slots: kills === null ? 1 : seeded.between(1, 3),
  })
  await disturbances.start()
  const refused = await startOften(disturbances.urls(), { importId, teamId: settings.teamId })
  let isStarted = false
  while (!watched.isFinal && watched.silence < LONGEST_SILENCE) {
    // All fifty may have been killed before one of them was heard.
    if (watched.status === 'previewing' && !isStarted) {
      await startOften(disturbances.urls(), { importId, teamId: settings.teamId })
    }
    isStarted ||= watched.status === 'importing'
    await sleep(20)
  }
  const disturbed = await disturbances.stop()
  await watched.stop()
  const outcome = await readOutcome(database, importId, settings.teamId)
  const { doubled, lost, differs } = compare(outcome, expected ?? outcome)
  return {
    ...disturbed,
    outcome,
    doubled,
    lost,
    differs,
    stranded: watched.isFinal ? 0 : 1,
    reads: watched.reads,
    longestUnattended: watched.longestUnattended,
    violations: [...watched.violations, ...refused, ...disturbed.violations],
  }
}

export const workerSettings = ({
  database,
  storageDir,
  isFenced = true,
}: Pick<RoundSettings, 'database' | 'storageDir' | 'isFenced'>): WorkerSettings => ({
  database: database.url,
  storageDir,
  pulse: PULSE,
  failpoint: null,
  isFenced,
  remoteUrl: null,
})

/** Uploads the file, maps it and goes on to the preview, with a worker that nothing happens to. */
export async function prepareImport(settings: RoundSettings): Promise<string> {
  const { database, file, teamId } = settings
  for (let n = 1; n <= KNOWN; n += 1) {
    await database.query(
      `INSERT INTO crash_people (id, team_id, name, email) VALUES ($1, $2, $3, $4)`,
      [`${teamId}-known${n}`, teamId, `Known ${n}`, `known${n}@x.example`],
    )
  }
  const worker = new WorkerProcess(workerSettings(settings))
  await worker.go()
  const client = new DemoClient(worker.url, teamId)
  const { id } = await client.upload('person', 'people.csv', file)
  await client.saveMappings(id)
  await client.toPreview(id)
  worker.signal('SIGTERM')
  await worker.ended()
  return id
}

/** Fifty callers at once, over all workers: at most one of them is told that it has started the import. */
async function startOften(
  urls: string[],
  { importId, teamId }: { importId: string; teamId: string },
): Promise<string[]> {
  const answers = await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      try {
        const url = `${urls[n % urls.length]}/api/imports/${importId}/start`
        const headers = { 'x-demo-user': teamId }
        return (await fetch(url, { method: 'POST', headers })).status
      } catch {
        return 0
      }
    }),
  )
  const accepted = answers.filter((status) => status === 202).length
  return accepted > 1 ? [`${accepted} callers have started the import`] : []
}
