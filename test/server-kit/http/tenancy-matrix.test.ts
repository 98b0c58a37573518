import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importView } from '../../../server-kit/contract/index.ts'
import { refusal } from '../../support/refusal.ts'
import { stagedImport, type Stage } from '../../support/staged-imports.ts'
import { describeOnBothDatabases, type TestDatabase } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

/** What each of four people is answered. Whoever is refused has changed nothing. */
interface Row {
  /** Not signed in. */
  nobody: number
  /** `cleo` of team south. */
  otherTeam: number
  /** `bob`: of the import's team, but he may not import its entity type. */
  withoutType: number
  /** `ada`, whose import it is. */
  owner: number
  /** Where the import stands that is asked about; default `mapping`. */
  at?: Stage
  query?: string
  /** JSON; a text is sent as it is. */
  body?: unknown
  /** Asked by the signed link, whoever asks. */
  isSigned?: true
}

/** An import of another team does not exist; one of an entity type that is not theirs is not allowed. */
const own = { nobody: 401, otherTeam: 404, withoutType: 403 }
const everybody = { nobody: 401, otherTeam: 200, withoutType: 200, owner: 200 }
const shown: Row = { ...own, owner: 200 }
const reviewed: Row = { ...shown, at: 'reviewing' }
const mapping = { source: 'Name', target: 'name' }

/** One row a route: a route of the router without one fails the first test below. */
const MATRIX: Record<string, Row> = {
  'GET /schema': everybody,
  'GET /openapi.json': everybody,
  'GET /': everybody,
  'GET /template.csv': { ...everybody, withoutType: 403, query: 'entityType=contact' },
  'POST /': {
    nobody: 401,
    otherTeam: 201,
    withoutType: 403,
    owner: 201,
    query: 'entityType=contact&fileName=a.csv',
    body: 'Name\nAda\n',
  },
  'GET /:id': shown,
  'DELETE /:id': { ...own, owner: 204 },
  'POST /:id/reread': { ...shown, body: { delimiter: ';' } },
  'GET /:id/rows': shown,
  'GET /:id/columns': shown,
  'PUT /:id/mappings': { ...shown, body: { mappings: [mapping] } },
  'GET /:id/review': reviewed,
  'GET /:id/values': { ...reviewed, query: 'source=Name' },
  'PATCH /:id/values': {
    ...reviewed,
    body: { source: 'Name', value: 'Ada', action: 'skip' },
  },
  'POST /:id/values/bulk': {
    ...reviewed,
    body: { source: 'Name', action: 'replace', find: 'Ada', replace: 'Eve' },
  },
  'PATCH /:id/cells': {
    ...reviewed,
    body: { source: 'Name', rowNumber: 2, action: 'skip' },
  },
  'PATCH /:id/columns': { ...reviewed, body: { source: 'Name' } },
  'POST /:id/stage': { ...reviewed, body: { to: 'mapping' } },
  'GET /:id/preview': { ...shown, at: 'previewing' },
  'POST /:id/start': { ...own, owner: 202, at: 'previewing' },
  'POST /:id/cancel': { ...shown, at: 'running' },
  'POST /:id/resume': { ...shown, at: 'stalled' },
  'POST /:id/fail': { ...shown, at: 'stalled' },
  'GET /:id/failed-rows.csv': {
    nobody: 200,
    otherTeam: 403,
    withoutType: 200,
    owner: 200,
    at: 'completed',
    isSigned: true,
  },
}

/** Sent with every request that takes JSON, and in every query: nobody may say these things. */
const CLAIMS = {
  teamId: 'south',
  userId: 'cleo',
  status: 'completed',
  totalRows: 7,
  createdRows: 7,
}

const ROWS = Object.entries(MATRIX)
const changing = ROWS.filter(([route]) => !route.startsWith('GET'))
const ofAnImport = ROWS.filter(([route]) => route.includes(':id'))
const CSV = 'Name,Mail\nAda,ada@x.example\nRefused,refused@x.example\n'
const PEOPLE = { nobody: null, otherTeam: 'cleo', withoutType: 'bob', owner: 'ada' } as const
const UNKNOWN = '01ARZ3NDEKTSV4RRFFQ69G5FAV'

