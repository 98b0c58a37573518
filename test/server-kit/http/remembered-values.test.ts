import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  bulkAnswer,
  previewAnswer,
  reviewAnswer,
  value,
  valuesAnswer,
} from '../../../server-kit/contract/index.ts'
import type { ImporterDefinition } from '../../../server-kit/index.ts'
import { createImportModel } from '../../../server-kit/model/import-model.ts'
import { newUlid } from '../../../server-kit/runtime/new-id.ts'
import { describeOnBothDatabases, type TestDatabase } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const SECTORS = ['Energy', 'Health, Care', 'Finance']
/** Shrinks in a test, as options that a host takes away. */
const sectors: string[] = []

const importer = (entityType: string): ImporterDefinition => ({
  entityType,
  label: entityType,
  fields: () => [
    { key: 'name', label: 'Name', required: true },
    { key: 'sector', label: 'Sector', type: 'choice', options: [...sectors] },
    { key: 'other', label: 'Other', type: 'choice', options: [...sectors] },
    { key: 'topics', label: 'Topics', type: 'choice', multiple: true, options: [...sectors] },
    {
      key: 'checked',
      label: 'Checked',
      type: 'choice',
      options: [...sectors],
      validate: (values) => values.map((one) => (one === 'Energy' ? 'Not Energy' : null)),
    },
  ],
  findBy: () => [],
  save: (records) => records.map(({ rowNumber }) => ({ id: String(rowNumber) })),
})

const of = { entityType: 'firm', field: 'sector' }

