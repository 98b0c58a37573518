import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  bulkAnswer,
  cell,
  importView,
  previewAnswer,
  reviewAnswer,
  rowsAnswer,
  value,
  valuesAnswer,
} from '../../../server-kit/contract/index.ts'
import type { FieldDefinition, ImporterDefinition } from '../../../server-kit/index.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type Mapping, type TestKit } from '../../support/test-kit.ts'

const FIELDS: FieldDefinition[] = [
  { key: 'name', label: 'Name', required: true },
  { key: 'day', label: 'Day', type: 'date' },
  { key: 'sum', label: 'Sum', type: 'number' },
  {
    key: 'code',
    label: 'Code',
    validate: (codes) => codes.map((code) => (code === 'X' ? 'No X' : null)),
  },
  { key: 'note', label: 'Note' },
  { key: 'memo', label: 'Memo' },
]
const visits: ImporterDefinition = {
  entityType: 'visit',
  label: 'Visits',
  fields: FIELDS,
  findBy: () => [],
  save: (records) => records.map(({ rowNumber }) => ({ id: String(rowNumber) })),
}

const CSV = [
  'name,day,sum,code,note',
  'a,2024-01-01,1.5,X,n1',
  'b,soon,"1,5",X,n2',
  ',later,x,A,n3',
  'd,never,2,B,n4',
].join('\n')
const mapping = (source: string, target = source, more: Partial<Mapping> = {}): Mapping => ({
  source,
  target,
  ...more,
})
const POINT = { numberFormat: 'point' } as const
const MAPPINGS = [mapping('name'), mapping('day'), mapping('sum', 'sum', POINT), mapping('code')]
const SOURCES = ['name', 'day', 'sum', 'code']
const DATE = 'Invalid date format. Expected: '

