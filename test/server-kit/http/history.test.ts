import Papa from 'papaparse'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  historyAnswer,
  importView,
  ROUTES,
  type ContractRoute,
} from '../../../server-kit/contract/index.ts'
import { refusal } from '../../support/refusal.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const MAPPINGS = [
  { source: 'Name', target: 'name' },
  { source: 'Mail', target: 'email' },
]

describeOnBothDatabases('the history', (open) => {
  let kit: TestKit
  beforeEach(async () => {
    kit = await createTestKit(await open())
  })
  afterEach(() => kit.close())

  async function imported(fileName: string, csv = 'Name,Mail\nAda,ada@x.example\n') {
    const { id } = await kit.upload(csv, { fileName })
    await kit.mapped(id, MAPPINGS)
    await kit.preview(id)
    const view = await kit.start(id)
    kit.clock.advance(1000)
    return view
  }
  const names = async (query: string) =>
    (await kit.get(historyAnswer, `/?${query}`)).items.map(({ fileName }) => fileName)

  it('lists finished imports newest first, drafts under their filter', async () => {
    await imported('a.csv')
    await imported('b_1.csv')
    await kit.upload('Name\nAda\n', { fileName: 'draft.csv' })
    const first = await kit.get(historyAnswer, '/')
    expect(first.items.map(({ fileName }) => fileName)).toEqual(['b_1.csv', 'a.csv'])
    expect(first.total).toBe(2)
    expect(await names('drafts=true')).toEqual(['draft.csv', 'b_1.csv', 'a.csv'])
    expect(await names('drafts=only')).toEqual(['draft.csv'])
    expect(await names('search=B_')).toEqual(['b_1.csv'])
    expect(await names('search=%25')).toEqual([])
    expect(await names('status=failed')).toEqual([])
    expect(await names('status=failed,completed&sort=fileName&order=asc')).toEqual([
      'a.csv',
      'b_1.csv',
    ])
    expect(await names('entityType=company')).toEqual([])
    expect(await names('to=2020-01-01')).toEqual([])
  })

  it.each([
    ['from=0001-01-01&to=9999-12-31', 1],
    ['from=0000-01-01', 1],
    ['to=9999-12-31T23:59:59Z', 1],
    ['to=0000-12-31', 0],
    ['from=9999-12-31', 0],
  ])('filters from and to any year that can be written: %s', async (query, found) => {
    await imported('a.csv')
    expect(await names(query)).toHaveLength(found)
  })

  it('pages by a cursor, counting on the first page only', async () => {
    for (const name of ['1.csv', '2.csv', '3.csv', '4.csv', '5.csv']) await imported(name)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const query = cursor ? `limit=2&cursor=${encodeURIComponent(cursor)}` : 'limit=2'
      const page = await kit.get(historyAnswer, `/?${query}`)
      expect(page.total).toBe(cursor ? undefined : 5)
      seen.push(...page.items.map(({ fileName }) => fileName))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual(['5.csv', '4.csv', '3.csv', '2.csv', '1.csv'])
    expect((await refusal(kit.ask('/?cursor=nonsense'))).code).toBe('invalid_request')
    expect((await refusal(kit.ask('/?limit=0'))).code).toBe('invalid_request')
  })

  it('answers 304 while an import is unchanged', async () => {
    const { id } = await imported('a.csv')
    const tag = (await kit.ask(`/${id}`)).headers.get('etag') ?? ''
    expect((await kit.ask(`/${id}`, { headers: { 'if-none-match': tag } })).status).toBe(304)
  })

  it('gives failed rows back as CSV by a signed link', async () => {
    const csv =
      'Name,Mail,Note\nRefused,a@x.example,"=1+1, ""q"""\nAda,b@x.example,x\nRefused,c@x.example,\'=2\n'
    const view = await imported('a.csv', csv)
    const url = view.failedRowsUrl ?? ''
    expect(url).toMatch(/^\/api\/imports\/\w{26}\/failed-rows\.csv\?/)
    const response = await kit.host.request(url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toContain(
      `attachment; filename="a-failed-rows-${view.id.toLowerCase()}.csv"`,
    )
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = new TextDecoder().decode(bytes)
    expect(Papa.parse(text, { skipEmptyLines: true }).data).toEqual([
      ['Name', 'Mail', 'Note', 'Import Error'],
      ['Refused', 'a@x.example', '\'=1+1, "q"', 'This contact is on the block list.'],
      ['Refused', 'c@x.example', "''=2", 'This contact is on the block list.'],
    ])
    // Uploaded again as it is: the same cells, the error column left out.
    const again = await kit.upload(bytes)
    const rows = await (await kit.ask(`/${again.id}/rows`)).json()
    expect(rows).toMatchObject({
      items: [
        { cells: expect.arrayContaining(['=1+1, "q"']) },
        { cells: expect.arrayContaining(["'=2"]) },
      ],
    })
  })

  it('refuses a link that was changed, is over, or is asked for by another team', async () => {
    const { failedRowsUrl } = await imported('a.csv', 'Name,Mail\nRefused,a@x.example\n')
    const url = new URL(failedRowsUrl ?? '', 'http://host')
    const asked = (change: (url: URL) => void) => {
      const changed = new URL(url)
      change(changed)
      return refusal(kit.host.request(changed.href))
    }
    const invalid = { status: 403, code: 'invalid_signature' }
    const signature = url.searchParams.get('signature') ?? ''
    const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)
    expect(await asked(({ searchParams }) => searchParams.set('signature', flipped))).toMatchObject(
      invalid,
    )
    expect(
      await asked(({ searchParams }) => searchParams.set('expires', '9999999999')),
    ).toMatchObject(invalid)
    expect(await asked(({ searchParams }) => searchParams.append('expires', '1'))).toMatchObject(
      invalid,
    )
    expect(await asked(({ searchParams }) => searchParams.append('team', 'south'))).toMatchObject(
      invalid,
    )
    expect(
      await refusal(kit.host.request(url.href, { headers: { 'x-user': 'cleo' } })),
    ).toMatchObject(invalid)
    kit.clock.advance(3 * 3_600_000)
    expect(await asked(() => {})).toMatchObject({ status: 403, code: 'link_expired' })
  })

  it('removes what is over, and nothing else', async () => {
    const done = await imported('a.csv')
    const draft = await kit.upload('Name\nAda\n')
    expect(await kit.kit.cleanup()).toEqual({ drafts: 0, rowStores: 0, failedRows: 0, records: 0 })
    kit.clock.advance(3 * 3_600_000)
    expect(await kit.kit.cleanup()).toEqual({ drafts: 0, rowStores: 1, failedRows: 0, records: 0 })
    expect(kit.rowStores()).toEqual([draft.id])
    expect((await refusal(kit.ask(`/${done.id}/rows`))).code).toBe('rows_expired')
    expect(await kit.get(importView, `/${done.id}`)).toMatchObject({ rowsKept: false })
    expect(await kit.get(importView, `/${draft.id}`)).toMatchObject({ rowsKept: true })
    kit.clock.advance(25 * 3_600_000)
    expect(await kit.kit.cleanup()).toMatchObject({ drafts: 1, rowStores: 1 })
    expect((await refusal(kit.ask(`/${draft.id}`))).code).toBe('import_not_found')
  })
})

describeOnBothDatabases('every route', (open) => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open())
  })
  afterAll(() => kit.close())

  it('is served: none of the contract answers route_not_found', async () => {
    for (const route of Object.values<ContractRoute>(ROUTES)) {
      const path = route.path.replace(':id', '01ARZ3NDEKTSV4RRFFQ69G5FAV')
      const response = await kit.ask(path, { method: route.method.toUpperCase() })
      expect(await response.text(), path).not.toContain('"code":"route_not_found"')
    }
    expect(await refusal(kit.ask('/nope/nope'))).toMatchObject({
      status: 404,
      code: 'route_not_found',
    })
  })

  it('is described by the OpenAPI document', async () => {
    const document = (await (await kit.ask('/openapi.json')).json()) as {
      openapi: string
      paths: Record<string, Record<string, unknown>>
    }
    expect(document.openapi).toBe('3.1.0')
    for (const { path, method } of Object.values<ContractRoute>(ROUTES)) {
      expect(
        document.paths[path.replace(':id', '{id}')]?.[method],
        `${method} ${path}`,
      ).toBeDefined()
    }
  })
})
