import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { historyAnswer, importView, type ImportView } from '../../../server-kit/contract/index.ts'
import {
  describeOn,
  describeOnBothDatabases,
  type TestDatabase,
} from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

vi.setConfig({ testTimeout: 600_000 })

const SMALL = 'Name,E-mail\nAda,ada@example.com\n'
/** As the element asks, in milliseconds. */
const EVERY = 2_000
const UPLOAD = '/?entityType=contact&fileName=a.csv'
const people = (rows: number, name: string) =>
  `Name,E-mail\n${Array.from({ length: rows }, (_, n) => `${name} ${n},${name}${n}@example.com`).join('\n')}\n`
const MAPPINGS = [
  { source: 'Name', target: 'name' },
  { source: 'E-mail', target: 'email' },
]

/** Every count of it adds up, at whatever moment it was read. */
function expectSound(view: ImportView) {
  const { createdRows, updatedRows, skippedRows, failedRows, processedRows, totalRows } = view
  expect(createdRows + updatedRows + skippedRows + failedRows).toBe(processedRows)
  expect(processedRows).toBeLessThanOrEqual(totalRows)
}

async function ready(kit: TestKit, name: string, rows: number) {
  const { id } = await kit.upload(people(rows, name))
  await kit.mapped(id, MAPPINGS)
  await kit.preview(id)
  return id
}

describeOnBothDatabases('many at once', (open) => {
  let kit: TestKit
  afterEach(() => kit.close())

  it('1,000 small uploads of a team fill its quota, and nobody else’s', async () => {
    kit = await createTestKit(await open())
    const statuses: number[] = []
    for (let n = 0; n < 1_000; n += 20) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => kit.ask(UPLOAD, { raw: SMALL })),
      )
      statuses.push(...answers.map(({ status }) => status))
    }
    const taken = statuses.filter((status) => status === 201).length
    expect(statuses.filter((status) => status === 429)).toHaveLength(1_000 - taken)
    expect(taken).toBeLessThanOrEqual(100)
    // Uploads at once may have refused each other near the limit: one by one it is reached.
    while ((await kit.ask(UPLOAD, { raw: SMALL })).status === 201) continue
    const { total, items } = await kit.get(historyAnswer, '/?drafts=only&limit=1')
    expect(total).toBe(100)
    expect(kit.rowStores()).toHaveLength(100)
    expect((await kit.ask(UPLOAD, { raw: SMALL, user: 'cleo' })).status).toBe(201)
    await kit.ask(`/${items[0]?.id}`, { method: 'DELETE' })
    expect((await kit.ask(UPLOAD, { raw: SMALL })).status).toBe(201)
  })

  it('500 pollers of a running import read sound counts, and nothing else', async () => {
    kit = await createTestKit(await open())
    const id = await ready(kit, 'Polled', 4_000)
    await kit.get(importView, `/${id}/start`, { method: 'POST' })
    const statuses = new Map<number, number>()
    const poller = async (n: number) => {
      await wait((n * EVERY) / 500)
      for (let tag = ''; ; await wait(EVERY)) {
        const answer = await kit.ask(`/${id}`, { headers: { 'if-none-match': tag } })
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        tag = answer.headers.get('etag') ?? ''
        if (answer.status === 304) continue
        const view = importView.parse(await answer.json())
        expectSound(view)
        if (view.status !== 'importing') return view.status
      }
    }
    const ends = await Promise.all(Array.from({ length: 500 }, (_, n) => poller(n)))
    expect(new Set(ends)).toEqual(new Set(['completed']))
    expect([...statuses.keys()].filter((status) => status !== 304)).toEqual([200])
    expect(await kit.get(importView, `/${id}`)).toMatchObject({ createdRows: 4_000 })
  })

  it('2,000 open imports are listed, counted and swept like few', async () => {
    const database = await open()
    kit = await createTestKit(database)
    const { id } = await kit.upload(SMALL)
    const rest =
      sql.raw(`team_id, user_id, entity_type, file_name, status, headers, column_mappings,
      source, warnings, failed_rows_data, time_zone, created_at, updated_at`)
    const numbers =
      database.dialect === 'postgres'
        ? sql`generate_series(1, 1999) AS n(i)`
        : sql`(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1999)
            SELECT i FROM n) AS n`
    await database.query(sql`INSERT INTO imports (id, ${rest})
      SELECT 'open' || i, ${rest} FROM imports, ${numbers} WHERE id = ${id}`)
    expect((await kit.get(historyAnswer, '/?drafts=only')).total).toBe(2_000)
    const refused = await kit.ask(UPLOAD, { raw: SMALL })
    expect(refused.status).toBe(429)
    await kit.restart()
    kit.clock.advance(25 * 3_600_000)
    await kit.kit.cleanup()
    expect((await kit.get(historyAnswer, '/?drafts=only')).total).toBe(0)
    expect(kit.rowStores()).toEqual([])
    expect((await kit.ask(UPLOAD, { raw: SMALL })).status).toBe(201)
  })
})

describe('a host whose pool has two connections', () => {
  describeOn('postgres', 'four imports at once', (open) => {
    it('all end, and the history answers meanwhile', async () => {
      const database: TestDatabase = await open()
      const client = postgres(database.url, { max: 2, onnotice: () => {} })
      const kit = await createTestKit(database, { db: drizzle(client) })
      const ids: string[] = []
      for (const name of ['One', 'Two', 'Three', 'Four']) ids.push(await ready(kit, name, 4_000))
      await Promise.all(ids.map((id) => kit.ask(`/${id}/start`, { method: 'POST' })))
      for (let running = 4; running > 0;) {
        const { items } = await kit.get(historyAnswer, '/')
        items.forEach(expectSound)
        running = items.filter(({ status }) => status === 'importing').length
      }
      const { items } = await kit.get(historyAnswer, '/')
      expect(items.map(({ status, createdRows }) => `${status} ${createdRows}`)).toEqual(
        ids.map(() => 'completed 4000'),
      )
      await kit.close()
      await client.end({ timeout: 2 })
    })
  })
})
