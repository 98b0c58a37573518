import { describe, expect, it } from 'vitest'
import { cellRules } from '../../../server-kit/importer/cell-rules.ts'
import type {
  EntityLinkDefinition,
  ImporterContext,
  ImporterDefinition,
  ImportRecord,
} from '../../../server-kit/importer/importer.ts'
import { createRegistry } from '../../../server-kit/importer/registry.ts'

const CONTEXT: ImporterContext = {
  teamId: 'north',
  userId: 'ada',
  importId: 'i1',
  tx: null,
  signal: new AbortController().signal,
  now: new Date(0),
}

const companyOf = (given: Partial<ImporterDefinition> = {}): ImporterDefinition => ({
  entityType: 'company',
  label: 'Companies',
  singular: 'Company',
  fields: [
    { key: 'id', label: 'Record ID', type: 'id' },
    { key: 'name', label: 'Name', required: true },
    { key: 'domains', label: 'Domain', type: 'domain', multiple: true },
  ],
  findBy: ({ values }) => values.map((value) => ({ value, id: `c-${value}` })),
  save: (records) => records.map((_, index) => ({ id: `new-${index}` })),
  ...given,
})

const linkOf = (given: Partial<EntityLinkDefinition> = {}): EntityLinkDefinition => ({
  key: 'company',
  label: 'Company',
  entityType: 'company',
  matchableFields: [
    { field: 'id', priority: 3, behavior: 'match_only' },
    { field: 'domains', priority: 2, behavior: 'match_or_create' },
    { field: 'name', priority: 1, behavior: 'create', label: 'Legal name' },
  ],
  ...given,
})

const peopleOf = (link: EntityLinkDefinition): ImporterDefinition => ({
  ...companyOf({ entityType: 'people', label: 'People', fields: [{ key: 'name', label: 'Name' }] }),
  entityLinks: [link],
})

function registered(link = linkOf(), company = companyOf()) {
  const registry = createRegistry([company, peopleOf(link)])
  const [complete] = registry.get('people').entityLinks
  if (!complete) throw new Error('no link')
  return { registry, link: complete, calls: registry.linkCalls(complete) }
}

describe('a registry', () => {
  it('lists its importers in order and finds them by entity type', () => {
    const { registry } = registered()
    expect(registry.list().map(({ entityType }) => entityType)).toEqual(['company', 'people'])
    expect(registry.get('company').label).toBe('Companies')
  })

  it('refuses an entity type that nobody registered', () => {
    const { registry } = registered()
    for (const entityType of ['contact', '__proto__', '']) {
      expect(() => registry.get(entityType)).toThrow(
        expect.objectContaining({ code: 'unknown_entity_type' }),
      )
    }
  })

  it('refuses one that is registered twice', () => {
    expect(() => createRegistry([companyOf(), companyOf()])).toThrow('is registered twice')
  })
})