describeOnBothDatabases('a remembered value', (open) => {
  let kit: TestKit
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    kit = await createTestKit(database, {
      importers: [importer('firm'), importer('club')],
      canImport: () => true,
    })
  })
  afterAll(() => kit.close())
  beforeEach(async () => {
    sectors.splice(0, sectors.length, ...SECTORS)
    await database.query(sql`DELETE FROM import_remembered_values`)
  })

  interface As {
    target?: string
    user?: string
    entityType?: string
  }
  /** An import of one column of values, reviewed. */
  const reviewed = async (
    values: string[],
    { target = 'sector', user = 'ada', entityType = 'firm' }: As = {},
  ) => {
    const csv = ['name,sector', ...values.map((one) => `x,"${one}"`)].join('\n')
    const { id } = await kit.upload(csv, { entityType }, { user, method: 'POST', raw: csv })
    const mappings = [
      { source: 'name', target: 'name' },
      { source: 'sector', target },
    ]
    await kit.ask(`/${id}/mappings`, { user, method: 'PUT', body: { mappings } })
    await kit.kit.idle()
    return id
  }
  const shown = async (id: string, user = 'ada') => {
    const { items } = await kit.get(
      valuesAnswer,
      `/${id}/values?source=sector&sort=value&order=asc`,
      {
        user,
      },
    )
    return items.map((item) => [item.value, item.correction, item.remembered ?? false])
  }
  const decide = async (id: string, body: object) => {
    const decided = await kit.get(value, `/${id}/values`, {
      method: 'PATCH',
      body: { source: 'sector', ...body },
    })
    await kit.kit.idle()
    return decided
  }
  const correct = (id: string, raw: string, correction: string) =>
    decide(id, { value: raw, action: 'correct', correction })
  const taught = async (raw: string, correction: string, as: As = {}) =>
    correct(await reviewed([raw], as), raw, correction)

  it('corrects itself in the next import, however it is spelt, and can be undone', async () => {
    await taught('Oil & Gas', 'Energy')
    const id = await reviewed(['oil & gas', ' OIL & GAS', 'Energy', 'Steel'])
    expect(await shown(id)).toEqual([
      [' OIL & GAS', 'Energy', true],
      ['Energy', null, false],
      ['Steel', null, false],
      ['oil & gas', 'Energy', true],
    ])
    const { columns } = await kit.get(reviewAnswer, `/${id}/review`)
    expect(columns[1]).toMatchObject({ status: 'done', errors: 1, corrected: 2 })
    const { counts } = await kit.get(valuesAnswer, `/${id}/values?source=sector&filter=modified`)
    expect(counts).toMatchObject({ modified: 2, needsReview: 1 })
    await kit.preview(id)
    const { rows } = await kit.get(previewAnswer, `/${id}/preview`)
    expect(rows[0]?.cells[1]).toMatchObject({ value: 'Energy' })
    const undone = await decide(id, { value: 'oil & gas', action: 'undo' })
    expect(undone).toMatchObject({ correction: null, error: expect.stringContaining('Invalid') })
    expect(undone).not.toHaveProperty('remembered')
    expect(await shown(await reviewed(['Oil & Gas']))).toEqual([['Oil & Gas', null, false]])
  })

  it('is what was chosen last, in a correction that is right', async () => {
    await taught('Oil', 'Energy')
    await taught('Oil', 'Finance')
    const id = await reviewed(['Oil'])
    expect(await shown(id)).toEqual([['Oil', 'Finance', true]])
    expect((await correct(id, 'Oil', 'Nonsense')).error).not.toBeNull()
    expect(await shown(await reviewed(['Oil']))).toEqual([['Oil', 'Finance', true]])
  })

  it('is forgotten when its correction is undone where it was made, alone or with the column', async () => {
    const first = await reviewed(['Oil', 'Gas'])
    await correct(first, 'Oil', 'Energy')
    await correct(first, 'Gas', 'Energy')
    await decide(first, { value: 'Oil', action: 'undo' })
    const second = await reviewed(['Oil', 'Gas'])
    expect(await shown(second)).toEqual([
      ['Gas', 'Energy', true],
      ['Oil', null, false],
    ])
    const undo = { source: 'sector', action: 'undo' }
    expect(await kit.get(bulkAnswer, `/${second}/values/bulk`, { body: undo })).toEqual({
      changedValues: 1,
      changedRows: 1,
    })
    expect(await shown(await reviewed(['Gas']))).toEqual([['Gas', null, false]])
  })

  it('never comes before a decision of this import, be it to leave the value as read', async () => {
    const id = await reviewed(['Oil', 'Gas', 'Coal', 'Wind'])
    await decide(id, { value: 'Oil', action: 'skip' })
    await correct(id, 'Gas', 'Finance')
    await correct(id, 'Coal', 'Energy')
    await decide(id, { value: 'Coal', action: 'undo' })
    for (const raw of ['Oil', 'Gas', 'Coal', 'Wind']) await taught(raw, 'Energy')
    sectors.push('Steel')
    await kit.mapped(id, [
      { source: 'name', target: 'name' },
      { source: 'sector', target: 'sector' },
    ])
    expect(await shown(id)).toEqual([
      ['Coal', null, false],
      ['Gas', 'Finance', false],
      ['Oil', null, false],
      ['Wind', 'Energy', true],
    ])
  })

  it('stays as it is when the column is validated again, and goes with the target', async () => {
    await taught('Oil', 'Energy')
    const id = await reviewed(['Oil'])
    sectors.push('Steel')
    const remap = (target: string) =>
      kit.mapped(id, [
        { source: 'name', target: 'name' },
        { source: 'sector', target },
      ])
    await remap('sector')
    expect(await shown(id)).toEqual([['Oil', 'Energy', true]])
    await remap('other')
    expect(await shown(id)).toEqual([['Oil', null, false]])
    await remap('sector')
    expect(await shown(id)).toEqual([['Oil', 'Energy', true]])
  })

  it('is not applied when it is no longer an option', async () => {
    await taught('Oil', 'Energy')
    sectors.splice(0, 1)
    expect(await shown(await reviewed(['Oil']))).toEqual([['Oil', null, false]])
  })

  it('holds for lists as whole values', async () => {
    await taught('oil, money', 'Energy, Finance', { target: 'topics' })
    const id = await reviewed(['oil, money', 'oil'], { target: 'topics' })
    expect(await shown(id)).toEqual([
      ['oil', null, false],
      ['oil, money', 'Energy, Finance', true],
    ])
  })

  it('is judged by the host like any correction', async () => {
    const { error } = await taught('Oil', 'Energy', { target: 'checked' })
    expect(error).toBe('Not Energy')
    await taught('Gas', 'Finance', { target: 'checked' })
    const id = await reviewed(['Oil', 'Gas'], { target: 'checked' })
    expect(await shown(id)).toEqual([
      ['Gas', 'Finance', true],
      ['Oil', null, false],
    ])
  })

  it('is seen by no other team, and for no other field or entity type', async () => {
    await taught('Oil', 'Energy')
    const cleos = await reviewed(['Oil'], { user: 'cleo' })
    expect(await shown(cleos, 'cleo')).toEqual([['Oil', null, false]])
    expect(await shown(await reviewed(['Oil'], { target: 'other' }))).toEqual([
      ['Oil', null, false],
    ])
    expect(await shown(await reviewed(['Oil'], { entityType: 'club' }))).toEqual([
      ['Oil', null, false],
    ])
  })

  it('has at most 200 characters, and no NUL', async () => {
    const long = 'x'.repeat(201)
    const id = await reviewed([long, 'a\0b', 'x'.repeat(200)])
    for (const raw of [long, 'a\0b', 'x'.repeat(200)]) await correct(id, raw, 'Energy')
    await decide(id, { value: 'a\0b', action: 'undo' })
    const team = createImportModel({ db: database.db, clock: kit.clock, newId: newUlid }).forTeam(
      'north',
    )
    expect(await team.rememberedValues(of)).toEqual([
      { value: 'x'.repeat(200), correction: 'Energy' },
    ])
  })

  it('is one of 5,000 at most: the oldest go', async () => {
    const model = createImportModel({ db: database.db, clock: kit.clock, newId: newUlid })
    const team = model.forTeam('north')
    const named = (name: string, count: number) =>
      Array.from({ length: count }, (_, n) => ({ value: `${name}${n}`, correction: 'Energy' }))
    await team.rememberValues(of, named('old', 3))
    kit.clock.advance(1000)
    await team.rememberValues(of, named('new', 4998))
    const other = { ...of, field: 'other' }
    await team.rememberValues(other, named('old', 1))
    kit.clock.advance(1000)
    await team.rememberValues(of, [{ value: 'old1', correction: 'Finance' }])
    const kept = await team.rememberedValues(of)
    expect(kept).toHaveLength(5000)
    expect(kept.filter(({ value: raw }) => raw.startsWith('old'))).toEqual(
      expect.arrayContaining([{ value: 'old1', correction: 'Finance' }]),
    )
    expect(await team.rememberedValues(other)).toHaveLength(1)
  })
})
