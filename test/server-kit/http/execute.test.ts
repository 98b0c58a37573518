import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { importView, previewAnswer } from '../../../server-kit/contract/index.ts'
import { refusal } from '../../support/refusal.ts'
import { describeOnBothDatabases, type TestDatabase } from '../../support/test-databases.ts'
import { createTestKit, type Mapping, type TestKit } from '../../support/test-kit.ts'

const NAME_AND_MAIL = [
  { source: 'Name', target: 'name' },
  { source: 'Mail', target: 'email' },
]

describeOnBothDatabases('the import', (open) => {
  let database: TestDatabase
  let kit: TestKit
  beforeEach(async () => {
    database = await open()
    kit = await createTestKit(database)
  })
  afterEach(() => kit.close())

  const contacts = (columns = 'name, email') =>
    database.query(sql.raw(`SELECT ${columns} FROM contacts ORDER BY made_by, name`))

  async function previewed(csv: string, mappings: Mapping[]) {
    const { id } = await kit.upload(csv)
    await kit.mapped(id, mappings)
    await kit.preview(id)
    return id
  }

  async function imported(csv: string, mappings: Mapping[]) {
    const id = await previewed(csv, mappings)
    const { counts } = await kit.get(previewAnswer, `/${id}/preview`)
    return { counts, view: await kit.start(id) }
  }

  it('creates and updates what the preview says, and tells the host', async () => {
    const first = await imported('Name,Mail\nAda,ada@x.example\nBob,bob@x.example\n', NAME_AND_MAIL)
    expect(first.view).toMatchObject({
      status: 'completed',
      results: { created: 2, updated: 0, skipped: 0, failed: 0 },
      processedRows: 2,
      successfulRows: 2,
      stalled: false,
    })
    expect(first.view.completedAt).not.toBeNull()
    expect(kit.finished).toEqual([`${first.view.id} completed`])
    const again = await imported(
      'Name,Mail\nAda B.,ADA@x.example\nCle,cle@x.example\n',
      NAME_AND_MAIL,
    )
    expect(again.counts).toEqual({ create: 1, update: 1, skip: 0, fail: 0, withErrors: 0 })
    expect(again.view.results).toEqual({ created: 1, updated: 1, skipped: 0, failed: 0 })
    expect(await contacts('name')).toHaveLength(3)
    expect(await contacts('name')).toContainEqual({ name: 'Ada B.' })
  })

  it('shows in the preview what an update changes, merges and leaves alone', async () => {
    const mappings = [
      ...NAME_AND_MAIL,
      { source: 'Plan', target: 'plan' },
      { source: 'Tags', target: 'tags' },
      { source: 'Age', target: 'age' },
    ]
    await imported('Name,Mail,Plan,Tags,Age\nAda,ada@x.example,pro,"red, blue",30\n', mappings)
    const csv = 'Name,Mail,Plan,Tags,Age\nAda L.,ada@x.example,PRO,"blue, green",\n'
    const id = await previewed(csv, mappings)
    const { rows } = await kit.get(previewAnswer, `/${id}/preview`)
    expect(rows[0]).toMatchObject({ action: 'update', matchedId: expect.any(String) })
    expect(rows[0]?.cells).toEqual([
      { source: 'Name', value: 'Ada L.', before: 'Ada' },
      { source: 'Mail', value: 'ada@x.example', before: 'ada@x.example' },
      { source: 'Plan', value: 'Pro', before: 'Pro' },
      { source: 'Tags', value: 'red, blue, green', before: 'red, blue' },
      { source: 'Age', value: '30', before: '30' },
    ])
    expect((await kit.start(id)).results).toMatchObject({ updated: 1 })
    expect(await contacts('name, tags, age')).toEqual([
      { name: 'Ada L.', tags: JSON.stringify(['red', 'blue', 'green']), age: 30 },
    ])
  })

  it('keeps what the host refuses as failed rows, and its neighbours are written', async () => {
    const rows = ['Ada', 'Refused', 'Broken', 'Worded', 'Bob', '']
    const csv = `Name,Mail,Age\n${rows.map((name, n) => `${name},m${n}@x.example,${n === 4 ? 151 : 20}`).join('\n')}\n`
    const mappings = [...NAME_AND_MAIL, { source: 'Age', target: 'age' }]
    const { counts, view } = await imported(csv, mappings)
    expect(counts).toMatchObject({ create: 5, fail: 1 })
    expect(view.results).toEqual({ created: 1, updated: 0, skipped: 0, failed: 5 })
    expect(await contacts('name')).toEqual([{ name: 'Ada' }])
    const reasons = new Map(view.failedRowsData.map(({ row, error }) => [row, error]))
    expect([...reasons.keys()]).toEqual([3, 4, 5, 6, 7])
    expect(reasons.get(3)).toBe('This contact is on the block list.')
    expect(reasons.get(4)).toMatch(/^This row could not be saved\. Report \w{26}\.$/)
    expect(reasons.get(5)).toBe('The host says no to this one.')
    expect(reasons.get(6)).not.toMatch(/INSERT|constraint|contacts_/)
    expect(reasons.get(7)).toBe('Name is required')
    expect(JSON.stringify(view)).not.toContain('vault')
    expect(kit.logged[0]?.details['importId']).toBe(view.id)
  })

  it('lets rows of the file match each other: the first creates, the later ones update', async () => {
    const csv =
      'Name,Mail,Tags\nAda,a@x.example,"red, blue"\nAda L.,A@x.example,"blue, green"\nEve,a@x.example,\n'
    const { counts, view } = await imported(csv, [
      ...NAME_AND_MAIL,
      { source: 'Tags', target: 'tags' },
    ])
    expect(counts).toMatchObject({ create: 1, update: 2 })
    expect(view.results).toMatchObject({ created: 1, updated: 2 })
    expect(await contacts('name, tags')).toEqual([
      { name: 'Eve', tags: JSON.stringify(['red', 'blue', 'green']) },
    ])
  })

  it('leaves alone what is withheld or blank, and skips what match_only does not find', async () => {
    await imported('Name,Mail,Plan\nAda,ada@x.example,Pro\n', [
      ...NAME_AND_MAIL,
      { source: 'Plan', target: 'plan' },
    ])
    const [{ id } = {}] = await contacts('id')
    const csv = `Key,Name,Plan\n${String(id)},Ada,Gold\n${String(id)},Ada,\nnobody,Bob,Free\n`
    const { counts, view } = await imported(csv, [
      { source: 'Key', target: 'id' },
      { source: 'Name', target: 'name' },
      { source: 'Plan', target: 'plan' },
    ])
    expect(counts).toEqual({ create: 0, update: 2, skip: 1, fail: 0, withErrors: 1 })
    expect(view.results).toEqual({ created: 0, updated: 2, skipped: 1, failed: 0 })
    expect(await contacts('name, plan')).toEqual([{ name: 'Ada', plan: 'Pro' }])
  })

  it('does not guess between two records that match one value', async () => {
    for (const name of ['one', 'two']) {
      await database.query(
        sql`INSERT INTO contacts (id, team_id, name, email) VALUES (${name}, 'north', ${name}, 'same@x.example')`,
      )
    }
    const { counts, view } = await imported('Name,Mail\nAda,same@x.example\n', NAME_AND_MAIL)
    expect(counts).toMatchObject({ update: 0, fail: 1 })
    expect(view.failedRowsData[0]?.error).toBe(
      '2 existing records match “same@x.example” by E-mail',
    )
  })

  it('makes a linked record once per distinct value and import, and links what exists', async () => {
    const lines = Array.from(
      { length: 2500 },
      (_, n) => `P${n},p${n}@x.example,firm${n % 3}.example`,
    )
    const mappings = [...NAME_AND_MAIL, { source: 'Firm', target: 'domain', entityLink: 'company' }]
    const { view } = await imported(`Name,Mail,Firm\n${lines.join('\n')}\n`, mappings)
    expect(view.results).toMatchObject({ created: 2500, failed: 0 })
    const companies = await database.query(sql`SELECT domain FROM companies ORDER BY domain`)
    expect(companies).toEqual([0, 1, 2].map((n) => ({ domain: `firm${n}.example` })))
    const unlinked = await database.query(sql`SELECT id FROM contacts WHERE company_id IS NULL`)
    expect(unlinked).toEqual([])
    const byName = [...NAME_AND_MAIL, { source: 'Firm', target: 'name', entityLink: 'company' }]
    const created = await imported(`Name,Mail,Firm\n${lines.join('\n')}\n`, byName)
    expect(created.view.results).toMatchObject({ updated: 2500 })
    expect(await database.query(sql`SELECT id FROM companies`)).toHaveLength(6)
  })

  it('is started by exactly one of fifty callers', async () => {
    const id = await previewed('Name,Mail\nAda,ada@x.example\n', NAME_AND_MAIL)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => kit.ask(`/${id}/start`, { method: 'POST' })),
    )
    const codes = answers.map(({ status }) => status)
    expect(codes.filter((code) => code === 202)).toHaveLength(1)
    expect(codes.filter((code) => code === 409)).toHaveLength(49)
    await kit.kit.idle()
    expect(await contacts('name')).toHaveLength(1)
    expect((await refusal(kit.ask(`/${id}/start`, { method: 'POST' }))).code).toBe(
      'already_started',
    )
  })

  it('answers a start that is repeated with its key', async () => {
    const id = await previewed('Name,Mail\nAda,ada@x.example\n', NAME_AND_MAIL)
    const start = () =>
      kit.ask(`/${id}/start`, { method: 'POST', headers: { 'idempotency-key': 'k' } })
    expect([(await start()).status, (await start()).status]).toEqual([202, 202])
  })

  it('keeps exact counts when it is cancelled', async () => {
    const lines = Array.from({ length: 12_000 }, (_, n) => `P${n},p${n}@x.example`)
    const id = await previewed(`Name,Mail\n${lines.join('\n')}\n`, NAME_AND_MAIL)
    await kit.get(importView, `/${id}/start`, { method: 'POST' })
    let seen = 0
    while (seen === 0) seen = (await kit.get(importView, `/${id}`)).processedRows
    const cancelled = await kit.get(importView, `/${id}/cancel`, { method: 'POST' })
    expect(cancelled.status).toBe('cancelled')
    await kit.kit.idle()
    const view = await kit.get(importView, `/${id}`)
    expect(view.processedRows).toBeLessThan(12_000)
    expect(view.createdRows).toBe(view.processedRows)
    expect(await contacts('name')).toHaveLength(view.createdRows)
    expect((await refusal(kit.ask(`/${id}/cancel`, { method: 'POST' }))).code).toBe('wrong_stage')
    expect((await refusal(kit.ask(`/${id}/resume`, { method: 'POST' }))).code).toBe('wrong_stage')
  })

  it('stops as failed when the host fails on everything, and can be resumed', async () => {
    const lines = Array.from({ length: 1500 }, (_, n) => `Broken,p${n}@x.example`)
    const { view } = await imported(`Name,Mail\n${lines.join('\n')}\n`, NAME_AND_MAIL)
    expect(view).toMatchObject({ status: 'failed', processedRows: 1000, failedRows: 1000 })
    expect(view.failedRowsData).toHaveLength(100)
    const resumed = await kit.get(importView, `/${view.id}/resume`, { method: 'POST' })
    expect(resumed.status).toBe('importing')
    await kit.kit.idle()
    const end = await kit.get(importView, `/${view.id}`)
    expect(end).toMatchObject({ status: 'completed', processedRows: 1500, failedRows: 1500 })
  })
})