describeOnBothDatabases('decisions', (open) => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open(), { importers: [visits], canImport: () => true })
  })
  afterAll(() => kit.close())

  const decide = async (id: string, body: object) => {
    const decided = await kit.get(value, `/${id}/values`, { method: 'PATCH', body })
    await kit.kit.idle()
    return decided
  }
  const decideCell = async (id: string, body: object) => {
    const decided = await kit.get(cell, `/${id}/cells`, { method: 'PATCH', body })
    await kit.kit.idle()
    return decided
  }
  const change = async (id: string, body: object) => {
    await kit.get(importView, `/${id}/columns`, { method: 'PATCH', body })
    await kit.kit.idle()
  }
  const valuesOf = async (id: string, source: string) => {
    const path = `/${id}/values?source=${source}&sort=value&order=asc`
    return (await kit.get(valuesAnswer, path)).items
  }
  const one = async (id: string, source: string, raw: string) =>
    (await valuesOf(id, source)).find((item) => item.value === raw)

  /** An import with every kind of decision. */
  const decided = async () => {
    const { id } = await kit.upload(CSV, { entityType: 'visit' })
    await kit.mapped(id, MAPPINGS)
    const correct = (source: string, raw: string, correction: string) =>
      decide(id, { source, value: raw, action: 'correct', correction })
    await correct('day', 'soon', '2024-02-02')
    await correct('day', 'later', 'tomorrow')
    await decide(id, { source: 'day', value: 'never', action: 'skip' })
    await correct('sum', 'x', '3')
    await correct('code', 'A', 'X')
    await decide(id, { source: 'code', value: 'B', action: 'skip' })
    const own = { source: 'code', rowNumber: 2 }
    await decideCell(id, { ...own, action: 'correct', correction: 'C' })
    await decideCell(id, { ...own, rowNumber: 5, action: 'unskip' })
    await decideCell(id, { source: 'name', rowNumber: 4, action: 'correct', correction: 'c' })
    await decideCell(id, { source: 'sum', rowNumber: 2, action: 'skip' })
    return id
  }

  /** All that a reviewer sees. */
  const seen = async (id: string) => {
    const { columns } = await kit.get(reviewAnswer, `/${id}/review`)
    const values = await Promise.all(SOURCES.map((source) => valuesOf(id, source)))
    const rows = await kit.get(rowsAnswer, `/${id}/rows`)
    return {
      columns: columns.filter(({ source }) => SOURCES.includes(source)),
      values,
      decided: rows.items.map((item) => item.decided),
    }
  }
  const preview = async (id: string) => {
    await kit.preview(id)
    const { counts, rows } = await kit.get(previewAnswer, `/${id}/preview`)
    return {
      counts,
      cells: rows.map(({ cells }) => cells.filter(({ source }) => SOURCES.includes(source))),
    }
  }
  const back = (id: string, to: string) => kit.get(importView, `/${id}/stage`, { body: { to } })

  it('survive a restart, seen and written', async () => {
    const id = await decided()
    const before = await seen(id)
    expect(before.decided.map((cells) => cells?.length ?? 0)).toEqual([2, 0, 1, 1])
    const shown = await preview(id)
    await kit.restart()
    expect(await kit.get(previewAnswer, `/${id}/preview`)).toMatchObject({ counts: shown.counts })
    await back(id, 'reviewing')
    expect(await seen(id)).toEqual(before)
    expect(await preview(id)).toEqual(shown)
    expect(shown.cells.map((cells) => cells.map((one) => one.withheld ?? one.value))).toEqual([
      ['a', '2024-01-01', true, 'C'],
      ['b', '2024-02-02', true, true],
      ['c', true, '3', true],
      ['d', true, '2', 'B'],
    ])
  })

  it('survive a mapping that does not touch their column, there and back', async () => {
    const id = await decided()
    const before = await seen(id)
    const shown = await preview(id)
    await back(id, 'mapping')
    await kit.mapped(id, [...MAPPINGS, mapping('note')])
    expect(await seen(id)).toEqual(before)
    await back(id, 'mapping')
    await kit.mapped(id, [...MAPPINGS, mapping('note', 'memo')])
    expect(await seen(id)).toEqual(before)
    await kit.restart()
    await kit.mapped(id, MAPPINGS)
    expect(await seen(id)).toEqual(before)
    expect(await preview(id)).toEqual(shown)
  })

  it('go with a column that is mapped to something else, and with it alone', async () => {
    const id = await decided()
    const before = await seen(id)
    const moved = MAPPINGS.map((one) => (one.source === 'sum' ? mapping('sum', 'memo') : one))
    await kit.mapped(id, moved)
    await kit.mapped(id, MAPPINGS)
    const after = await seen(id)
    const others = (list: unknown[]) => list.filter((_, at) => SOURCES[at] !== 'sum')
    expect(others(after.values)).toEqual(others(before.values))
    expect(after.columns[2]).toEqual({
      source: 'sum',
      status: 'done',
      progress: 1,
      distinct: 4,
      errors: 2,
      corrected: 0,
      skipped: 0,
    })
    expect(after.decided[0]?.map(({ source }) => source)).toEqual(['code'])
  })

  it('of a column are judged anew in another format, and as before in the first', async () => {
    const id = await decided()
    const before = await seen(id)
    await change(id, { source: 'day', dateFormat: 'european' })
    expect(await valuesOf(id, 'day')).toMatchObject([
      { value: '2024-01-01', correction: null, skipped: false, error: `${DATE}European` },
      { value: 'later', correction: 'tomorrow', skipped: false, error: `${DATE}European` },
      { value: 'never', correction: null, skipped: true },
      { value: 'soon', correction: '2024-02-02', skipped: false, error: `${DATE}European` },
    ])
    await change(id, { source: 'day', dateFormat: 'iso' })
    expect(await seen(id)).toEqual(before)
  })

  it.each([
    // What was decided in one format, and what it is in the other: text shown, or an error.
    { decision: 'no decision', raw: '1,5', body: null, point: 'error', comma: '1.5' },
    { decision: 'no decision', raw: 'x', body: null, point: 'error', comma: 'error' },
    { decision: 'a correction right in one', raw: 'x', body: '2.5', point: '2.5', comma: 'error' },
    {
      decision: 'a correction right in the other',
      raw: 'x',
      body: '2,5',
      point: 'error',
      comma: '2.5',
    },
    { decision: 'a correction right in both', raw: 'x', body: '7', point: '7', comma: '7' },
    { decision: 'a correction wrong in both', raw: 'x', body: 'y', point: 'error', comma: 'error' },
    { decision: 'a skip', raw: 'x', body: '', point: 'skipped', comma: 'skipped' },
  ])('hold through a format change: $decision on $raw, $body', async (known) => {
    const csv = `name,sum\na,"1,5"\nb,x\n`
    const { id } = await kit.upload(csv, { entityType: 'visit' })
    await kit.mapped(id, [mapping('name'), mapping('sum', 'sum', POINT)])
    const rowNumber = known.raw === 'x' ? 3 : 2
    const state = (found: { skipped: boolean; error: unknown; mapped: string } | undefined) => {
      if (found?.skipped) return 'skipped'
      return found?.error === null ? found.mapped : 'error'
    }
    const shown = async () => {
      const { items } = await kit.get(rowsAnswer, `/${id}/rows?decided=true`)
      const own = items[0]?.decided?.[0]
      return state(own ?? (await one(id, 'sum', known.raw)))
    }
    const correction = known.body
    const decisions = [
      (body: object) => decide(id, { source: 'sum', value: known.raw, ...body }),
      (body: object) => decideCell(id, { source: 'sum', rowNumber, ...body }),
    ]
    for (const decideIt of decisions) {
      if (correction !== null) await decideIt({ action: 'correct', correction })
      for (const format of ['comma', 'point', 'comma', 'point'] as const) {
        await change(id, { source: 'sum', numberFormat: format })
        expect(await shown()).toBe(known[format])
      }
      expect(state(await decideIt({ action: 'undo' }))).toBe('error')
    }
  })

  it('in bulk survive a restart and a format change alike', async () => {
    const id = await decided()
    const bulk = (body: object) => kit.get(bulkAnswer, `/${id}/values/bulk`, { body })
    expect(await bulk({ source: 'sum', action: 'replace', find: ',', replace: '.' })).toMatchObject(
      {
        changedValues: 1,
      },
    )
    expect(await bulk({ source: 'day', action: 'skip_errors' })).toMatchObject({ changedValues: 1 })
    const before = await seen(id)
    await change(id, { source: 'sum', numberFormat: 'comma' })
    await kit.restart()
    await change(id, { source: 'sum', numberFormat: 'point' })
    expect(await seen(id)).toEqual(before)
  })
})
