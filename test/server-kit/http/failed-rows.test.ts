import { once } from 'node:events'
import { request } from 'node:http'
import { serve } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import Papa from 'papaparse'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { importView, rowsAnswer } from '../../../server-kit/contract/index.ts'
import { refusal } from '../../support/refusal.ts'
import { describeOnBothDatabases, type TestDatabase } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'
import { seeded } from '../upload/seeded.ts'

/** What spreadsheets and parsers stumble over. */
const SIGNS = '=+-@\t\r＝＋－＠\'"\n;,| \u00a0\u202f\\{%_\ufeff\u202e\u0001'
const TEXTS = [
  "''",
  '""',
  '\r\n',
  '  ',
  '1',
  '12.5',
  '+49 30',
  'é',
  '日本',
  '😀',
  '\\N',
  '\\.',
  '=1+1',
]
const PARTS = [...SIGNS, ...TEXTS]
const HEADERS = [
  'Name',
  '=Sum',
  "'=Note",
  'a "b"',
  "o'k \\",
  '__proto__',
  'constructor',
  '日本',
  'x\ny',
]
const MAPPINGS = [{ source: 'Name', target: 'name' }]
const REASON = 'This contact is on the block list.'

const csvOf = (rows: string[][]) => Papa.unparse(rows, { quotes: true, newline: '\r\n' })

