import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { PreviewCounts } from '../../server-kit/contract/index.ts'
import { DemoClient } from '../support/demo-client.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { describeOnBothDatabases } from '../support/test-databases.ts'

const ROWS = 20_000
/** Every 500th row says an e-mail of an earlier row: another person, whom the CRM refuses. */
const REFUSED_EVERY = 500
const COMPANIES = 250

/** People by a reference of their own, with a company each, a few refused, a few known already. */
function peopleFile() {
  const lines = ['Full Name,Reference,E-mail,Company,Birthday,Lead score']
  for (let row = 0; row < ROWS; row += 1) {
    const isRefused = row % REFUSED_EVERY === REFUSED_EVERY - 1
    const email = `person${isRefused ? row - 1 : row}@crash.example`
    const day = `19${50 + (row % 50)}-${String((row % 12) + 1).padStart(2, '0')}-17`
    lines.push(
      `Person ${row},R-${row},${email},Company ${row % COMPANIES},${day},${(row * 7) % 101}`,
    )
  }
  return lines.join('\n')
}

const KNOWN = ['Full Name,Reference,Notes', 'Known A,R-11,kept', 'Known B,R-15000,kept'].join('\n')

const COUNTS = {
  created: ROWS - ROWS / REFUSED_EVERY - 2,
  updated: 2,
  skipped: 0,
  failed: ROWS / REFUSED_EVERY,
}

// A killed process' lease has to run out before another goes on.
vi.setConfig({ testTimeout: 480_000, hookTimeout: 480_000 })

describeOnBothDatabases('an import of 20,000 rows', (open, dialect) => {
  const file = peopleFile()
  const demos: DemoServer[] = []

  async function start() {
    const demo = await startDemo(dialect === 'postgres' ? { databaseUrl: (await open()).url } : {})
    demos.push(demo)
    return demo
  }

  async function importPeople(demo: DemoServer, text: string) {
    const client = new DemoClient(demo.url)
    const { id } = await client.upload('people', 'people.csv', text)
    await client.saveMappings(id)
    const { counts } = await client.toPreview(id)
    await client.start(id)
    return { id, counts }
  }

  /** What must be the same with and without a crash: ids and times are not. */
  async function outcome(demo: DemoServer, id: string) {
    const client = new DemoClient(demo.url)
    const view = await client.finished(id)
    const failedRows = await (await client.fetch(view.failedRowsUrl ?? '/')).text()
    const records = await client.records('people')
    const companies = await client.records('company')
    return {
      status: view.status,
      results: view.results,
      processedRows: view.processedRows,
      failedRowsData: view.failedRowsData,
      failedRows,
      people: records.map((record) => ({
        ...record,
        id: 'any',
        links: record.links['company']?.map(({ name }) => name),
      })),
      companies: companies.map(({ name }) => name),
    }
  }

  async function prepared() {
    const demo = await start()
    const known = await importPeople(demo, KNOWN)
    await new DemoClient(demo.url).finished(known.id)
    return demo
  }

  let promised: PreviewCounts
  let uninterrupted: Awaited<ReturnType<typeof outcome>>

  beforeAll(async () => {
    const demo = await prepared()
    const { id, counts } = await importPeople(demo, file)
    promised = counts
    uninterrupted = await outcome(demo, id)
    await demo.stop()
  })

  afterAll(async () => {
    for (const demo of demos) await demo.stop()
  })

  it('creates, updates and refuses as expected when nothing happens', () => {
    expect(promised).toMatchObject({ create: ROWS - 2, update: 2, skip: 0 })
    expect(uninterrupted.status).toBe('completed')
    expect(uninterrupted.results).toEqual(COUNTS)
    expect(uninterrupted.people).toHaveLength(COUNTS.created + COUNTS.updated)
    expect(uninterrupted.companies).toHaveLength(COMPANIES)
    expect(uninterrupted.failedRows.trim().split('\n')).toHaveLength(COUNTS.failed + 1)
  })

  it.concurrent(
    'finishes by itself after a SIGKILL in its middle, with the same records and counts',
    async () => {
      const demo = await prepared()
      const { id } = await importPeople(demo, file)
      const client = new DemoClient(demo.url)
      const before = await client.waitFor(id, ({ processedRows }) => processedRows >= ROWS / 10)
      await demo.kill('SIGKILL')
      expect(before.status).toBe('importing')
      await demo.restart()
      expect(await outcome(demo, id)).toEqual(uninterrupted)
    },
  )

  it.concurrent('survives several kills, however little it did in between', async () => {
    const demo = await prepared()
    const { id } = await importPeople(demo, file)
    const client = new DemoClient(demo.url)
    for (const milliseconds of [150, 300, 450]) {
      await sleep(milliseconds)
      await demo.kill('SIGKILL')
      await demo.restart()
    }
    const { status } = await client.show(id)
    expect(['importing', 'completed']).toContain(status)
    expect(await outcome(demo, id)).toEqual(uninterrupted)
  })

  it.concurrent(
    'goes on after a SIGTERM, which ends the server at the edge of a batch',
    async () => {
      const demo = await prepared()
      const { id } = await importPeople(demo, file)
      const client = new DemoClient(demo.url)
      await client.waitFor(id, ({ processedRows }) => processedRows > 0)
      await demo.restart()
      expect(await outcome(demo, id)).toEqual(uninterrupted)
    },
  )
})
