import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { columnsAnswer } from '../../../server-kit/contract/index.ts'
import type { FieldDefinition, ImporterDefinition } from '../../../server-kit/index.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type Mapping, type TestKit } from '../../support/test-kit.ts'

/** Grows and shrinks between tests, as a team's custom fields do. */
const customFields: FieldDefinition[] = []

const importer = (entityType: string): ImporterDefinition => ({
  entityType,
  label: entityType,
  fields: () => [
    { key: 'name', label: 'Name', required: true },
    { key: 'nickname', label: 'Nickname' },
    { key: 'born', label: 'Born', type: 'date' },
    { key: 'amount', label: 'Amount', type: 'number' },
    ...customFields,
  ],
  entityLinks: [
    {
      key: 'firm',
      label: 'Firm',
      entityType: 'firm',
      matchableFields: [{ field: 'code', priority: 1, behavior: 'create' }],
      findBy: () => [],
      create: (values) => values.map(({ value }) => ({ id: value })),
    },
  ],
  findBy: () => [],
  save: (records) => records.map(({ rowNumber }) => ({ id: String(rowNumber) })),
})

const CSV = 'Name,Alias,Day\nAda,Countess,05/06/2024\n'

describeOnBothDatabases('the remembered mapping', (open) => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open(), {
      importers: [importer('person'), importer('guest')],
      canImport: () => true,
    })
  })
  afterAll(() => kit.close())
  beforeEach(() => void customFields.splice(0))

  const upload = async (csv: string, { user = 'ada', entityType = 'person' } = {}) =>
    (await kit.upload(csv, { entityType }, { user, method: 'POST', raw: csv })).id

  const saved = async (csv: string, mappings: Mapping[]) => kit.mapped(await upload(csv), mappings)

  const suggested = async (
    csv: string,
    { like = '', ...asking }: Parameters<typeof upload>[1] & { like?: string } = {},
  ) => {
    const path = `/${await upload(csv, asking)}/columns?like=${like}`
    const { columns } = await kit.get(columnsAnswer, path, { user: asking.user ?? 'ada' })
    return Object.fromEntries(columns.map(({ source, suggestion }) => [source, suggestion]))
  }

  it('is what the team chose last for a header, however it is spelt', async () => {
    await saved(CSV, [
      { source: 'Name', target: 'name' },
      { source: 'Alias', target: 'nickname' },
    ])
    const { ALIAS } = await suggested('NAME,ALIAS\nBob,Bobby\n', { user: 'bob' })
    expect(ALIAS).toMatchObject({ target: 'nickname', reason: 'remembered', confidence: 1 })
    await saved(CSV, [
      { source: 'Alias', target: 'name' },
      { source: 'Name', target: 'nickname' },
    ])
    expect(await suggested(CSV)).toMatchObject({
      Alias: { target: 'name', reason: 'remembered' },
      Name: { target: 'nickname', reason: 'remembered' },
    })
  })

  it('knows links by the field that finds their record', async () => {
    await saved('Name,House\nAda,ACME\n', [
      { source: 'Name', target: 'name' },
      { source: 'House', target: 'code', entityLink: 'firm' },
    ])
    const { House } = await suggested('House\nACME\n')
    expect(House).toMatchObject({ target: 'code', entityLink: 'firm', reason: 'remembered' })
  })

  it('says nothing for a column that was left out, be its name a field’s', async () => {
    const csv = 'Name,Nickname\nAda,Countess\n'
    await saved(csv, [{ source: 'Name', target: 'name' }])
    expect((await suggested(csv))['Nickname']).toBeNull()
    await saved(csv, [
      { source: 'Name', target: 'name' },
      { source: 'Nickname', target: 'nickname' },
    ])
    expect((await suggested(csv))['Nickname']).toMatchObject({ reason: 'remembered' })
  })

  it('has the format that was chosen, unless the values prove another one', async () => {
    const csv = 'Name,Day,Sum\nAda,05/06/2024,"1,000"\n'
    await saved(csv, [
      { source: 'Name', target: 'name' },
      { source: 'Day', target: 'born', dateFormat: 'american' },
      { source: 'Sum', target: 'amount', numberFormat: 'comma' },
    ])
    expect(await suggested(csv)).toMatchObject({
      Day: { target: 'born', dateFormat: 'american' },
      Sum: { target: 'amount', numberFormat: 'comma' },
    })
    expect(await suggested('Day,Sum\n31/12/2024,"1,000.50"\n')).toMatchObject({
      Day: { target: 'born', dateFormat: 'european' },
      Sum: { target: 'amount', numberFormat: 'point' },
    })
  })

  it('is seen by no other team and for no other entity type', async () => {
    await saved('Name,Secret\nAda,x\n', [
      { source: 'Name', target: 'name' },
      { source: 'Secret', target: 'nickname' },
    ])
    const csv = 'Secret\nx\n'
    expect((await suggested(csv))['Secret']).toMatchObject({ reason: 'remembered' })
    expect((await suggested(csv, { user: 'cleo' }))['Secret']).toBeNull()
    expect((await suggested(csv, { entityType: 'guest' }))['Secret']).toBeNull()
  })

  it('is ignored where its field or link no longer exists', async () => {
    customFields.push({ key: 'colour', label: 'Favourite colour' })
    await saved('Name,Born\nAda,blue\n', [
      { source: 'Name', target: 'name' },
      { source: 'Born', target: 'colour' },
    ])
    expect((await suggested('Born\nblue\n'))['Born']).toMatchObject({ target: 'colour' })
    customFields.splice(0)
    const { Born } = await suggested('Born\n2024-01-01\n')
    expect(Born).toMatchObject({ target: 'born', reason: 'name' })
  })

  it('holds headers of any length and script', async () => {
    const header = `${'長い 😀 '.repeat(1_000)}`.trim()
    const csv = `Name,${header}\nAda,x\n`
    await saved(csv, [
      { source: 'Name', target: 'name' },
      { source: header, target: 'nickname' },
    ])
    expect((await suggested(csv))[header]).toMatchObject({ reason: 'remembered' })
  })

  it('is whole when teammates save at once', async () => {
    const headers = Array.from({ length: 50 }, (_, index) => `Field ${index}`)
    const csvs = [headers, headers.toReversed()].map(
      (names) => `Name,${names.join(',')}\nAda,${names.join(',')}\n`,
    )
    const save = (csv = '') => saved(csv, [{ source: 'Name', target: 'name' }])
    await Promise.all([0, 1, 0, 1, 0, 1].map((index) => save(csvs[index])))
    expect((await suggested('Name\nAda\n'))['Name']).toMatchObject({ reason: 'remembered' })
  })

  it('gives way to the import that this one is to be like', async () => {
    const { id: like } = await saved(CSV, [
      { source: 'Name', target: 'name' },
      { source: 'Alias', target: 'nickname' },
      { source: 'Day', target: 'born', dateFormat: 'american' },
    ])
    await saved(CSV, [
      { source: 'Name', target: 'nickname' },
      { source: 'Alias', target: 'name' },
    ])
    expect(await suggested('Day,alias,NAME\n05/06/2024,Countess,Ada\n', { like })).toMatchObject({
      Day: { target: 'born', dateFormat: 'american', reason: 'remembered' },
      alias: { target: 'nickname', reason: 'remembered' },
      NAME: { target: 'name', reason: 'remembered' },
    })
    expect(await suggested(CSV)).toMatchObject({ Name: { target: 'nickname' }, Day: null })
  })

  it('stays where that import says nothing: other headers, nothing mapped, no such import', async () => {
    await saved('Name,Handle\nAda,x\n', [
      { source: 'Name', target: 'name' },
      { source: 'Handle', target: 'nickname' },
    ])
    const others = [
      (await saved('Name,Other\nAda,x\n', [{ source: 'Name', target: 'name' }])).id,
      await upload('Name,Handle\nAda,x\n'),
      '01JBBBBBBBBBBBBBBBBBBBBBBB',
      "' OR 1=1 --",
    ]
    for (const like of others) {
      const { Handle } = await suggested('Handle\nx\n', { like })
      expect(Handle, like).toMatchObject({ target: 'nickname', reason: 'remembered' })
    }
  })

  it('an import of another team or entity type is like no other', async () => {
    const csv = 'Name,Codename\nAda,x\n'
    const { id: like } = await saved(csv, [
      { source: 'Name', target: 'name' },
      { source: 'Codename', target: 'nickname' },
    ])
    expect((await suggested('Codename\nx\n', { like }))['Codename']).not.toBeNull()
    expect((await suggested('Codename\nx\n', { like, user: 'cleo' }))['Codename']).toBeNull()
    expect((await suggested('Codename\nx\n', { like, entityType: 'guest' }))['Codename']).toBeNull()
  })
})
