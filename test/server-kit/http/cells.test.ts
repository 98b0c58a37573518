import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import {
  bulkAnswer,
  cell,
  previewAnswer,
  reviewAnswer,
  rowsAnswer,
  value,
  valuesAnswer,
} from '../../../server-kit/contract/index.ts'
import type { ImporterDefinition } from '../../../server-kit/index.ts'
import { refusal } from '../../support/refusal.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const saved: Record<string, unknown>[] = []

/** Products whose codes only the host knows, and whose numbers are unique in a file. */
const products: ImporterDefinition = {
  entityType: 'product',
  label: 'Products',
  fields: [
    { key: 'name', label: 'Name', required: true },
    {
      key: 'code',
      label: 'Code',
      rules: z.string().max(5, 'A code has five letters at most'),
      validate: (codes) => codes.map((code) => (code === 'X1' ? 'There is no X1' : null)),
    },
    { key: 'number', label: 'Number', unique: true },
    { key: 'day', label: 'Day', type: 'date' },
  ],
  findBy: () => [],
  save: (records) => {
    saved.push(...records.map(({ values }) => values))
    return records.map(({ rowNumber }) => ({ id: String(rowNumber) }))
  },
}

const MAPPINGS = ['name', 'code', 'number', 'day'].map((target) => ({ source: target, target }))

