import { createServer } from 'node:http'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { DemoClient } from '../support/demo-client.ts'
import type { HostDatabase } from './host-database.ts'
import { type Outcome, readOutcome } from './outcome.ts'
import { prepareImport, type RoundSettings, workerSettings } from './round.ts'
import type { Failpoint } from './worker/settings.ts'
import { WorkerProcess } from './worker-process.ts'

type Scenario = Pick<RoundSettings, 'database' | 'storageDir' | 'file' | 'teamId'>

const statusOf = async (database: HostDatabase, importId: string) => {
  const [row] = await database.query(`SELECT status FROM imports WHERE id = $1`, [importId])
  return String(row?.['status'])
}

async function until(what: string, isDone: () => Promise<boolean> | boolean) {
  const end = performance.now() + 300_000
  while (!(await isDone())) {
    if (performance.now() > end) throw new Error(`Waited too long until ${what}.`)
    await sleep(20)
  }
}

const started = (settings: Scenario, isFenced: boolean, failpoint: Failpoint | null = null) =>
  new WorkerProcess({ ...workerSettings({ ...settings, isFenced }), failpoint })

/**
 * A worker stops between two batches, past its lease; another one takes over and ends the import; then
 * the first one wakes and goes on. With the fence it writes nothing more.
 */
export async function sleeper(settings: Scenario, isFenced: boolean): Promise<Outcome> {
  const { database, teamId } = settings
  const importId = await prepareImport({ ...calm(settings), isFenced })
  const failpoint = { name: 'batch committed', hit: 2, action: 'SIGSTOP' } as const
  const sleeping = started(settings, isFenced, failpoint)
  await sleeping.go()
  await new DemoClient(sleeping.url, teamId).start(importId)
  const other = started(settings, isFenced)
  await other.go()
  await until('the other worker ends it', async () => {
    return (await statusOf(database, importId)) === 'completed'
  })
  sleeping.signal('SIGCONT')
  // It asks for its next batch at once, and has a few of them to write.
  await sleep(3_000)
  await Promise.all([sleeping.kill(), other.kill()])
  return readOutcome(database, importId, teamId)
}

/** A row kills every process that writes it, each of which is replaced. */
export async function deadlyRow(settings: Scenario): Promise<{ deaths: number; outcome: Outcome }> {
  const { database, teamId } = settings
  const importId = await prepareImport(calm(settings))
  let worker = started(settings, true)
  await worker.go()
  await new DemoClient(worker.url, teamId).start(importId)
  let deaths = 0
  await until('the import has ended', async () => {
    if (worker.hasEnded) {
      deaths += 1
      worker = started(settings, true)
      await worker.go()
    }
    return (await statusOf(database, importId)) === 'completed'
  })
  await worker.kill()
  return { deaths, outcome: await readOutcome(database, importId, teamId) }
}

/** What a service behind HTTP was sent: by key all the payloads. */
type Delivered = Map<string, string[]>

/** An importer writes over HTTP, and its worker is killed several times on the way. */
export async function remoteWrites(settings: Scenario, kills: number) {
  const { database, teamId, file } = settings
  const delivered: Delivered = new Map()
  const service = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const key = String(request.headers['idempotency-key'])
      delivered.set(key, [...(delivered.get(key) ?? []), body])
      response.setHeader('content-type', 'application/json')
      setTimeout(() => response.end(JSON.stringify({ id: `remote-${key}` })), 5)
    })
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
  const address = service.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const remoteUrl = `http://127.0.0.1:${port}/people`
  const open = () => new WorkerProcess({ ...workerSettings(settings), remoteUrl })
  let worker = open()
  await worker.go()
  const client = new DemoClient(worker.url, teamId)
  const { id } = await client.upload('remote', 'people.csv', file)
  await client.saveMappings(id)
  await client.toPreview(id)
  await client.start(id)
  for (let kill = 0; kill < kills; kill += 1) {
    const before = delivered.size
    await until('some rows are delivered', () => delivered.size > before + 10)
    await worker.kill()
    worker = open()
    await worker.go()
  }
  await until('the import has ended', async () => (await statusOf(database, id)) === 'completed')
  await worker.kill()
  service.close()
  service.closeAllConnections()
  return { id, delivered }
}

const calm = (settings: Scenario) => ({
  ...settings,
  seeded: { between: (least: number) => least, oneOf: first, chance: () => false },
  reached: new Map(),
  kills: null,
})

function first<T>([item]: readonly T[]): T {
  if (item === undefined) throw new Error('There is nothing to choose from.')
  return item
}
