import { describe, expect, it } from 'vitest'
import type { Column, Entity, Field } from '../../../server-kit/contract/shapes.ts'
import { APPLIED_CONFIDENCE } from '../../../server-kit/contract/stages.ts'
import { editDistance, nameSimilarity } from '../../../server-kit/map/name-similarity.ts'
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

  it('is none for headers that look like names of objects', () => {
    const headers = ['__proto__', 'constructor', 'toString', 'Column_3']
    expect(suggest(headers.map((header) => column(header)))).toEqual([null, null, null, null])
  })
})

describe('the similarity of names', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['abc', 'abcd', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('counts the edits from %j to %j', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
    expect(editDistance(b, a)).toBe(distance)
  })

  it('is 1 for the same letters, and the same both ways', () => {
    expect(nameSimilarity('job title', 'jobtitle')).toBe(1)
    expect(nameSimilarity('title job', 'job title')).toBeCloseTo(0.95)
    expect(nameSimilarity('work email', 'email')).toBe(nameSimilarity('email', 'work email'))
    expect(nameSimilarity('', 'email')).toBe(0)
    expect(nameSimilarity('???', 'email')).toBe(0)
  })
})