describeOnBothDatabases('a decision on one cell', (open) => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open(), { importers: [products], canImport: () => true })
  })
  afterAll(() => kit.close())

  const reviewed = async (rows: string[]) => {
    const csv = ['name,code,number,day', ...rows].join('\n')
    const { id } = await kit.upload(csv, { entityType: 'product' })
    await kit.mapped(id, MAPPINGS)
    return id
  }
  const decide = async (id: string, body: object) => {
    const decided = await kit.get(cell, `/${id}/cells`, { method: 'PATCH', body })
    await kit.kit.idle()
    return decided
  }
  const bulk = (id: string, body: object) => kit.get(bulkAnswer, `/${id}/values/bulk`, { body })
  const errors = async (id: string, source: string) => {
    const path = `/${id}/values?source=${source}&filter=needsReview&sort=value&order=asc`
    const { items } = await kit.get(valuesAnswer, path)
    return items.map((item) => [item.value, item.error])
  }

  it('is made in the review and in the preview, and is written', async () => {
    const id = await reviewed(['a,A1,1,2024-01-01', 'b,A1,2,soon', ',A1,3,soon'])
    const code = { source: 'code', action: 'correct' }
    await decide(id, { ...code, rowNumber: 2, correction: 'B1' })
    const date = { source: 'day', action: 'correct', correction: '2024-02-02' }
    expect(await decide(id, { ...date, rowNumber: 3 })).toMatchObject({ own: true, error: null })
    await decide(id, { source: 'name', action: 'correct', rowNumber: 4, correction: 'c' })
    await kit.preview(id)
    const preview = () => kit.get(previewAnswer, `/${id}/preview`)
    expect((await preview()).counts).toMatchObject({ create: 3, fail: 0, withErrors: 1 })
    await decide(id, { source: 'code', rowNumber: 4, action: 'skip' })
    expect((await preview()).rows.map(({ cells }) => cells)).toMatchObject([
      [{}, { value: 'B1', own: true }, {}, {}],
      [{}, { value: 'A1' }, {}, { value: '2024-02-02', own: true }],
      [{ value: 'c', own: true }, { withheld: true, own: true }, {}, { withheld: true }],
    ])
    const { items } = await kit.get(rowsAnswer, `/${id}/rows?decided=true&source=code`)
    expect(items.map(({ rowNumber, decided }) => [rowNumber, decided?.length])).toEqual([
      [2, 1],
      [4, 2],
    ])
    saved.splice(0)
    expect(await kit.start(id)).toMatchObject({ status: 'completed', createdRows: 3 })
    expect(saved).toEqual([
      { name: 'a', code: 'B1', number: '1', day: '2024-01-01' },
      { name: 'b', code: 'A1', number: '2', day: '2024-02-02' },
      { name: 'c', number: '3' },
    ])
  })

  it('is judged by the host, at once and again with its column', async () => {
    const id = await reviewed(['a,A1,1,', 'b,A1,2,', 'c,X1,3,'])
    const code = { source: 'code', rowNumber: 2 }
    const correct = (correction: string) => decide(id, { ...code, action: 'correct', correction })
    expect((await correct('X1')).error).toBe('There is no X1')
    expect((await correct('123456')).error).toBe('A code has five letters at most')
    expect((await correct('A9')).error).toBeNull()
    await kit.get(value, `/${id}/values`, {
      method: 'PATCH',
      body: { source: 'code', value: 'X1', action: 'skip' },
    })
    const kept = await decide(id, { source: 'code', rowNumber: 4, action: 'unskip' })
    expect(kept).toMatchObject({ own: true, correction: null, error: 'There is no X1' })
    const { columns } = await kit.get(reviewAnswer, `/${id}/review`)
    expect(columns[1]).toMatchObject({ errors: 0, ownCells: 2, ownErrors: 1 })
  })

  it('counts where a column is unique', async () => {
    const id = await reviewed(['a,,N1,', 'b,,N1,', 'c,,N2,'])
    const twice = (text: string) => `“${text}” is in the file 2 times`
    expect(await errors(id, 'number')).toEqual([['N1', twice('N1')]])
    await decide(id, { source: 'number', rowNumber: 3, action: 'correct', correction: 'N3' })
    expect(await errors(id, 'number')).toEqual([])
    await decide(id, { source: 'number', rowNumber: 3, action: 'correct', correction: 'N2' })
    expect(await errors(id, 'number')).toEqual([['N2', twice('N2')]])
    const { columns } = await kit.get(reviewAnswer, `/${id}/review`)
    expect(columns[2]).toMatchObject({ ownCells: 1, ownErrors: 1 })
    await decide(id, { source: 'number', rowNumber: 3, action: 'undo' })
    expect(await errors(id, 'number')).toEqual([['N1', twice('N1')]])
  })

  it('is in the OpenAPI document, with the members of bulk changes', async () => {
    const document = await kit.get(
      z.looseObject({ paths: z.record(z.string(), z.unknown()) }),
      '/openapi.json',
    )
    expect(document.paths['/{id}/cells']).toMatchObject({
      patch: { operationId: 'decideCell', requestBody: { required: true } },
    })
    const bulkRoute = JSON.stringify(document.paths['/{id}/values/bulk'])
    for (const name of ['wholeValue', 'ignoreCase', 'preview', 'samples']) {
      expect(bulkRoute).toContain(`"${name}"`)
    }
  })

  it('is refused for a row or column that is not there, and before the review', async () => {
    const id = await reviewed(['a,A1,1,'])
    const ask = async (body: object, of = id) =>
      (await refusal(kit.ask(`/${of}/cells`, { method: 'PATCH', body }))).code
    const skip = { source: 'code', rowNumber: 2, action: 'skip' }
    expect(await ask({ ...skip, rowNumber: 3 })).toBe('invalid_request')
    expect(await ask({ ...skip, rowNumber: 0 })).toBe('invalid_request')
    expect(await ask({ ...skip, source: 'nope' })).toBe('unknown_column')
    expect(await ask({ ...skip, action: 'correct' })).toBe('invalid_request')
    const { id: early } = await kit.upload('name\na\n', { entityType: 'product' })
    expect(await ask(skip, early)).toBe('wrong_stage')
  })

  it('has a bulk change beside it that shows the host’s verdicts beforehand', async () => {
    const id = await reviewed(['a,Y1,1,', 'b,Y2,2,', 'c,X1,3,'])
    const change = { source: 'code', action: 'replace', find: 'y', replace: 'X', ignoreCase: true }
    expect(await bulk(id, { ...change, preview: true })).toEqual({
      changedValues: 2,
      changedRows: 2,
      samples: [
        { value: 'Y1', rows: 1, before: 'Y1', after: 'X1', error: 'There is no X1' },
        { value: 'Y2', rows: 1, before: 'Y2', after: 'X2', error: null },
      ],
    })
    expect(await errors(id, 'code')).toEqual([['X1', 'There is no X1']])
    expect(await bulk(id, change)).toEqual({ changedValues: 2, changedRows: 2 })
    await kit.kit.idle()
    expect(await errors(id, 'code')).toEqual([
      ['X1', 'There is no X1'],
      ['Y1', 'There is no X1'],
    ])
    expect(await bulk(id, { source: 'code', action: 'undo' })).toMatchObject({ changedValues: 2 })
    expect(await errors(id, 'code')).toEqual([['X1', 'There is no X1']])
  })
})