describeOnBothDatabases('the file of failed rows', (open) => {
  let kit: TestKit
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    kit = await createTestKit(database)
  })
  afterAll(() => kit.close())

  async function imported(rows: string[][], fileName = 'contacts.csv') {
    const { id } = await kit.upload(csvOf(rows), { fileName })
    await kit.mapped(id, MAPPINGS)
    await kit.preview(id)
    return kit.start(id)
  }
  const download = async (url: string | null) => {
    const response = await kit.host.request(url ?? '')
    const name = /filename\*=UTF-8''(.*)$/.exec(response.headers.get('content-disposition') ?? '')
    return {
      bytes: new Uint8Array(await response.arrayBuffer()),
      name: decodeURIComponent(name?.[1] ?? ''),
    }
  }
  const rowsOf = async (id: string) =>
    (await kit.get(rowsAnswer, `/${id}/rows?limit=1000`)).items.map(({ cells }) => cells)

  it('uploaded again as it is has the same cells, whatever stands in them', async () => {
    const random = seeded(7)
    const cell = () =>
      Array.from({ length: random(5) }, () => PARTS[random(PARTS.length)] ?? '').join('')
    const rows = Array.from({ length: 300 }, () => [
      'Refused',
      ...HEADERS.slice(1).map(() => (random(4) === 0 ? '' : cell())),
    ])
    const first = await imported([HEADERS, ...rows])
    expect(first.failedRows).toBe(300)
    const original = await rowsOf(first.id)
    expect(original).toEqual(rows)
    const { bytes, name } = await download(first.failedRowsUrl)
    const second = await kit.upload(bytes, { fileName: name })
    expect(second.headers).toEqual([...HEADERS, 'Import Error'])
    expect(second.warnings.map(({ code }) => code)).toContain('failed_rows_file')
    expect(await rowsOf(second.id)).toEqual(rows.map((row) => [...row, REASON]))
    // And what fails once more comes back as the same file.
    await kit.mapped(second.id, MAPPINGS)
    await kit.preview(second.id)
    const again = await kit.start(second.id)
    expect((await download(again.failedRowsUrl)).bytes).toEqual(bytes)
  })

  it('has a BOM, the headers in file order, and every cell in quotes', async () => {
    const { failedRowsUrl } = await imported([
      ['Name', 'B', 'A'],
      ['Ada', '1', '2'],
      ['Refused', '', '=1;2'],
    ])
    const { bytes } = await download(failedRowsUrl)
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(new TextDecoder().decode(bytes)).toBe(
      `"Name","B","A","Import Error"\n"Refused","","'=1;2","${REASON}"\n`,
    )
  })

  it('belongs to its import: by its name, in the same team and entity type only', async () => {
    const parent = await imported([['Name'], ['Refused']], 'Contacts 2026.csv')
    const { bytes, name } = await download(parent.failedRowsUrl)
    expect(name).toBe(`Contacts 2026-failed-rows-${parent.id.toLowerCase()}.csv`)
    const parentOf = async (fileName: string, asking = {}) =>
      (await kit.upload(bytes, { fileName }, asking)).parent
    const linked = { id: parent.id, fileName: 'Contacts 2026.csv' }
    expect(await parentOf(name)).toEqual(linked)
    // As browsers and spreadsheets rename a copy.
    expect(await parentOf(name.replace('.csv', ' (1).csv'))).toEqual(linked)
    expect(await parentOf('contacts.csv')).toBeNull()
    expect(await parentOf(name, { user: 'cleo' })).toBeNull()
    const company = await kit.upload(bytes, { fileName: name, entityType: 'company' })
    expect(company.parent).toBeNull()
    const list = (await (await kit.ask('/?drafts=only&search=Contacts%202026')).json()) as {
      items: { parent: unknown }[]
    }
    expect(list.items.map((item) => item.parent)).toContainEqual(linked)
    // The file of a file: its name does not grow.
    const child = await imported(
      [
        ['Name', 'Import Error'],
        ['Refused', 'x'],
      ],
      name,
    )
    const grandchild = await download(child.failedRowsUrl)
    expect(grandchild.name).toBe(`Contacts 2026-failed-rows-${child.id.toLowerCase()}.csv`)
  })

  it("keeps a column that the user's own file calls Import Error", async () => {
    const { failedRowsUrl } = await imported([
      ['Name', 'Import Error', 'Mail'],
      ['Refused', 'theirs', 'm'],
    ])
    const { bytes } = await download(failedRowsUrl)
    expect(new TextDecoder().decode(bytes)).toContain(`"Refused","theirs","m","${REASON}"`)
  })

  it('is refused when the failed rows are no longer kept, and its link goes', async () => {
    const { id, failedRowsUrl } = await imported([['Name'], ['Refused']])
    kit.clock.advance(31 * 24 * 3_600_000)
    expect((await kit.kit.cleanup()).failedRows).toBeGreaterThan(0)
    expect(await kit.get(importView, `/${id}`)).toMatchObject({
      failedRows: 1,
      failedRowsUrl: null,
    })
    kit.clock.advance(-31 * 24 * 3_600_000)
    expect(await refusal(kit.host.request(failedRowsUrl ?? ''))).toMatchObject({
      status: 410,
      code: 'rows_expired',
    })
  })

  /** `count` failed rows of some 1 KB each, written as batches write them. */
  async function manyFailed(count: number) {
    const view = await imported([
      ['Name', 'Note'],
      ['Refused', 'x'],
    ])
    const note = 'n'.repeat(1_000)
    const json = (row: string) => sql.raw(`'{"Name":"N' || ${row} || '","Note":"${note}"}'`)
    await database.query(
      database.dialect === 'sqlite'
        ? sql`WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < ${count + 1})
            INSERT INTO failed_import_rows SELECT 'm' || ${view.id} || i, ${view.id}, 'north', i,
              ${json('i')}, 'No.', 0, 0 FROM n`
        : sql`INSERT INTO failed_import_rows SELECT 'm' || ${view.id} || i, ${view.id}, 'north', i,
              (${json('i')})::jsonb, 'No.', now(), now() FROM generate_series(3, ${count + 1}) AS i`,
    )
    return view
  }

  const served = async () => {
    const server = serve({ fetch: kit.host.fetch, port: 0, hostname: '127.0.0.1' })
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    return { base: `http://127.0.0.1:${port}`, close: () => server.close() }
  }

  it('comes as a stream: a slow client holds little, and one that hangs up nothing', async () => {
    const { failedRowsUrl } = await manyFailed(40_000)
    const { base, close } = await served()
    // More at once than the host has connections.
    const clients = await Promise.all(
      Array.from({ length: 15 }, async () => {
        const asked = request(base + failedRowsUrl).end()
        const [response] = await once(asked, 'response')
        await once(response, 'readable')
        return { asked, response }
      }),
    )
    const before = process.memoryUsage.rss()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024)
    for (const { asked } of clients) asked.destroy()
    // Every connection of the pool answers again.
    await vi.waitFor(async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => kit.ask('/')))
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    }, 60_000)
    const text = await (await fetch(base + failedRowsUrl)).text()
    expect(text.trim().split('\n')).toHaveLength(40_001)
    close()
  })
})
