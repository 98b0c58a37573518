import { describe, expect, it } from 'vitest'
import type { ColumnMapping } from '../../../server-kit/contract/shapes.ts'
import type { ImporterField } from '../../../server-kit/importer/importer.ts'
import {
  getColumnMapping,
  hydrateMappings,
  updateColumnMapping,
} from '../../../server-kit/model/column-mappings.ts'

const mapping = (source: string, target: string, entityLink: string | null = null) => ({
  source,
  target,
  entityLink,
  dateFormat: null,
  numberFormat: null,
})

const name: ImporterField = {
  key: 'name',
  label: 'Name',
  type: 'text',
  required: true,
  multiple: false,
  listUpdate: 'merge',
  options: null,
  example: null,
  icon: null,
  guesses: [],
  rules: null,
  validate: null,
  unique: false,
  defaultCountry: 'US',
}
const byDomain = { field: 'domain', priority: 1, behavior: 'match_or_create' } as const
const company = {
  key: 'company',
  label: 'Company',
  entityType: 'company',
  matchableFields: [byDomain],
}
const record = (...columnMappings: ColumnMapping[]) => ({
  headers: ['Notes', 'Company', 'Full name', '__proto__'],
  columnMappings,
})

describe('hydrated mappings', () => {
  it('stand in the order of the headers, each with its field or link', () => {
    const mapped = record(mapping('Full name', 'name'), mapping('Company', 'domain', 'company'))
    expect(hydrateMappings(mapped, [name], [company])).toEqual([
      {
        ...mapping('Company', 'domain', 'company'),
        index: 1,
        field: null,
        link: company,
        matchableField: byDomain,
      },
      { ...mapping('Full name', 'name'), index: 2, field: name, link: null, matchableField: null },
    ])
  })

  it('keep a mapping whose target the importer no longer has, with nothing in it', () => {
    const mapped = record(
      mapping('Notes', 'gone'),
      mapping('Company', 'name', 'company'),
      mapping('Full name', 'name', 'gone'),
    )
    const targets = hydrateMappings(mapped, [name], [company])
    expect(targets.map(({ field, link, matchableField }) => [field, link, matchableField])).toEqual(
      [
        [null, null, null],
        [null, company, null],
        [null, null, null],
      ],
    )
  })

  it('know columns with the names of an object’s own parts', () => {
    const mapped = record(mapping('__proto__', 'name'))
    expect(hydrateMappings(mapped, [name], [])).toMatchObject([{ source: '__proto__', index: 3 }])
    expect(getColumnMapping(mapped, '__proto__')).toEqual(mapping('__proto__', 'name'))
    expect(getColumnMapping(mapped, 'constructor')).toBeNull()
  })
})

describe('one mapping', () => {
  it('is changed without touching the others or the record', () => {
    const mapped = record(mapping('Notes', 'notes'), mapping('Full name', 'name'))
    const changed = updateColumnMapping(mapped, 'Notes', { dateFormat: 'european' })
    expect(changed).toEqual([
      { ...mapping('Notes', 'notes'), dateFormat: 'european' },
      mapping('Full name', 'name'),
    ])
    expect(mapped.columnMappings[0]).toEqual(mapping('Notes', 'notes'))
  })

  it('stays away when the column is not mapped', () => {
    expect(updateColumnMapping(record(), 'Notes', { target: 'name' })).toEqual([])
  })
})
