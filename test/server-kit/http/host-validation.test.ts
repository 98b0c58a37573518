import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { previewAnswer, value, valuesAnswer } from '../../../server-kit/contract/index.ts'
import type { ImporterContext, ImporterDefinition } from '../../../server-kit/index.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

interface Call {
  values: unknown[]
  context: ImporterContext
}

const calls: Call[] = []

/** Products whose codes only the host knows: those with an X do not exist. */
const products: ImporterDefinition = {
  entityType: 'product',
  label: 'Products',
  fields: [
    { key: 'name', label: 'Name', required: true },
    {
      key: 'code',
      label: 'Code',
      rules: z.string().max(9, 'A code has nine letters at most'),
      async validate(values, context) {
        calls.push({ values, context })
        await new Promise((resolve) => setTimeout(resolve, 1))
        return values.map((code) => (String(code).includes('X') ? `There is no ${code}` : null))
      },
    },
    {
      key: 'stock',
      label: 'Stock',
      type: 'number',
      validate: (values) => values.map((stock) => (stock === 13 ? 'Not thirteen' : null)),
    },
    {
      key: 'tags',
      label: 'Tags',
      multiple: true,
      validate: (values) => values.map((tag) => (tag === 'bad' ? 'A bad tag' : null)),
    },
  ],
  findBy: () => [],
  save: (records) => records.map(({ rowNumber }) => ({ id: String(rowNumber) })),
}

const MAPPINGS = ['name', 'code', 'stock', 'tags'].map((target) => ({ source: target, target }))

describeOnBothDatabases('a field’s own validation', (open) => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open(), { importers: [products], canImport: () => true })
  })
  afterAll(() => kit.close())
  beforeEach(() => void calls.splice(0))

  const reviewed = async (rows: string[]) => {
    const { id } = await kit.upload(['name,code,stock,tags', ...rows].join('\n'), {
      entityType: 'product',
    })
    await kit.mapped(id, MAPPINGS)
    return id
  }

  const errors = async (id: string, source: string) => {
    const path = `/${id}/values?source=${source}&filter=needsReview&sort=value&order=asc`
    const { items } = await kit.get(valuesAnswer, path)
    return items.map((item) => [item.value, item.error])
  }

  it('gives each value its verdict, and each item of a list', async () => {
    const id = await reviewed(['a,A1,12,"good, bad"', 'b,X1,13,good', 'c,X2,,'])
    expect(await errors(id, 'code')).toEqual([
      ['X1', 'There is no X1'],
      ['X2', 'There is no X2'],
    ])
    expect(await errors(id, 'stock')).toEqual([['13', 'Not thirteen']])
    expect(await errors(id, 'tags')).toEqual([['good, bad', { bad: 'A bad tag' }]])
  })

  it('is asked once per distinct value, 500 at a time, by the team and user of the import', async () => {
    const rows = Array.from({ length: 2_400 }, (_, index) => `n,C${index % 1_200},1,`)
    const id = await reviewed(rows)
    const asked = calls.flatMap(({ values }) => values)
    expect(asked).toHaveLength(1_200)
    expect(new Set(asked).size).toBe(1_200)
    expect(Math.max(...calls.map(({ values }) => values.length))).toBeLessThanOrEqual(500)
    expect(calls[0]?.context).toMatchObject({ teamId: 'north', userId: 'ada', importId: id })
  })

  it('is not asked what the rules refuse, nor about blanks', async () => {
    const id = await reviewed(['a,X234567890,1,', 'b,,1,', 'c,C1,1,'])
    expect(calls.flatMap(({ values }) => values)).toEqual(['C1'])
    expect(await errors(id, 'code')).toEqual([['X234567890', 'A code has nine letters at most']])
  })

  it('judges a correction at once', async () => {
    const id = await reviewed(['a,X1,1,'])
    const correct = (correction: string) =>
      kit.get(value, `/${id}/values`, {
        method: 'PATCH',
        body: { source: 'code', value: 'X1', action: 'correct', correction },
      })
    expect((await correct('X9')).error).toBe('There is no X9')
    expect((await correct('C9')).error).toBeNull()
  })

  it('holds for a value whose correction is undone after the column was judged again', async () => {
    const id = await reviewed(['a,A1,13,'])
    const decide = (body: object) =>
      kit.get(value, `/${id}/values`, {
        method: 'PATCH',
        body: { source: 'stock', value: '13', ...body },
      })
    await decide({ action: 'correct', correction: '14' })
    await kit.ask(`/${id}/columns`, {
      method: 'PATCH',
      body: { source: 'stock', numberFormat: 'comma' },
    })
    await kit.kit.idle()
    expect((await decide({ action: 'undo' })).error).toBe('Not thirteen')
  })

  it('withholds the refused value from the row that is written', async () => {
    const id = await reviewed(['a,X1,1,'])
    await kit.preview(id)
    const { rows } = await kit.get(previewAnswer, `/${id}/preview`)
    expect(rows[0]?.cells.find(({ source }) => source === 'code')?.withheld).toBe(true)
  })
})
