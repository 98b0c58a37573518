import { afterAll, beforeAll, expect, it } from 'vitest'
import { columnsAnswer, historyAnswer } from '../../../server-kit/contract/index.ts'
import { stagedImport, type Stage } from '../../support/staged-imports.ts'
import { describeOnBothDatabases, type TestDatabase } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const CANARY = 'CanaryNorth'
const STAGES: Stage[] = ['mapping', 'reviewing', 'previewing', 'running', 'completed', 'completed']
const SORTS = ['createdAt', 'fileName', 'totalRows']
const ORDERS = ['asc', 'desc']

/** Files of team north: their names, headers, cells and reasons have the canary. */
const theirs = (n: number) => ({
  fileName: `${CANARY} 100%_${n}.csv`,
  csv: `Name,Mail,${CANARY} ${n}\n${CANARY} Ada,shared@x.example,${CANARY}\nRefused,r${n}@x.example,${CANARY}\n`,
  mappings: [
    { source: 'Name', target: 'name' },
    { source: 'Mail', target: 'email' },
    { source: `${CANARY} ${n}`, target: 'tags' },
  ],
})

/** Of team south: matched by an e-mail that a contact of team north has too. */
const ours = {
  fileName: 'ours.csv',
  csv: 'Name,Mail\nOur Ada,shared@x.example\nRefused,r1@x.example\n',
}

describeOnBothDatabases('a team', (open) => {
  let kit: TestKit
  let database: TestDatabase
  const ids: string[] = []
  const own: string[] = []
  const mapping = theirs(0).mappings.slice(0, 2)

  beforeAll(async () => {
    database = await open()
    kit = await createTestKit(database)
    for (const [n, stage] of STAGES.entries()) {
      ids.push(await stagedImport({ kit, database }, stage, theirs(n)))
    }
    own.push(await ownImport())
  })
  afterAll(() => kit.close())

  const asCleo = (path: string, asking: Parameters<TestKit['ask']>[1] = {}) =>
    kit.ask(path, { user: 'cleo', ...asking })

  /** An import of `cleo`, at its preview. */
  async function ownImport() {
    const uploaded = await asCleo('/?entityType=contact&fileName=ours.csv', { raw: ours.csv })
    const { id } = (await uploaded.json()) as { id: string }
    await asCleo(`/${id}/mappings`, { method: 'PUT', body: { mappings: mapping } })
    await kit.kit.idle()
    await asCleo(`/${id}/stage`, { body: { to: 'previewing' } })
    await kit.kit.idle()
    return id
  }

  /** No byte of an answer, headers too, has the canary or an id of team north. */
  async function expectClean(path: string, asking?: Parameters<TestKit['ask']>[1]) {
    const answer = await asCleo(path, asking)
    const bytes = JSON.stringify([...answer.headers]) + (await answer.text())
    expect(answer.status, path).toBeLessThan(500)
    for (const secret of [CANARY, '"ada"', ...ids]) {
      const isSaid = bytes.toLowerCase().includes(secret.toLowerCase())
      expect(isSaid, `${path} has ${secret}`).toBe(false)
    }
    return answer
  }

  const filters = [
    '',
    'drafts=true',
    'drafts=only',
    'entityType=contact',
    'entityType=contact&drafts=true',
    'status=completed,mapping,importing',
    'from=2000-01-01&to=2100-01-01&drafts=1',
    'search=canary&drafts=true',
    'search=CanaryNorth&drafts=true',
    'search=%25&drafts=true',
    'search=_&drafts=true',
    "search='%20OR%20''%3D'&drafts=true",
    'search=%22%3B%20--&drafts=true',
    'search=%5C&drafts=true',
    'search=%00&drafts=true',
    'teamId=north&drafts=true',
    'team_id=north&userId=ada&drafts=true',
    'entityType=contact%00&drafts=true',
    'limit=100&drafts=true',
  ]

  it.each(filters)('never shows a byte of another team in its list: ?%s', async (filter) => {
    for (const sort of SORTS) {
      for (const order of ORDERS) {
        const answer = await expectClean(`/?${filter}&sort=${sort}&order=${order}`)
        const { items } = historyAnswer.parse(await (await asCleo(`/?${filter}`)).json())
        expect(items.every(({ id }) => own.includes(id))).toBe(true)
        expect(answer.status).toBe(200)
      }
    }
  })

  /** Every cursor that team north meets while it pages. */
  async function cursorsOf(query: string) {
    const cursors: { query: string; cursor: string }[] = []
    for (let after = ''; ;) {
      const { nextCursor } = await kit.get(historyAnswer, `/?${query}&limit=1${after}`)
      if (nextCursor === undefined) return cursors
      cursors.push({ query, cursor: nextCursor })
      after = `&cursor=${nextCursor}`
    }
  }

  it('gets nothing of another team by its cursors, as they are or tampered with', async () => {
    const queries = SORTS.flatMap((sort) => ORDERS.map((order) => `sort=${sort}&order=${order}`))
    const cursors = await Promise.all(queries.map((query) => cursorsOf(`${query}&drafts=true`)))
    expect(cursors.flat()).toHaveLength(SORTS.length * ORDERS.length * (STAGES.length - 1))
    for (const { query, cursor } of cursors.flat()) {
      expect((await expectClean(`/?${query}&cursor=${cursor}`)).status).toBe(200)
      for (let place = 0; place < cursor.length; place += 7) {
        const other = cursor[place] === 'A' ? 'B' : 'A'
        const tampered = cursor.slice(0, place) + other + cursor.slice(place + 1)
        await expectClean(`/?${query}&cursor=${encodeURIComponent(tampered)}`)
      }
      const claimed = Buffer.from(cursor, 'base64url').toString().replace('{', '{"teamId":"north",')
      await expectClean(`/?${query}&cursor=${Buffer.from(claimed).toString('base64url')}`)
    }
  })

  it('gets nothing of another team by the ids of its imports, in any route that reads', async () => {
    const paths = ['', '/rows', '/columns', '/review', '/values?source=Name', '/preview']
    for (const id of ids) {
      for (const path of [...paths, '/rows?source=Name&value=Refused', '/preview?link=company']) {
        expect((await expectClean(`/${id}${path}`)).status).toBe(404)
      }
      const link = await expectClean(`/${id}/failed-rows.csv?expires=9999999999&signature=x`)
      expect(link.status).toBe(403)
    }
  })

  it('finds only its own records in its preview, and its own imports while it writes', async () => {
    const [id = ''] = own
    for (const path of ['', '/rows', '/columns', '/review', '/values?source=Mail', '/preview']) {
      expect((await expectClean(`/${id}${path}`)).status).toBe(200)
    }
    const preview = await (await asCleo(`/${id}/preview`)).json()
    expect(preview).toMatchObject({ counts: { create: 2, update: 0 } })
    await expectClean(`/${id}/start`, { method: 'POST' })
    await kit.kit.idle()
    await expectClean(`/${id}`)
    await expectClean('/schema')
  })

  it('is not told what another team has chosen for the same header', async () => {
    const uploaded = await asCleo('/?entityType=contact&fileName=ours.csv', {
      raw: theirs(1).csv.replaceAll(`${CANARY} Ada`, 'x'),
    })
    const { id } = (await uploaded.json()) as { id: string }
    const answer = columnsAnswer.parse(await (await asCleo(`/${id}/columns`)).json())
    // `tags` is what team north chose for it.
    const theirColumn = answer.columns.find(({ source }) => source === `${CANARY} 1`)
    expect(theirColumn).toMatchObject({ suggestion: null })
  })
})
