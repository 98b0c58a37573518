import { describe, expect, it } from 'vitest'
import type { Column, Entity, Field } from '../../../server-kit/contract/shapes.ts'
import { APPLIED_CONFIDENCE } from '../../../server-kit/contract/stages.ts'
import { suggestMappings } from '../../../server-kit/map/suggest-mappings.ts'

const field = (key: string, label: string, given: Partial<Field> = {}): Field => ({
  key,
  label,
  type: 'text',
  required: false,
  multiple: false,
  options: null,
  example: null,
  icon: null,
  guesses: [],
  ...given,
})

const matcher = (name: string, priority: number, guesses: string[] = []) => ({
  field: name,
  label: name === 'id' ? 'Record ID' : name.charAt(0).toUpperCase() + name.slice(1),
  priority,
  behavior: 'match_only' as const,
  multiValue: false,
  guesses,
})

const PEOPLE: Entity = {
  entityType: 'people',
  label: 'People',
  singular: 'Person',
  icon: null,
  fields: [
    field('name', 'Full name', { guesses: ['contact'] }),
    field('email', 'E-mail', { type: 'email' }),
    field('jobTitle', 'Job title', { guesses: ['position'] }),
    field('birthday', 'Birthday', { type: 'date' }),
    field('salary', 'Salary', { type: 'currency' }),
    field('score', 'Score', { type: 'number' }),
    field('age', 'Age', { type: 'number' }),
  ],
  matchableFields: [],
  entityLinks: [
    {
      key: 'company',
      label: 'Company',
      icon: null,
      entityType: 'company',
      multiple: false,
      guesses: ['employer'],
      matchableFields: [matcher('domain', 2), matcher('id', 3), matcher('name', 1, ['firm'])],
    },
  ],
}

const column = (source: string, given: Partial<Column> = {}) => ({
  source,
  samples: [],
  filled: 1,
  distinct: 1,
  distinctIsExact: true,
  inferredType: null,
  ...given,
})

type Given = Parameters<typeof suggestMappings>[0]

function suggest(columns: Given['columns'], given: Partial<Given> = {}) {
  const suggestions = suggestMappings({ columns, entity: PEOPLE, ...given })
  return columns.map(({ source }) => {
    const found = suggestions.get(source)
    if (!found) return null
    const target = found.entityLink ? `${found.entityLink}.${found.target}` : found.target
    return `${target} (${found.reason})`
  })
}

