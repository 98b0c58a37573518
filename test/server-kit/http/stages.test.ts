import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  columnsAnswer,
  importView,
  linkAnswer,
  previewAnswer,
  reviewAnswer,
  schemaAnswer,
  value,
  valuesAnswer,
} from '../../../server-kit/contract/index.ts'
import { refusal } from '../../support/refusal.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const CSV = [
  'Full name,Mail,Plan,Age,Joined,Firm domain,Owner',
  'Ada,ada@example.com,pro,36,31/12/2020,acme.example,one@host.example',
  'Bob,nonsense,Gold,forty,01/02/2021,acme.example,nobody@else.example',
  'Cle,cle@example.com,FREE,-1,05/02/2021,,',
  ',dan@example.com,Gold,50,06/02/2021,new.example,',
].join('\n')

const MAPPINGS = [
  { source: 'Full name', target: 'name' },
  { source: 'Mail', target: 'email' },
  { source: 'Plan', target: 'plan' },
  { source: 'Age', target: 'age' },
  { source: 'Joined', target: 'joined' },
  { source: 'Firm domain', target: 'domain', entityLink: 'company' },
  { source: 'Owner', target: 'email', entityLink: 'owner' },
]

describeOnBothDatabases('the stages', (open) => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open())
  })
  afterAll(() => kit.close())

  const values = (id: string, source: string, more = '') =>
    kit.get(valuesAnswer, `/${id}/values?source=${encodeURIComponent(source)}${more}`)
  const decide = (id: string, body: object) =>
    kit.get(value, `/${id}/values`, { method: 'PATCH', body })

  it('show what the actor may import, with the limits', async () => {
    const { entities, limits } = await kit.get(schemaAnswer, '/schema')
    expect(entities.map(({ entityType }) => entityType)).toEqual(['contact', 'company'])
    expect(entities[0]?.fields.find(({ key }) => key === 'plan')?.options).toHaveLength(3)
    expect(limits).toMatchObject({ rows: 1_000_000, columns: 1000 })
    const bobs = await kit.get(schemaAnswer, '/schema', { user: 'bob' })
    expect(bobs.entities.map(({ entityType }) => entityType)).toEqual(['company'])
    const cleos = await kit.get(schemaAnswer, '/schema', { user: 'cleo' })
    expect(cleos.entities[0]?.fields.some(({ key }) => key === 'made_by')).toBe(true)
  })

  it('suggest a mapping by name, with samples and the proven date format', async () => {
    const { id } = await kit.upload(CSV)
    const { columns, rowCount } = await kit.get(columnsAnswer, `/${id}/columns`)
    expect(rowCount).toBe(4)
    const bySource = new Map(columns.map((column) => [column.source, column]))
    expect(bySource.get('Full name')?.suggestion).toMatchObject({ target: 'name', reason: 'name' })
    expect(bySource.get('Mail')?.suggestion).toMatchObject({ target: 'email', reason: 'name' })
    expect(bySource.get('Joined')).toMatchObject({
      samples: ['31/12/2020', '01/02/2021', '05/02/2021', '06/02/2021'],
      filled: 4,
      distinct: 4,
      dateFormats: [
        { format: 'european', proven: true, proof: { row: 2, value: '31/12/2020' } },
        { format: 'american', proven: false },
      ],
    })
  })

  it('refuse a mapping that cannot be', async () => {
    const { id } = await kit.upload(CSV)
    const put = (mappings: object[]) =>
      refusal(kit.ask(`/${id}/mappings`, { method: 'PUT', body: { mappings } }))
    const name = { source: 'Full name', target: 'name' }
    expect(await put([])).toMatchObject({ status: 409, code: 'required_unmapped' })
    expect((await put([name, { source: 'Nope', target: 'email' }])).code).toBe('unknown_column')
    expect((await put([name, { source: 'Mail', target: 'nope' }])).code).toBe('unknown_field')
    expect((await put([name, { source: 'Mail', target: 'name' }])).code).toBe('invalid_request')
    expect((await put([{ source: '__proto__', target: 'name' }])).code).toBe('unknown_column')
    expect((await kit.get(importView, `/${id}`)).status).toBe('mapping')
  })

  it('validate every mapped column over its distinct values', async () => {
    const { id } = await kit.upload(CSV)
    const view = await kit.mapped(id, MAPPINGS)
    expect(view.status).toBe('reviewing')
    expect(view.columnMappings.find(({ source }) => source === 'Joined')?.dateFormat).toBe(
      'european',
    )
    const review = await kit.get(reviewAnswer, `/${id}/review`)
    expect(review.matching.status).toBe('done')
    expect(review.columns.map(({ source, status, errors }) => [source, status, errors])).toEqual([
      ['Full name', 'done', 1],
      ['Mail', 'done', 1],
      ['Plan', 'done', 1],
      ['Age', 'done', 2],
      ['Joined', 'done', 0],
      ['Firm domain', 'done', 0],
      ['Owner', 'done', 1],
    ])
    const plans = await values(id, 'Plan')
    expect(plans.counts).toEqual({ all: 3, needsReview: 1, modified: 0, skipped: 0 })
    expect(plans.items).toEqual([
      {
        value: 'Gold',
        rows: 2,
        mapped: '',
        error: 'Invalid choice. Must be one of: Free, Pro, Team',
        correction: null,
        skipped: false,
      },
      expect.objectContaining({ value: 'FREE', rows: 1, mapped: 'Free', error: null }),
      expect.objectContaining({ value: 'pro', rows: 1, mapped: 'Pro', error: null }),
    ])
    const ages = await values(id, 'Age', '&filter=needsReview&sort=value&order=asc')
    expect(ages.items.map(({ value: raw, error }) => [raw, error])).toEqual([
      ['-1', 'Nobody is younger than 0'],
      ['forty', 'Invalid number format. Expected: Point'],
    ])
    const owners = await values(id, 'Owner', '&filter=needsReview')
    expect(owners.items[0]?.error).toEqual({
      'nobody@else.example': "No Owner found matching 'nobody@else.example' by E-mail",
    })
    expect((await values(id, 'Full name', '&filter=needsReview')).items[0]).toMatchObject({
      value: '',
      error: 'Name is required',
    })
  })

  it('correct, undo, skip and unskip a value in all its rows', async () => {
    const { id } = await kit.upload(CSV)
    await kit.mapped(id, MAPPINGS)
    const gold = { source: 'Plan', value: 'Gold' }
    expect(await decide(id, { ...gold, action: 'correct', correction: 'team' })).toMatchObject({
      mapped: 'Team',
      error: null,
      correction: 'team',
      skipped: false,
      rows: 2,
    })
    expect((await decide(id, { ...gold, action: 'correct', correction: 'Silver' })).error).toMatch(
      /Invalid choice/,
    )
    expect(await decide(id, { ...gold, action: 'correct', correction: ' ' })).toMatchObject({
      skipped: true,
      correction: null,
    })
    expect(await decide(id, { ...gold, action: 'unskip' })).toMatchObject({
      skipped: false,
      correction: null,
    })
    expect((await decide(id, { ...gold, action: 'skip' })).skipped).toBe(true)
    expect((await values(id, 'Plan')).counts).toMatchObject({ needsReview: 0, skipped: 1 })
    expect((await decide(id, { ...gold, action: 'undo' })).error).toMatch(/Invalid choice/)
    const age = { source: 'Age', value: '-1', action: 'correct' }
    expect((await decide(id, { ...age, correction: '-2' })).error).toBe('Nobody is younger than 0')
    expect((await decide(id, { ...age, correction: '2' })).error).toBe(null)
    const unknown = kit.ask(`/${id}/values`, {
      method: 'PATCH',
      body: { ...gold, value: 'Tin', action: 'skip' },
    })
    expect((await refusal(unknown)).code).toBe('invalid_request')
  })

  it('change a format and go back and forth, but not past what is not done', async () => {
    const { id } = await kit.upload(CSV)
    const early = kit.ask(`/${id}/stage`, { body: { to: 'previewing' } })
    expect(await refusal(early)).toMatchObject({
      status: 409,
      code: 'wrong_stage',
      details: { status: 'mapping' },
    })
    await kit.mapped(id, MAPPINGS)
    await kit.get(importView, `/${id}/columns`, {
      method: 'PATCH',
      body: { source: 'Joined', dateFormat: 'american' },
    })
    await kit.kit.idle()
    expect((await values(id, 'Joined', '&filter=needsReview')).items[0]?.error).toBe(
      'Invalid date format. Expected: American',
    )
    await kit.preview(id)
    const back = await kit.get(importView, `/${id}/stage`, { body: { to: 'mapping' } })
    expect(back.status).toBe('mapping')
    expect(await refusal(kit.ask(`/${id}/start`, { method: 'POST' }))).toMatchObject({
      code: 'wrong_stage',
    })
  })

  it('preview what will be created, linked, withheld and refused', async () => {
    const { id } = await kit.upload(CSV)
    await kit.mapped(id, MAPPINGS)
    await kit.preview(id)
    const preview = await kit.get(previewAnswer, `/${id}/preview`)
    expect(preview.counts).toEqual({ create: 3, update: 0, skip: 0, fail: 1, withErrors: 3 })
    expect(preview.links).toEqual([
      { key: 'company', label: 'Company', link: 0, create: 1 },
      { key: 'owner', label: 'Owner', link: 1, create: 0 },
    ])
    expect(
      preview.rows.map(({ rowNumber, action, reason }) => [rowNumber, action, reason]),
    ).toEqual([
      [2, 'create', null],
      [3, 'create', null],
      [4, 'create', null],
      [5, 'fail', 'Name is required'],
    ])
    const [first, second] = preview.rows
    expect(first?.cells.find(({ source }) => source === 'Joined')?.value).toBe('2020-12-31')
    expect(first?.cells.find(({ source }) => source === 'Firm domain')?.link).toMatchObject({
      action: 'create',
      name: 'acme.example',
    })
    expect(second?.cells.find(({ source }) => source === 'Plan')?.withheld).toBe(true)
    const companies = await kit.get(linkAnswer, `/${id}/preview?link=company`)
    expect(companies.items).toEqual([{ action: 'create', name: 'acme.example', id: null, rows: 2 }])
    expect((await refusal(kit.ask(`/${id}/preview?link=nope`))).code).toBe('unknown_field')
  })
})
