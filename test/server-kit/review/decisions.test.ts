import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  importView,
  previewAnswer,
  reviewAnswer,
  rowsAnswer,
  valuesAnswer,
} from '../../../server-kit/contract/index.ts'
import { VALUE_FILTERS } from '../../../server-kit/contract/stages.ts'
import type { ImporterDefinition } from '../../../server-kit/index.ts'
import { ruleFor } from '../../support/row-store-fixture.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'
import { seeded } from '../upload/seeded.ts'
import { ColumnModel, type Memory } from './decisions-model.ts'

const OPTIONS = ['Red', 'Green', 'Blue']
const hostOf = (text: string) => (text.includes('X') ? `There is no ${text}` : null)
const saved: Record<string, unknown>[] = []

const things: ImporterDefinition = {
  entityType: 'thing',
  label: 'Things',
  fields: [
    { key: 'amount', label: 'Amount', type: 'number' },
    { key: 'code', label: 'Code', validate: (codes) => codes.map((code) => hostOf(String(code))) },
    { key: 'number', label: 'Number', unique: true },
    { key: 'colour', label: 'Colour', type: 'choice', options: OPTIONS },
    { key: 'note', label: 'Note' },
  ],
  findBy: () => [],
  save: (records) => {
    saved.push(...records.map(({ values }) => values))
    return records.map(({ rowNumber }) => ({ id: String(rowNumber) }))
  },
}

/** Texts that collide, fail and succeed often, by column. */
const TEXTS = {
  amount: ['1', '1.5', '1,5', '1,000', 'x', '1x', '', '10'],
  code: ['A', 'a', 'X', 'aX', 'AX1', '', 'b'],
  number: ['N1', 'n1', 'N2', 'N3', '', 'N10', 'n'],
  colour: ['red', 'Red', 'crimson', 'Crimson', 'navy', 'blue', '', 'gre'],
}
type Source = keyof typeof TEXTS
const SOURCES: Source[] = ['amount', 'code', 'number', 'colour']
const CORRECTIONS = {
  ...TEXTS,
  colour: ['red', 'Blue', 'crimson', ' ', 'navy', 'Green'],
}
const ACTIONS = ['correct', 'correct', 'undo', 'skip', 'unskip'] as const

type Random = ReturnType<typeof seeded>
type Columns = Record<Source, ColumnModel>

function modelOf(rows: Record<Source, string>[], memory: Memory): Columns {
  const of = (source: Source) => rows.map((row) => row[source])
  return {
    amount: new ColumnModel(ruleFor('amount', 0, { type: 'number' }), of('amount')),
    code: new ColumnModel(ruleFor('code', 1), of('code'), { host: hostOf }),
    number: new ColumnModel(ruleFor('number', 2, { isUnique: true }), of('number')),
    colour: new ColumnModel(
      ruleFor('colour', 3, {
        type: 'choice',
        options: OPTIONS.map((label) => ({ value: label, label })),
      }),
      of('colour'),
      { memory },
    ),
  }
}