describe('a suggestion', () => {
  it.each([
    ['name', 'name'],
    ['FULL NAME', 'name'],
    ['full-name', 'name'],
    [' Full__name ', 'name'],
    ['Contact', 'name'],
    ['jobTitle', 'jobTitle'],
    ['Position', 'jobTitle'],
  ])('by name takes the header %j for a key, label or guess', (header, target) => {
    expect(suggest([column(header)])).toEqual([`${target} (name)`])
  })

  it('gives each field to one column only, the first', () => {
    const headers = ['Full name', 'name', 'contact']
    expect(suggest(headers.map((header) => column(header)))).toEqual(['name (name)', null, null])
  })

  it.each([
    ['Company', 'company.id'],
    ['employer', 'company.id'],
    ['company_id', 'company.id'],
    ['Company domain', 'company.domain'],
    ['Employer Domain', 'company.domain'],
    ['Firm', 'company.name'],
  ])('takes the header %j for the link %s', (header, target) => {
    expect(suggest([column(header)])).toEqual([`${target} (name)`])
  })

  it('takes a link’s own name for the matchable field that guesses it', () => {
    const [company] = PEOPLE.entityLinks
    if (!company) throw new Error('no link')
    const matchableFields = [matcher('id', 3), matcher('name', 1, ['Company'])]
    const entity = { ...PEOPLE, entityLinks: [{ ...company, matchableFields }] }
    expect(suggest([column('company')], { entity })).toEqual(['company.name (name)'])
  })

  it('prefers what the team chose last time for the header', () => {
    const remembered = [
      {
        source: 'Notes',
        target: 'jobTitle',
        entityLink: null,
        dateFormat: null,
        numberFormat: null,
      },
      {
        source: 'Firm',
        target: 'domain',
        entityLink: 'company',
        dateFormat: null,
        numberFormat: null,
      },
      { source: 'Old', target: 'gone', entityLink: null, dateFormat: null, numberFormat: null },
    ]
    const columns = ['Job title', 'notes', 'Firm', 'Old'].map((header) => column(header))
    expect(suggest(columns, { remembered })).toEqual([
      null,
      'jobTitle (remembered)',
      'company.domain (remembered)',
      null,
    ])
  })

  it('finds near misses, the closest pair first', () => {
    const headers = ['Brthday', 'Emial', 'Title of job', 'Xyz']
    expect(suggest(headers.map((header) => column(header)))).toEqual([
      'birthday (similar)',
      'email (similar)',
      'jobTitle (similar)',
      null,
    ])
  })

  it('is not sure of what is merely alike', () => {
    const suggestions = suggestMappings({ columns: [column('Name of boss')], entity: PEOPLE })
    const found = suggestions.get('Name of boss')
    expect(found?.confidence ?? 0).toBeLessThan(APPLIED_CONFIDENCE)
  })

  it('by type takes the first free field of that type', () => {
    const columns = [
      column('Score'),
      column('Xq', { inferredType: 'number' }),
      column('Wz', { inferredType: 'number' }),
      column('Mb', { inferredType: 'email' }),
    ]
    expect(suggest(columns)).toEqual(['score (name)', 'age (type)', null, 'email (type)'])
  })

  it('has the format that the values prove, and none that they do not', () => {
    const proof = { row: 2, value: '31/12/2024' }
    const european = { format: 'european', proven: true, proof } as const
    const american = { format: 'american', proven: false } as const
    const formatsOf = (dateFormats: Column['dateFormats']) => {
      const columns = [column('Birthday', { dateFormats })]
      return suggestMappings({ columns, entity: PEOPLE }).get('Birthday')
    }
    expect(formatsOf([european, american])).toMatchObject({
      dateFormat: 'european',
      numberFormat: null,
    })
    expect(formatsOf([{ ...european, proven: false }, american])?.dateFormat).toBeNull()
    expect(formatsOf(undefined)?.dateFormat).toBe('iso')
    const numberFormats = [{ format: 'comma', proven: true } as const]
    const [salary] = suggestMappings({
      columns: [column('Salary', { numberFormats })],
      entity: PEOPLE,
    }).values()
    expect(salary).toMatchObject({ numberFormat: 'comma', dateFormat: null })
  })

  it('is the same with and without accents, in any script', () => {
    const fields = [field('year', 'Année'), field('street', 'Straße'), field('city', 'ガラス')]
    const entity = { ...PEOPLE, fields, entityLinks: [] }
    const columns = ['ANNEE', 'Strasse', 'カラス'].map((header) => column(header))
    expect(suggest(columns, { entity })).toEqual(['year (name)', 'street (name)', 'city (similar)'])
  })

  it('reads past the words that all headers begin with', () => {
    const headers = ['Person - Name', 'Person - E-mail', 'Person - Company']
    expect(suggest(headers.map((header) => column(header)))).toEqual([
      'name (name)',
      'email (name)',
      'company.id (name)',
    ])
    expect(suggest(['Name', 'Name, legal', 'Name, short'].map((name) => column(name)))).toEqual([
      'name (name)',
      null,
      null,
    ])
  })

  it('gives a field to the column of its own name before one that it guesses', () => {
    expect(suggest(['Position', 'Job title'].map((header) => column(header)))).toEqual([
      null,
      'jobTitle (name)',
    ])
  })

  const applied = (source: string, given: Partial<Column>, more: Partial<Given> = {}) => {
    const found = suggestMappings({ columns: [column(source, given)], entity: PEOPLE, ...more })
    const suggestion = found.get(source)
    return suggestion && suggestion.confidence >= APPLIED_CONFIDENCE ? suggestion.target : null
  }

  it('is applied where a header has all words of a name and the values its type', () => {
    const emails: Partial<Column> = { samples: ['a@b.example'], inferredType: 'email' }
    expect(applied('Primary e-mail of the person', emails)).toBe('email')
    const kinds: Partial<Column> = { samples: ['work', 'home'] }
    expect(applied('Primary e-mail of the person', kinds)).toBeNull()
  })

  it('is not applied to a near miss whose values are of another type', () => {
    expect(applied('Birth day', {})).toBe('birthday')
    expect(applied('Birth day', { samples: ['9', '14'], inferredType: 'number' })).toBeNull()
    expect(applied('Birthday', { samples: ['9', '14'], inferredType: 'number' })).toBe('birthday')
  })

  it('is only proposed for dates and links without a telling name', () => {
    const dates: Partial<Column> = { samples: ['2024-05-15'], inferredType: 'date' }
    expect(suggest([column('Xq', dates)])).toEqual(['birthday (type)'])
    expect(applied('Xq', dates)).toBeNull()
  })

  it('finds a choice by values that are its options', () => {
    const options = ['Red', 'Green', 'Blue'].map((label) => ({ value: label.slice(0, 1), label }))
    const fields = [...PEOPLE.fields, field('colour', 'Colour', { type: 'choice', options })]
    const entity = { ...PEOPLE, fields }
    const samples = ['red', 'B', 'GREEN', 'blue', 'mauve']
    expect(applied('Xq', { samples }, { entity })).toBe('colour')
    expect(applied('Xq', { samples: ['red', 'mauve'] }, { entity })).toBeNull()
    expect(applied('Xq', { samples: [] }, { entity })).toBeNull()
  })

  it('is quick for a thousand columns', () => {
    const columns = Array.from({ length: 1_000 }, (_, index) =>
      column(`Attribute ${(index * 7919).toString(36)} of the shop`),
    )
    const guesses = Array.from(
      { length: 30 },
      (_, index) => `guess ${(index * 104_729).toString(36)}`,
    )
    const fields = Array.from({ length: 20 }, (_, index) =>
      field(`field${index}`, `Field ${index}`, { guesses }),
    )
    const before = performance.now()
    suggestMappings({ columns, entity: { ...PEOPLE, fields } })
    expect(performance.now() - before).toBeLessThan(20_000)
  })

  it('is none for headers that look like names of objects', () => {
    const headers = ['__proto__', 'constructor', 'toString', 'Column_3']
    expect(suggest(headers.map((header) => column(header)))).toEqual([null, null, null, null])
  })
})
