import { describe, expect, it } from 'vitest'
import { defineImporter } from '../../../server-kit/importer/define-importer.ts'
import { toEntity } from '../../../server-kit/importer/entity.ts'
import type { FieldDefinition, ImporterDefinition } from '../../../server-kit/importer/importer.ts'

const definition = (given: Partial<ImporterDefinition> = {}): ImporterDefinition => ({
  entityType: 'people',
  label: 'People',
  fields: [{ key: 'name', label: 'Name', required: true }],
  findBy: () => [],
  save: () => [],
  ...given,
})

const LINK = {
  key: 'company',
  label: 'Company',
  entityType: 'company',
  matchableFields: [{ field: 'name', priority: 1, behavior: 'create' as const }],
}

describe('an importer', () => {
  it('fills in defaults', async () => {
    const importer = defineImporter(definition({ defaultCountry: 'DE' }))
    expect(importer).toMatchObject({ singular: 'People', icon: null, blankCells: 'keep' })
    expect(await importer.fieldsFor('north')).toEqual([
      {
        key: 'name',
        label: 'Name',
        type: 'text',
        required: true,
        multiple: false,
        options: null,
        example: null,
        icon: null,
        guesses: [],
        rules: null,
        validate: null,
        unique: false,
        listUpdate: 'merge',
        defaultCountry: 'DE',
      },
    ])
  })

  it('can be defined again without a change', async () => {
    const once = defineImporter(definition({ singular: 'Person', entityLinks: [LINK] }))
    const again = defineImporter(once)
    expect(JSON.stringify(again)).toBe(JSON.stringify(once))
    expect(await again.fieldsFor('north')).toEqual(await once.fieldsFor('north'))
  })

  it('keeps the `this` of an object with methods', () => {
    class People {
      entityType = 'people'
      label = 'People'
      fields = [{ key: 'name', label: 'Name' }]
      known = 'p1'
      findBy() {
        return [{ value: 'ann', id: this.known }]
      }
      save() {
        return [{ id: this.known }]
      }
    }
    const { signal } = new AbortController()
    const context = { teamId: '', userId: '', importId: '', tx: null, now: new Date(0), signal }
    const importer = defineImporter(new People())
    expect(importer.findBy({ field: 'name', values: ['ann'] }, context)).toEqual([
      { value: 'ann', id: 'p1' },
    ])
    expect(importer.save([], context)).toEqual([{ id: 'p1' }])
  })

  it('asks for the fields of a team', async () => {
    const fields = async ({ teamId }: { teamId: string }) => [{ key: teamId, label: teamId }]
    const importer = defineImporter(definition({ fields }))
    expect((await importer.fieldsFor('north')).map(({ key }) => key)).toEqual(['north'])
  })

  it('adds the fields that a team has besides', async () => {
    const teamFields = ({ teamId }: { teamId: string }) =>
      teamId === 'north' ? [{ key: 'party', label: 'Party' }] : []
    const importer = defineImporter(definition({ teamFields }))
    expect((await importer.fieldsFor('north')).map(({ key }) => key)).toEqual(['name', 'party'])
    expect((await importer.fieldsFor('south')).map(({ key }) => key)).toEqual(['name'])
  })

  it('checks the fields of a team when they are made', async () => {
    const name = { key: 'name', label: 'Name' }
    const importer = defineImporter(definition({ fields: () => [name, name] }))
    await expect(importer.fieldsFor('north')).rejects.toThrow('has two fields "name"')
  })

  it('is shown with its matchable fields by priority', async () => {
    const importer = defineImporter(
      definition({
        fields: [
          { key: 'name', label: 'Name', options: ['x'], type: 'choice' },
          { key: 'emails', label: 'E-mails', multiple: true },
        ],
        matchableFields: [
          { field: 'name', priority: 1, behavior: 'match_only' },
          { field: 'emails', priority: 2, behavior: 'match_or_create' },
        ],
        load: () => [],
        entityLinks: [LINK],
      }),
    )
    const entity = toEntity(importer, await importer.fieldsFor('north'))
    expect(entity.fields[0]?.options).toEqual([{ value: 'x', label: 'x' }])
    expect(entity.fields[0]).not.toHaveProperty('rules')
    expect(entity.matchableFields.map(({ label, multiValue }) => [label, multiValue])).toEqual([
      ['E-mails', true],
      ['Name', false],
    ])
    expect(entity.entityLinks[0]?.matchableFields[0]).toMatchObject({
      field: 'name',
      label: 'Name',
    })
  })
})

