import { describe, expect, it } from 'vitest'
import type { Column, ColumnMapping } from '../../../server-kit/contract/shapes.ts'
import { ImportError } from '../../../server-kit/errors.ts'
import { toEntity } from '../../../server-kit/importer/entity.ts'
import { createRegistry } from '../../../server-kit/importer/registry.ts'
import { checkMappings } from '../../../server-kit/map/check-mappings.ts'
import { templateCsv } from '../../../server-kit/map/template.ts'

const importer = createRegistry([
  {
    entityType: 'people',
    label: 'People',
    fields: [
      { key: 'name', label: 'Name', required: true },
      { key: 'title', label: 'Job, title', required: true, example: 'Head of “Ops”' },
      { key: 'birthday', label: 'Birthday', type: 'date' },
      { key: 'salary', label: 'Salary', type: 'currency' },
      { key: 'stage', label: 'Stage', type: 'choice', options: ['Lead'] },
      { key: 'notes', label: 'Notes' },
    ],
    entityLinks: [
      {
        key: 'boss',
        label: 'Boss',
        entityType: 'people',
        matchableFields: [
          { field: 'name', priority: 1, behavior: 'match_only' },
          { field: 'birthday', priority: 2, behavior: 'match_only' },
        ],
      },
    ],
    findBy: () => [],
    save: () => [],
  },
]).get('people')
const fields = await importer.fieldsFor('north')

const mapping = (source: string, target: string, given: Partial<ColumnMapping> = {}) => ({
  source,
  target,
  entityLink: null,
  dateFormat: null,
  numberFormat: null,
  ...given,
})

const AMBIGUOUS_DATES: Column['dateFormats'] = [
  { format: 'european', proven: false },
  { format: 'american', proven: false },
]
const AMBIGUOUS_NUMBERS: Column['numberFormats'] = [
  { format: 'point', proven: false },
  { format: 'comma', proven: false },
]
const COLUMNS = [
  { source: 'A' },
  { source: 'B' },
  { source: 'C', dateFormats: AMBIGUOUS_DATES, numberFormats: AMBIGUOUS_NUMBERS },
]
const NEEDED = [mapping('B', 'title'), mapping('A', 'name')]

const check = (...mappings: ColumnMapping[]) =>
  checkMappings({ mappings, columns: COLUMNS, importer, fields })

function refusal(...mappings: ColumnMapping[]) {
  try {
    check(...mappings)
  } catch (error) {
    if (error instanceof ImportError) return [error.code, error.message, error.details]
  }
  throw new Error('expected a refusal')
}

describe('mappings', () => {
  it('are saved in the order of the file', () => {
    expect(check(...NEEDED).map(({ source, target }) => [source, target])).toEqual([
      ['A', 'name'],
      ['B', 'title'],
    ])
  })

  it('are refused with a column that the file does not have', () => {
    expect(refusal(...NEEDED, mapping('Z', 'notes'))).toEqual([
      'unknown_column',
      'The file has no column “Z”.',
      undefined,
    ])
  })

  it('are refused with a field, link or matchable field that there is not', () => {
    expect(refusal(...NEEDED, mapping('C', 'age'))[0]).toBe('unknown_field')
    expect(refusal(...NEEDED, mapping('C', '__proto__'))[0]).toBe('unknown_field')
    expect(refusal(...NEEDED, mapping('C', 'name', { entityLink: 'dog' }))[0]).toBe('unknown_field')
    expect(refusal(...NEEDED, mapping('C', 'age', { entityLink: 'boss' }))).toEqual([
      'unknown_field',
      'People have no field “boss by age”.',
      undefined,
    ])
  })

  it('are refused with a field or column mapped twice', () => {
    expect(refusal(...NEEDED, mapping('C', 'name'))).toEqual([
      'invalid_request',
      'Two columns are mapped to Name. Choose one of them.',
      undefined,
    ])
    expect(refusal(...NEEDED, mapping('A', 'notes'))).toEqual([
      'invalid_request',
      'The column “A” is mapped twice.',
      undefined,
    ])
    const boss = { entityLink: 'boss' }
    const twice = [mapping('A', 'name', boss), mapping('B', 'name', boss)]
    expect(refusal(...twice)[1]).toBe('Two columns are mapped to Boss by Name. Choose one of them.')
  })

  it('take a field and the same matchable field of a link for two targets', () => {
    expect(check(...NEEDED, mapping('C', 'name', { entityLink: 'boss' }))).toHaveLength(3)
  })

  it('are refused without all required fields, which are named', () => {
    expect(refusal(mapping('C', 'name', { entityLink: 'boss' }))).toEqual([
      'required_unmapped',
      'Map a column to each required field: Name, Job, title.',
      { fields: ['name', 'title'] },
    ])
  })

  it('are refused while a date or number format has to be chosen', () => {
    expect(refusal(...NEEDED, mapping('C', 'birthday'))).toEqual([
      'invalid_request',
      'The dates in “C” can be read in several ways. Choose the format of this column.',
      { source: 'C', reason: 'ambiguous_format' },
    ])
    expect(refusal(...NEEDED, mapping('C', 'salary'))[1]).toBe(
      'The numbers in “C” can be read in two ways. Choose the format of this column.',
    )
    expect(refusal(...NEEDED, mapping('C', 'birthday', { entityLink: 'boss' }))[1]).toContain('“C”')
  })

  it('keep the chosen format, and none where there is nothing to read', () => {
    const chosen = mapping('C', 'birthday', { dateFormat: 'american', numberFormat: 'comma' })
    expect(check(...NEEDED, chosen)[2]).toMatchObject({
      dateFormat: 'american',
      numberFormat: null,
    })
    const notes = mapping('C', 'notes', { dateFormat: 'american' })
    expect(check(...NEEDED, notes)[2]).toMatchObject({ dateFormat: null })
  })

  it('get the format that the values prove, else the usual one', () => {
    const columns = [
      { source: 'A' },
      { source: 'B' },
      { source: 'C', dateFormats: [{ format: 'european' as const, proven: true }] },
      { source: 'D' },
    ]
    const mappings = [...NEEDED, mapping('C', 'birthday'), mapping('D', 'salary')]
    const checked = checkMappings({ mappings, columns, importer, fields })
    expect(checked[2]?.dateFormat).toBe('european')
    expect(checked[3]?.numberFormat).toBe('point')
  })
})

describe('a template', () => {
  it('has the labels of the fields and an example row', () => {
    expect(templateCsv(toEntity(importer, fields))).toBe(
      'Name,"Job, title",Birthday,Salary,Stage,Notes\r\n' +
        'Name,Head of “Ops”,2024-05-15,1000.00,Lead,',
    )
  })
})