describeOnBothDatabases('the tenancy matrix', (open) => {
  let kit: TestKit
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    kit = await createTestKit(database)
  })
  afterAll(() => kit.close())

  const importFor = ({ at = 'mapping' }: Row) =>
    stagedImport({ kit, database }, at, { csv: CSV, mappings: [mapping] })

  /** The request of a row about an import. */
  async function asking([route, row]: [string, Row], id: string) {
    const [method = '', path = ''] = route.split(' ')
    const url = row.isSigned
      ? ((await kit.get(importView, `/${id}`)).failedRowsUrl ?? '').replace('/api/imports', '')
      : `${path.replace(':id', id)}?${row.query ?? ''}`
    const sent =
      typeof row.body === 'string'
        ? { raw: row.body }
        : row.body !== undefined && { body: { ...CLAIMS, ...Object(row.body) } }
    return (user: string | null, headers: Record<string, string> = {}) =>
      kit.ask(url, { user, method, headers, ...sent })
  }

  /** Without how long its failed rows are kept for who downloads them. */
  const record = async (id: string) => {
    const [found] = await database.query(sql`SELECT * FROM imports WHERE id = ${id}`)
    return { ...found, download_until: null }
  }

  it('has a row for every route of the router, and no other', () => {
    const served = kit.kit.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.includes('{'))
      .map(({ method, path }) => `${method} ${path}`)
    expect(served.toSorted()).toEqual(Object.keys(MATRIX).toSorted())
  })

  it.each(ROWS)('%s answers each as its row says', async (route, row) => {
    const id = route.includes(':id') ? await importFor(row) : UNKNOWN
    const ask = await asking([route, row], id)
    const before = await record(id)
    for (const who of ['nobody', 'otherTeam', 'withoutType'] as const) {
      const answer = await ask(PEOPLE[who])
      // A refusal is read with the contract too.
      const status = answer.status < 400 ? answer.status : (await refusal(answer)).status
      expect(`${who} ${status}`).toBe(`${who} ${row[who]}`)
    }
    expect(await record(id)).toEqual(before)
    const answer = await ask(PEOPLE.owner)
    expect(`owner ${answer.status}`).toBe(`owner ${row.owner}`)
    await answer.arrayBuffer()
    await kit.kit.idle()
  })

  it.each(changing)(
    '%s is refused when a browser says it comes from another site',
    async (...row) => {
      const id = row[0].includes(':id') ? await importFor(row[1]) : UNKNOWN
      const ask = await asking(row, id)
      const before = await record(id)
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' },
        { origin: 'https://evil.example' },
        { origin: 'http://localhost.evil.example' },
        { origin: 'null' },
      ]) {
        expect(await refusal(ask('ada', headers))).toMatchObject({
          status: 403,
          code: 'not_allowed',
        })
      }
      expect(await record(id)).toEqual(before)
      const answer = await ask('ada', {
        'sec-fetch-site': 'same-origin',
        origin: 'http://localhost',
      })
      expect(answer.status).toBe(row[1].owner)
      await answer.arrayBuffer()
      await kit.kit.idle()
    },
  )

  it.each(ofAnImport)('%s finds nothing by an id that is none', async (route, row) => {
    const id = row.isSigned ? UNKNOWN : await importFor(row)
    const query = row.isSigned ? 'expires=9999999999&signature=x' : (row.query ?? '')
    const strange = ['..%2f', '..%2f..%2fschema', '%00', `${id}%00`, `${id}%0a`, `%20${id}`]
    const longer = [
      id.toLowerCase(),
      `${id}x`,
      'x'.repeat(10_000),
      '%ff',
      "'%20OR%201=1--",
      '*',
      '%',
    ]
    const [method = '', path = ''] = route.split(' ')
    for (const odd of [...strange, ...longer, UNKNOWN]) {
      const asked = kit.ask(`${path.replace(':id', odd)}?${query}`, {
        method,
        ...(row.body !== undefined && { body: row.body }),
      })
      const { status, code } = await refusal(asked)
      expect(`${odd} ${status} ${code}`).toMatch(
        / 404 (import|route)_not_found$| 403 invalid_signature$/,
      )
    }
  })

  it('leaves team, user, status and counts as they are, whatever a client claims', async () => {
    const claims = new URLSearchParams(
      Object.entries(CLAIMS).map(([key, value]) => [key, `${value}`]),
    )
    const { id } = await kit.upload(CSV, Object.fromEntries(claims))
    const body = { mappings: [mapping], ...CLAIMS }
    await kit.get(importView, `/${id}/mappings?${claims}`, { method: 'PUT', body })
    await kit.get(importView, `/${id}/stage?${claims}`, { body: { ...CLAIMS, to: 'mapping' } })
    expect(await record(id)).toMatchObject({
      team_id: 'north',
      user_id: 'ada',
      status: 'mapping',
      total_rows: 2,
      created_rows: 0,
    })
  })
})
