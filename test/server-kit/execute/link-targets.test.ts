import { describe, expect, it } from 'vitest'
import { LinkTargets } from '../../../server-kit/execute/link-targets.ts'
import type { EntityLinkDefinition } from '../../../server-kit/importer/importer.ts'
import type { LinkKey } from '../../../server-kit/row-store/row-store.ts'

const company: EntityLinkDefinition = {
  key: 'company',
  label: 'Company',
  entityType: 'company',
  matchableFields: [
    { field: 'name', priority: 2, behavior: 'match_or_create' },
    { field: 'domain', priority: 1, behavior: 'match_only' },
  ],
}

const found = new Map([
  [
    'company',
    new Map([
      [
        'name',
        new Map([
          ['acme', [{ value: 'acme', id: 'a', name: 'Acme' }]],
          [
            'twin',
            [
              { value: 'twin', id: 't1' },
              { value: 'twin', id: 't2' },
            ],
          ],
        ]),
      ],
    ]),
  ],
])

const rowWith = (key: Partial<LinkKey>) => ({
  links: { company: { field: 'name', values: ['acme'], texts: ['Acme'], ...key } },
})

describe('where links lead', () => {
  const targets = new LinkTargets([company], found)
  const resolved = (key: Partial<LinkKey>) => targets.of(rowWith(key))[0]
  const ofValue = (value: string, text: string) => resolved({ values: [value], texts: [text] })

  it('is the same for rows that say the same', () => {
    expect(ofValue('acme', 'Acme')).toMatchObject({ targets: [{ action: 'link', id: 'a' }] })
    expect(ofValue('acme', 'Acme')).toBe(ofValue('acme', 'Acme'))
  })

  it('has the spelling of each row, and the field of its key', () => {
    expect(ofValue('new', 'New')).toMatchObject({ targets: [{ action: 'create', text: 'New' }] })
    expect(ofValue('new', 'NEW')).toMatchObject({ targets: [{ action: 'create', text: 'NEW' }] })
    expect(resolved({ field: 'domain' })).toMatchObject({
      targets: [{ field: 'domain', action: 'none', id: null }],
    })
    expect(ofValue('acme', 'Acme')).toMatchObject({ targets: [{ field: 'name', id: 'a' }] })
  })

  it('is refused to each row whose value leads to two records, in its own words', () => {
    expect(ofValue('twin', 'Twin')).toEqual({
      reason: '2 records match Company “Twin” by name',
    })
    expect(ofValue('twin', 'TWIN')).toEqual({
      reason: '2 records match Company “TWIN” by name',
    })
  })

  it('of a list is the first value that is found', () => {
    expect(resolved({ values: ['new', 'acme'], texts: ['New', 'Acme'] })).toMatchObject({
      targets: [{ id: 'a' }],
    })
    expect(resolved({ values: [], texts: [] })).toEqual({ targets: [] })
  })
})