describeOnBothDatabases('random decisions', (open, dialect) => {
  let kit: TestKit
  const memory: Memory = new Map()
  beforeAll(async () => {
    kit = await createTestKit(await open(), { importers: [things], canImport: () => true })
  })
  afterAll(() => kit.close())

  const one = <T>(random: Random, list: readonly T[]): T => {
    const found = list[random(list.length)]
    if (found === undefined) throw new Error('An empty list has none.')
    return found
  }

  const send = async (path: string, method: string, body: object) => {
    const response = await kit.ask(path, { method, body })
    if (!response.ok) throw new Error(`${path} ${JSON.stringify(body)}: ${await response.text()}`)
    await kit.kit.idle()
  }

  const mappings = (hasNote: boolean, numberFormat: string | null) => [
    { source: 'amount', target: 'amount', ...(numberFormat && { numberFormat }) },
    ...SOURCES.slice(1).map((source) => ({ source, target: source })),
    ...(hasNote ? [{ source: 'note', target: 'note' }] : []),
  ]

  interface Run {
    id: string
    random: Random
    columns: Columns
    rows: Record<Source, string>[]
    format: 'point' | 'comma'
  }

  const steps: ((run: Run) => Promise<unknown>)[] = [
    ...[0, 1, 2].map(() => async ({ id, random, columns, rows }: Run) => {
      const source = one(random, SOURCES)
      const value = one(random, rows)[source]
      const action = one(random, ACTIONS)
      const correction = one(random, CORRECTIONS[source])
      columns[source].decideValue(value, action, correction)
      await send(`/${id}/values`, 'PATCH', { source, value, action, correction })
    }),
    ...[0, 1].map(() => async ({ id, random, columns, rows }: Run) => {
      const source = one(random, SOURCES)
      const row = random(rows.length)
      const action = one(random, ACTIONS)
      const correction = one(random, CORRECTIONS[source])
      columns[source].decideCell(row, action, correction)
      await send(`/${id}/cells`, 'PATCH', { source, rowNumber: row + 2, action, correction })
    }),
    async ({ id, random, columns }) => {
      const source = one(random, SOURCES)
      columns[source].skipErrors()
      await send(`/${id}/values/bulk`, 'POST', { source, action: 'skip_errors' })
    },
    async ({ id, random, columns }) => {
      const source = one(random, SOURCES)
      columns[source].undoAll()
      await send(`/${id}/values/bulk`, 'POST', { source, action: 'undo' })
    },
    ...[0, 1].map(() => async ({ id, random, columns }: Run) => {
      const source = one(random, SOURCES)
      const find = one(random, ['x', '1', 'N', 'r', 'crimson', '.', ','])
      const change = {
        find,
        replace: one(random, ['', '2', '$&', 'Red']),
        wholeValue: random(3) === 0,
        ignoreCase: random(2) === 0,
      }
      columns[source].replace(change)
      await send(`/${id}/values/bulk`, 'POST', { source, action: 'replace', ...change })
    }),
    async (run) => {
      const { id, columns } = run
      run.format = run.format === 'point' ? 'comma' : 'point'
      columns.amount.rule = { ...columns.amount.rule, numberFormat: run.format }
      await send(`/${id}/columns`, 'PATCH', { source: 'amount', numberFormat: run.format })
    },
    async ({ id, random, format }) => {
      if (random(2) === 0) await send(`/${id}/stage`, 'POST', { to: 'mapping' })
      const body = { mappings: mappings(random(2) === 0, format) }
      await send(`/${id}/mappings`, 'PUT', body)
    },
    () => kit.restart(),
  ]

  const expectSame = async ({ id, columns, rows }: Run) => {
    const review = await kit.get(reviewAnswer, `/${id}/review`)
    for (const source of SOURCES) {
      const column = columns[source]
      for (const filter of VALUE_FILTERS) {
        const path = `/${id}/values?source=${source}&filter=${filter}&sort=value&order=asc`
        const { items, total, counts } = await kit.get(valuesAnswer, path)
        const expected = column.values(filter)
        expect(items, `${source} ${filter}`).toEqual(expected)
        expect([total, counts[filter]]).toEqual([expected.length, expected.length])
      }
      const own = column.ownCells()
      const decided = await kit.get(rowsAnswer, `/${id}/rows?decided=true&source=${source}`)
      const cells = decided.items.flatMap((item) => item.decided ?? [])
      expect(cells.filter((cell) => cell.source === source)).toEqual(own)
      const progress = review.columns.find((candidate) => candidate.source === source)
      expect(progress).toMatchObject({
        status: 'done',
        errors: column.values('needsReview').length,
        corrected: column.values('modified').length,
        skipped: column.values('skipped').length,
      })
      expect([progress?.ownCells ?? 0, progress?.ownErrors ?? 0]).toEqual([
        own.length,
        own.filter(({ error, skipped }) => error !== null && !skipped).length,
      ])
    }
    await kit.preview(id)
    const preview = await kit.get(previewAnswer, `/${id}/preview?limit=100`)
    const written = SOURCES.map((source) => columns[source].written())
    const shown = rows.map((_, row) =>
      written.map((column, at) => {
        const cell = column[row]
        return {
          source: SOURCES[at],
          value: cell?.shown,
          ...(cell?.value === undefined && { withheld: true }),
          ...(cell?.own && { own: true }),
        }
      }),
    )
    expect(
      preview.rows.map(({ cells }) => cells.filter(({ source }) => source !== 'note')),
    ).toEqual(shown)
    const withErrors = rows.filter((_, row) =>
      written.some((column) => column[row]?.value === undefined),
    )
    expect(preview.counts.withErrors).toBe(withErrors.length)
    await kit.get(importView, `/${id}/stage`, { body: { to: 'reviewing' } })
  }

  const seeds = Array.from({ length: dialect === 'sqlite' ? 6 : 2 }, (_, seed) => seed + 1)
  it.each(seeds)(
    'give the verdicts, counts, cells and rows that the plain rules give, through restarts: seed %i',
    async (seed) => {
      const random = seeded(seed)
      const rows = Array.from({ length: 12 + random(20) }, () => ({
        amount: one(random, TEXTS.amount),
        code: one(random, TEXTS.code),
        number: one(random, TEXTS.number),
        colour: one(random, TEXTS.colour),
      }))
      const lines = rows.map((row) => `${SOURCES.map((source) => `"${row[source]}"`).join(',')},-`)
      const { id } = await kit.upload([`${SOURCES.join(',')},note`, ...lines].join('\n'), {
        entityType: 'thing',
      })
      await send(`/${id}/mappings`, 'PUT', { mappings: mappings(true, 'point') })
      const run: Run = { id, random, rows, columns: modelOf(rows, memory), format: 'point' }
      for (let count = 0; count < 40; count++) {
        await one(random, steps)(run)
        if (count % 5 === 4) await expectSame(run)
      }
      await expectSame(run)
      await kit.preview(id)
      saved.splice(0)
      expect((await kit.start(id)).createdRows).toBe(rows.length)
      const written = SOURCES.map((source) => [source, run.columns[source].written()] as const)
      expect(saved.map(({ note: _note, ...values }) => values)).toEqual(
        rows.map((_, row) =>
          Object.fromEntries(
            written.flatMap(([source, cells]) => {
              const value = cells[row]?.value
              return value === undefined || value === null ? [] : [[source, value]]
            }),
          ),
        ),
      )
    },
    60_000,
  )
})
