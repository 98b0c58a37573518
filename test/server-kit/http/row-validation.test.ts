import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { previewAnswer } from '../../../server-kit/contract/index.ts'
import { type ImporterDefinition, RowError, type RowToCheck } from '../../../server-kit/index.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const checked: RowToCheck[] = []
const written: unknown[] = []

/** Bookings that end after they begin. One named "Old" is known to the host. */
const bookings: ImporterDefinition = {
  entityType: 'booking',
  label: 'Bookings',
  singular: 'Booking',
  fields: [
    { key: 'name', label: 'Name', required: true },
    { key: 'from', label: 'From', type: 'date' },
    { key: 'to', label: 'To', type: 'date' },
    { key: 'guests', label: 'Guests', type: 'number' },
  ],
  matchableFields: [{ field: 'name', priority: 1, behavior: 'match_or_create' }],
  entityLinks: [
    {
      key: 'hotel',
      label: 'Hotel',
      entityType: 'hotel',
      matchableFields: [{ field: 'code', priority: 1, behavior: 'create' }],
      findBy: () => [],
      create: (values) => values.map(({ value }) => ({ id: value })),
    },
  ],
  validateRow(row) {
    checked.push(row)
    const { from, to, name } = row.values
    if (name === 'Broken') throw new Error('SELECT secret')
    if (name === 'Worded') throw new RowError('The host says no.')
    if (name === 'Old' && row.action === 'update') return 'Old bookings stay as they are.'
    const isBackwards = typeof from === 'string' && typeof to === 'string' && from > to
    return isBackwards ? 'The booking ends before it begins.' : null
  },
  findBy: ({ values }) =>
    values.filter((name) => name === 'old').map((value) => ({ value, id: 'b1' })),
  save: (records) => {
    written.push(...records.map(({ values }) => values['name']))
    return records.map(({ rowNumber }) => ({ id: String(rowNumber) }))
  },
}

const MAPPINGS = [
  ...['name', 'from', 'to', 'guests'].map((target) => ({ source: target, target })),
  { source: 'hotel', target: 'code', entityLink: 'hotel' },
]

describeOnBothDatabases('a rule across fields', (open) => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open(), { importers: [bookings], canImport: () => true })
  })
  afterAll(() => kit.close())
  beforeEach(() => {
    checked.splice(0)
    written.splice(0)
  })

  const previewed = async (rows: string[]) => {
    const csv = ['name,from,to,guests,hotel', ...rows].join('\n')
    const { id } = await kit.upload(csv, { entityType: 'booking' })
    await kit.mapped(id, MAPPINGS)
    await kit.preview(id)
    return id
  }

  const shown = async (id: string, query = '') => {
    const { rows, counts } = await kit.get(previewAnswer, `/${id}/preview${query}`)
    return { counts, rows: rows.map(({ action, reason }) => [action, reason]) }
  }

  it('fails a row in the preview and, for the same reason, in the import', async () => {
    const id = await previewed([
      'Ann,2024-05-01,2024-05-03,2,A',
      'Bob,2024-05-09,2024-05-03,2,B',
      'Old,2024-05-01,2024-05-03,2,A',
    ])
    const { counts, rows } = await shown(id)
    expect(counts).toMatchObject({ create: 1, update: 0, fail: 2 })
    expect(rows).toEqual([
      ['create', null],
      ['fail', 'The booking ends before it begins.'],
      ['fail', 'Old bookings stay as they are.'],
    ])
    expect((await shown(id, '?action=fail')).rows).toHaveLength(2)
    const view = await kit.start(id)
    expect(view).toMatchObject({ status: 'completed', createdRows: 1, failedRows: 2 })
    expect(view.failedRowsData).toEqual([
      { row: 3, error: 'The booking ends before it begins.' },
      { row: 4, error: 'Old bookings stay as they are.' },
    ])
    expect(written).toEqual(['Ann'])
  })

  it('is asked the same in the preview and in the import: typed values, without what is withheld', async () => {
    const id = await previewed(['Ann,2024-05-01,soon,2,A'])
    await kit.start(id)
    const row = {
      rowNumber: 2,
      action: 'create',
      values: { name: 'Ann', from: '2024-05-01', guests: 2 },
    }
    expect(checked).toEqual([row, row])
  })

  it('is asked again when a value is corrected', async () => {
    const id = await previewed(['Bob,2024-05-09,2024-05-03,2,B'])
    await kit.ask(`/${id}/values`, {
      method: 'PATCH',
      body: { source: 'to', value: '2024-05-03', action: 'correct', correction: '2024-05-10' },
    })
    await kit.kit.idle()
    expect((await shown(id)).rows).toEqual([['create', null]])
  })

  it('that throws fails the row alone, in the words of a RowError only', async () => {
    const id = await previewed(['Worded,,,,', 'Broken,,,,', 'Ann,,,,'])
    const expected = [
      ['fail', 'The host says no.'],
      ['fail', 'This row could not be checked.'],
      ['create', null],
    ]
    expect((await shown(id)).rows).toEqual(expected)
    const view = await kit.start(id)
    expect(view).toMatchObject({ createdRows: 1, failedRows: 2 })
    expect(view.failedRowsData.map(({ error }) => error)).toEqual([
      expected[0]?.[1],
      expected[1]?.[1],
    ])
    expect(kit.logged.map(({ message }) => message)).toContain('validateRow failed')
  })

  it('is not asked about a row that fails or is skipped anyway', async () => {
    const id = await previewed([',2024-05-09,2024-05-03,2,B'])
    expect((await shown(id)).rows).toEqual([['fail', 'Name is required']])
    expect(checked).toEqual([])
  })
})