const MATCHER = { field: 'name', priority: 1, behavior: 'match_only' as const }

describe('a list that updates merge', () => {
  const list = { key: 'name', label: 'Name', multiple: true }
  const matched = { fields: [list], matchableFields: [MATCHER] }

  it.each<[string, Partial<ImporterDefinition>]>([
    ['the importer has a load', { ...matched, load: () => [] }],
    ['the field says replace', { ...matched, fields: [{ ...list, listUpdate: 'replace' }] }],
    ['the importer never updates', { fields: [list] }],
  ])('is possible where %s', (_, given) => {
    expect(() => defineImporter(definition(given))).not.toThrow()
  })

  it('is refused for fields of a team too', async () => {
    const importer = defineImporter(definition({ ...matched, fields: () => [list] }))
    await expect(importer.fieldsFor('north')).rejects.toThrow('updates merge this list')
  })
})

describe('a mistake in an importer', () => {
  const field = (given: Partial<FieldDefinition>) => ({
    fields: [{ key: 'name', label: 'Name', ...given }],
  })
  const wrong: [string, Partial<ImporterDefinition>][] = [
    ['importer: needs an entityType', { entityType: '' }],
    [
      'importer "people", field "name": updates merge this list; give the importer a load, or the field listUpdate: \'replace\'',
      { ...field({ multiple: true }), matchableFields: [MATCHER] },
    ],
    ['importer "people": needs a label', { label: '' }],
    ['importer "people": has no fields', { fields: [] }],
    ['importer "people", field "name": needs a label', field({ label: '' })],
    ['importer "people": field "Name" needs a key', field({ key: '' })],
    ['importer "people": field "Name" needs a key', field({ key: '__proto__' })],
    ['importer "people", field "name": a choice needs options', field({ type: 'choice' })],
    ['has two options "a"', field({ type: 'choice', options: ['a', { value: 'a', label: 'A' }] })],
    ['defaultCountry is not an ISO 3166 country', field({ defaultCountry: 'Germany' })],
    [
      'importer "people": has two fields "name"',
      { fields: ['Name', 'Name 2'].map((label) => ({ key: 'name', label })) },
    ],
    [
      'matchable field "email": is not one of its fields; they are "name"',
      { matchableFields: [{ field: 'email', priority: 1, behavior: 'match_only' }] },
    ],
    [
      'has two matchable fields "name"',
      {
        matchableFields: [1, 2].map((priority) => ({
          field: 'name',
          priority,
          behavior: 'match_only' as const,
        })),
      },
    ],
    [
      'matchable field "name": needs a priority',
      { matchableFields: [{ field: 'name', priority: Number.NaN, behavior: 'match_only' }] },
    ],
    [
      'entity link "company": needs matchableFields',
      { entityLinks: [{ ...LINK, matchableFields: [] }] },
    ],
    ['has two entity links "company"', { entityLinks: [LINK, LINK] }],
    ['entity link "company": needs the entityType', { entityLinks: [{ ...LINK, entityType: '' }] }],
  ]

  it.each(wrong)('is said: %s', (message, given) => {
    expect(() => defineImporter(definition(given))).toThrow(message)
  })

  it.each(['findBy', 'save', 'fields', 'type', 'behavior'])(
    'is said to hosts without types too: %s',
    (part) => {
      const given: Record<string, unknown> = { ...definition() }
      if (part === 'type') given['fields'] = [{ key: 'a', label: 'A', type: 'string' }]
      else if (part === 'behavior') given['matchableFields'] = [{ field: 'name', priority: 1 }]
      else delete given[part]
      expect(() => Reflect.apply(defineImporter, null, [given])).toThrow(/^\[import-kit\] importer/)
    },
  )
})
