import { afterAll, beforeAll, expect, it } from 'vitest'
import { valuesAnswer } from '../../../server-kit/contract/index.ts'
import type { ImporterDefinition } from '../../../server-kit/index.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const members: ImporterDefinition = {
  entityType: 'member',
  label: 'Members',
  fields: [
    {
      key: 'number',
      label: 'Number',
      unique: true,
      validate: (values) => values.map((number) => (number === 'X' ? 'There is no X' : null)),
    },
    { key: 'emails', label: 'E-mails', type: 'email', multiple: true, unique: true },
  ],
  findBy: () => [],
  save: (records) => records.map(({ rowNumber }) => ({ id: String(rowNumber) })),
}

const MAPPINGS = ['number', 'emails'].map((target) => ({ source: target, target }))

describeOnBothDatabases('a field of unique values', (open) => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open(), { importers: [members], canImport: () => true })
  })
  afterAll(() => kit.close())

  const reviewed = async (rows: string[]) => {
    const { id } = await kit.upload(['number,emails', ...rows].join('\n'), { entityType: 'member' })
    await kit.mapped(id, MAPPINGS)
    return id
  }

  const errors = async (id: string, source: string) => {
    const path = `/${id}/values?source=${source}&filter=needsReview&sort=value&order=asc`
    const { items } = await kit.get(valuesAnswer, path)
    return Object.fromEntries(items.map((item) => [item.value, item.error]))
  }

  const decide = async (id: string, body: Record<string, string>) => {
    const response = await kit.ask(`/${id}/values`, {
      method: 'PATCH',
      body: { source: 'number', ...body },
    })
    expect(response.status).toBe(200)
    await kit.kit.idle()
  }

  it('refuses what stands in several rows, whatever its case; blanks may repeat', async () => {
    const id = await reviewed(['A1,', 'a1,', 'B2,', 'A1,', ',', ' ,x@a.example'])
    expect(await errors(id, 'number')).toEqual({
      A1: '“A1” is in the file 3 times',
      a1: '“a1” is in the file 3 times',
    })
  })

  it('refuses the items of a list that another row has', async () => {
    const id = await reviewed([
      '1,"ann@a.example, bob@a.example"',
      '2,BOB@a.example',
      '3,cle@a.example',
    ])
    const found = await errors(id, 'emails')
    expect(Object.keys(found)).toEqual(['BOB@a.example', 'ann@a.example, bob@a.example'])
    expect(JSON.stringify(found['ann@a.example, bob@a.example'])).toMatch(
      /^\{"bob@a.example":".* is in the file 2 times"\}$/,
    )
  })

  it('has its own verdict before the one on repeats', async () => {
    const id = await reviewed(['X,', 'X,'])
    expect(await errors(id, 'number')).toEqual({ X: 'There is no X' })
  })

  it('is judged as a whole again when one value is corrected, undone, skipped or not', async () => {
    const id = await reviewed(['A1,', 'a1,', 'B2,'])
    const both = {
      A1: '“A1” is in the file 2 times',
      a1: '“a1” is in the file 2 times',
    }
    expect(await errors(id, 'number')).toEqual(both)
    await decide(id, { value: 'a1', action: 'correct', correction: 'C3' })
    expect(await errors(id, 'number')).toEqual({})
    await decide(id, { value: 'a1', action: 'correct', correction: 'b2' })
    expect(await errors(id, 'number')).toEqual({
      B2: '“B2” is in the file 2 times',
      a1: '“b2” is in the file 2 times',
    })
    await decide(id, { value: 'a1', action: 'undo' })
    expect(await errors(id, 'number')).toEqual(both)
    await decide(id, { value: 'A1', action: 'skip' })
    expect(await errors(id, 'number')).toEqual({})
    await decide(id, { value: 'A1', action: 'unskip' })
    expect(await errors(id, 'number')).toEqual(both)
  })

  it('is judged again after a change in bulk', async () => {
    const id = await reviewed(['A1,', 'a1,', 'B2,'])
    await kit.ask(`/${id}/values/bulk`, {
      body: { source: 'number', action: 'replace', find: 'B2', replace: 'A1' },
    })
    await kit.kit.idle()
    expect(Object.values(await errors(id, 'number'))).toEqual([
      '“A1” is in the file 3 times',
      '“A1” is in the file 3 times',
      '“a1” is in the file 3 times',
    ])
  })
})
