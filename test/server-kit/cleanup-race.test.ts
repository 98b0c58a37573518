import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { importView, rowsAnswer } from '../../server-kit/contract/index.ts'
import { newUlid } from '../../server-kit/runtime/new-id.ts'
import { stagedImport } from '../support/staged-imports.ts'
import { describeOnBothDatabases, type TestDatabase } from '../support/test-databases.ts'
import { createTestKit, type TestKit } from '../support/test-kit.ts'
import { seeded } from './upload/seeded.ts'

const BATCHES = 25
const HOUR = 3_600_000
const MONTH = 31 * 24 * HOUR
const FAILED = 40
const file = { csv: 'Name\nAda\nEve\nZoë\n', mappings: [{ source: 'Name', target: 'name' }] }

/** What happened to one racer: it won whole, or it lost whole. */
type Outcome = 'won' | 'lost' | `broken: ${string}`
type Race = () => Promise<() => Promise<Outcome>>

vi.setConfig({ testTimeout: 300_000 })

describeOnBothDatabases('a cleanup', (open, dialect) => {
  let kit: TestKit
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    kit = await createTestKit(database, { limits: { openImports: 1_000_000 } })
  })
  afterAll(() => kit.close())

  const time = (date: Date) => (dialect === 'sqlite' ? date.getTime() : date.toISOString())
  const show = async (id: string) => kit.get(importView, `/${id}`)
  const broken = (what: unknown): Outcome => `broken: ${JSON.stringify(what)}`
  const post = (path: string) => kit.ask(path, { method: 'POST' })

  /** After a run that was accepted all rows are there; after one that was refused it never ran. */
  async function ran(id: string, answer: Response): Promise<Outcome> {
    if (!answer.ok) return [404, 409, 410].includes(answer.status) ? 'lost' : broken(answer.status)
    await kit.kit.idle()
    // A cleanup may hold the record while its job asks for it: then the sweeper wakes it again.
    await expect
      .poll(async () => (await show(id)).status, { timeout: 30_000 })
      .not.toBe('importing')
    const { status, results } = await show(id)
    return status === 'completed' && results?.created === 3 ? 'won' : broken({ status, results })
  }

  const start: Race = async () => {
    const id = await stagedImport({ kit, database }, 'previewing', file)
    return async () => ran(id, await post(`/${id}/start`))
  }

  const resume: Race = async () => {
    const id = await stagedImport({ kit, database }, 'previewing', file)
    await database.query(sql`UPDATE imports SET status = 'failed', cursor = 0,
      completed_at = ${time(kit.clock.now())} WHERE id = ${id}`)
    return async () => ran(id, await post(`/${id}/resume`))
  }

  const upload: Race = async () => async () => {
    const { id } = await kit.upload(file.csv)
    const { total } = await kit.get(rowsAnswer, `/${id}/rows`)
    return total === 3 ? 'won' : broken(total)
  }

  /** An import that ended a month ago, with its failed rows. */
  const download: Race = async () => {
    const id = newUlid()
    const old = time(new Date(kit.clock.now().getTime() - MONTH))
    await database.query(sql`INSERT INTO imports (id, team_id, user_id, entity_type, file_name, status,
        headers, column_mappings, source, warnings, failed_rows_data, time_zone, failed_rows,
        created_at, updated_at, completed_at)
      VALUES (${id}, 'north', 'ada', 'contact', 'a.csv', 'completed', '["Name"]', '[]',
        '{"format":"csv","encoding":"utf-8","delimiter":",","quote":"","headerRow":1}', '[]', '[]', 'UTC',
        ${FAILED}, ${old}, ${old}, ${old})`)
    const rows = Array.from(
      { length: FAILED },
      (_, row) =>
        sql`(${id + row}, ${id}, 'north', ${row + 2}, '{"Name":"x"}', 'No.', ${old}, ${old})`,
    )
    await database.query(sql`INSERT INTO failed_import_rows (id, import_id, team_id, row_number, data,
      validation_error, created_at, updated_at) VALUES ${sql.join(rows, sql`, `)}`)
    return async () => {
      const { failedRowsUrl } = await show(id)
      if (failedRowsUrl === null) return 'lost'
      const answer = await kit.host.request(failedRowsUrl)
      if (answer.status === 410) return 'lost'
      const lines = (await answer.text()).trim().split('\n').length
      return lines === FAILED + 1 ? 'won' : broken({ status: answer.status, lines })
    }
  }

  /** Of one batch: twenty races. */
  const races = { start, resume, upload, download }
  const lineUp = [start, start, start, start, resume, upload, upload, download, download, download]

  it('raced 500 times against starts, resumptions, uploads and downloads loses nothing', async () => {
    const random = seeded(dialect === 'sqlite' ? 11 : 12)
    const seen = new Map<string, number>()
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const entered = await Promise.all(
        [...lineUp, ...lineUp].map(async (race) => ({ race, run: await race() })),
      )
      // Drafts and ended imports are old from here on; what is touched now is not.
      kit.clock.advance(25 * HOUR)
      // The first cleanup of the batch meets some before they begin, some in the middle, some later.
      const begins = random(60)
      const outcomes = await Promise.all(
        entered.map(async ({ race, run }) => {
          // Failed rows are what a cleanup comes to last.
          const [delay, cleanupDelay] = [random(race === download ? 120 : 90), begins + random(30)]
          const cleaned = sleep(cleanupDelay).then(() => kit.kit.cleanup())
          await sleep(delay)
          const outcome = await run()
          await cleaned
          return { race, outcome }
        }),
      )
      for (const { race, outcome } of outcomes) {
        const name = Object.entries(races).find(([, one]) => one === race)?.[0]
        seen.set(`${name} ${outcome}`, (seen.get(`${name} ${outcome}`) ?? 0) + 1)
      }
    }
    const said = [...seen].map(([what, count]) => `${what}: ${count}`)
    expect(said.filter((line) => line.includes('broken'))).toEqual([])
    expect([...seen.values()].reduce((sum, count) => sum + count, 0)).toBe(500)
    // Otherwise nothing was raced.
    for (const both of ['start', 'download']) {
      expect(seen.get(`${both} won`) ?? 0, said.join()).toBeGreaterThan(5)
      expect(seen.get(`${both} lost`) ?? 0, said.join()).toBeGreaterThan(5)
    }
    expect(kit.logged).toEqual([])
  })

  it('leaves no litter: in the end no row store is without an import, and no old one is left', async () => {
    await kit.kit.idle()
    kit.clock.advance(25 * HOUR)
    await kit.kit.cleanup()
    expect(kit.rowStores()).toEqual([])
    const left = await database.query(sql`SELECT status FROM imports
      WHERE status NOT IN ('completed', 'failed', 'cancelled')`)
    expect(left).toEqual([])
  })
})