describe('a link', () => {
  it('takes labels, types and lists from the fields of its importer, unless it says its own', () => {
    const { link } = registered()
    const shown = link.matchableFields.map(({ label, type, multiValue }) => [
      label,
      type,
      multiValue,
    ])
    expect(shown).toEqual([
      ['Record ID', 'id', false],
      ['Domain', 'domain', true],
      ['Legal name', 'text', false],
    ])
  })

  it('finds records as its importer does, unless it has a findBy', () => {
    const query = { field: 'name', values: ['acme'] }
    expect(registered().calls.findBy(query, CONTEXT)).toEqual([{ value: 'acme', id: 'c-acme' }])
    const own = registered(linkOf({ findBy: () => [{ value: 'acme', id: 'own' }] }))
    expect(own.calls.findBy(query, CONTEXT)).toEqual([{ value: 'acme', id: 'own' }])
  })

  it('makes records by save, with the typed value and the required name', () => {
    const saved: ImportRecord[] = []
    const { calls } = registered(
      linkOf(),
      companyOf({
        save(records) {
          saved.push(...records)
          return records.map(() => ({ id: 'c1' }))
        },
      }),
    )
    const values = [
      { field: 'domains', value: ' https://www.Acme.com ' },
      { field: 'domains', value: 'no domain' },
      { field: 'name', value: 'Globex' },
    ]
    expect(calls.create(values, CONTEXT)).toEqual([
      { id: 'c1' },
      { error: 'Company “no domain”: Invalid domain. Expected something like example.com' },
      { id: 'c1' },
    ])
    expect(saved.map((record) => record.values)).toEqual([
      { name: 'https://www.Acme.com', domains: ['acme.com'] },
      { name: 'Globex' },
    ])
    expect(saved[0]).toMatchObject({ action: 'create', id: null, rowNumber: 0 })
    expect(new Set(saved.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2)
  })

  it('makes nothing where no value is right', () => {
    const save = () => {
      throw new Error('called')
    }
    const { calls } = registered(linkOf(), companyOf({ save }))
    expect(calls.create([{ field: 'domains', value: 'x' }], CONTEXT)).toEqual([
      { error: expect.stringContaining('Invalid domain') },
    ])
  })

  it('waits for a save that answers a promise', async () => {
    const { calls } = registered(linkOf(), companyOf({ save: async () => [{ id: 'c9' }] }))
    const made = calls.create([{ field: 'name', value: 'Acme' }], CONTEXT)
    expect(made).toBeInstanceOf(Promise)
    expect(await made).toEqual([{ id: 'c9' }])
  })

  it('names the importer whose save answers too little', () => {
    const { calls } = registered(linkOf(), companyOf({ save: () => [] }))
    expect(() => calls.create([{ field: 'name', value: 'Acme' }], CONTEXT)).toThrow(
      'Importer "company": save answered 0 results for 1 records',
    )
  })

  it('prefers its own create to the createLinked of its importer, and that to save', () => {
    const values = [{ field: 'name', value: 'Acme' }]
    const company = companyOf({ createLinked: () => [{ id: 'linked' }] })
    expect(registered(linkOf(), company).calls.create(values, CONTEXT)).toEqual([{ id: 'linked' }])
    const own = linkOf({ create: () => [{ id: 'own' }] })
    expect(registered(own, company).calls.create(values, CONTEXT)).toEqual([{ id: 'own' }])
  })

  it('to an entity type without an importer needs functions of its own', () => {
    const missing = (given: Partial<EntityLinkDefinition>) =>
      createRegistry([peopleOf(linkOf({ entityType: 'user', ...given }))])
    expect(() => missing({})).toThrow('there is no importer "user"; register one')
    expect(() => missing({ findBy: () => [] })).toThrow('does not know how to make records')
    expect(() => missing({ findBy: () => [], create: () => [] })).not.toThrow()
    const [byId] = linkOf().matchableFields
    const matchableFields = byId ? [byId] : []
    expect(() => missing({ findBy: () => [], matchableFields })).not.toThrow()
  })

  it('cannot make records of an importer whose fields are not listed', () => {
    const company = companyOf({ fields: () => [{ key: 'name', label: 'Name' }] })
    expect(() => createRegistry([company, peopleOf(linkOf())])).toThrow('does not know how to make')
  })
})

describe('cell rules', () => {
  const record = { headers: ['Name', 'Firm', 'Site'], timeZone: 'Europe/Berlin' }
  const mapping = { entityLink: null, dateFormat: null, numberFormat: null }
  const rulesFor = async (
    ...mappings: { source: string; target: string; entityLink?: string }[]
  ) => {
    const importer = registered().registry.get('people')
    const fields = await importer.fieldsFor('north')
    const complete = mappings.map((given) => ({ ...mapping, ...given }))
    return cellRules({ record, importer, fields, mappings: complete })
  }

  it('know column, field, zone and formats', async () => {
    expect(await rulesFor({ source: 'Name', target: 'name' })).toMatchObject([
      {
        source: 'Name',
        index: 0,
        label: 'Name',
        type: 'text',
        dateFormat: 'iso',
        numberFormat: 'point',
        timeZone: 'Europe/Berlin',
        hasHostRule: false,
      },
    ])
  })

  it('of a link have the type of its matchable field, and text where it only creates', async () => {
    const rules = await rulesFor(
      { source: 'Site', target: 'domains', entityLink: 'company' },
      { source: 'Firm', target: 'name', entityLink: 'company' },
    )
    expect(rules.map(({ index, type, multiple }) => [index, type, multiple])).toEqual([
      [2, 'domain', true],
      [1, 'text', false],
    ])
  })

  it('refuse a column, a field, a link and a matchable field that do not exist', async () => {
    const codes = [
      [{ source: 'Other', target: 'name' }, 'unknown_column'],
      [{ source: 'Name', target: 'age' }, 'unknown_field'],
      [{ source: 'Name', target: 'name', entityLink: 'boss' }, 'unknown_field'],
      [{ source: 'Name', target: 'age', entityLink: 'company' }, 'unknown_field'],
    ] as const
    for (const [given, code] of codes) {
      await expect(rulesFor(given)).rejects.toThrow(expect.objectContaining({ code }))
    }
  })
})
