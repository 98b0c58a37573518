import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sentenceFor } from '../../../server-kit/importer/database-error.ts'
import { drizzleImporter } from '../../../server-kit/importer/drizzle-importer.ts'
import type { ImportRecord } from '../../../server-kit/importer/importer.ts'
import {
  contextOf,
  create,
  crmImporters,
  saveAll,
  update,
} from '../../support/crm-tables/crm-importers.ts'
import { createCrmTables, crmTables } from '../../support/crm-tables/crm-tables.ts'
import { describeOnBothDatabases, type TestDatabase } from '../../support/test-databases.ts'

async function failure(answer: () => unknown): Promise<unknown> {
  try {
    await answer()
  } catch (error) {
    return error
  }
  throw new Error('expected an error')
}

describeOnBothDatabases('the records of a drizzle importer', (open, dialect) => {
  const tables = crmTables[dialect]
  const { people, companies } = crmImporters(dialect)
  let database: TestDatabase
  const save = (importer: typeof people, ...records: ImportRecord[]) =>
    saveAll(importer, database, records)
  beforeAll(async () => {
    database = await open()
    await createCrmTables(database)
  })
  beforeEach(async () => {
    for (const table of Object.values(tables)) await database.query(sql`DELETE FROM ${table}`)
  })

  describe('findBy', () => {
    const find = async (field: string, values: string[], teamId = 'north') => {
      const found = await people.findBy({ field, values }, contextOf(database, teamId))
      return found.map(({ value, id }) => [value, id])
    }

    it('finds a list’s values by the lookup table, folded', async () => {
      const [ann, bob] = await save(
        people,
        create({ name: 'Ann', emails: ['Ann@Example.com', 'a@x.org'] }),
        create({ name: 'Bob', emails: ['bob@x.org'] }),
      )
      const asked = ['ann@example.com', 'bob@x.org', 'nobody@x.org']
      expect((await find('emails', asked)).sort()).toEqual([
        ['ann@example.com', ann],
        ['bob@x.org', bob],
      ])
    })

    it('finds text in any case, and ids in the case they are written', async () => {
      const [id = ''] = await save(people, create({ name: 'Ann', externalId: 'AB-1' }))
      expect(await find('externalId', ['ab-1', 'ab-2'])).toEqual([['ab-1', id]])
      expect(await find('id', [id.toLowerCase()])).toEqual([[id.toLowerCase(), id]])
    })

    it('answers two records for one value twice, with their names', async () => {
      await save(companies, create({ name: 'A', domains: ['x.org'] }))
      await save(companies, create({ name: 'B', domains: ['x.org', 'y.org'] }))
      const found = await companies.findBy(
        { field: 'domains', values: ['x.org'] },
        contextOf(database),
      )
      expect(found.map(({ name }) => name).sort()).toEqual(['A', 'B'])
    })

    it('finds nothing of another team', async () => {
      const [id = ''] = await save(
        people,
        create({ name: 'Ann', externalId: 'x', emails: ['a@x.org'] }),
      )
      expect(await find('id', [id.toLowerCase()], 'south')).toEqual([])
      expect(await find('externalId', ['x'], 'south')).toEqual([])
      expect(await find('emails', ['a@x.org'], 'south')).toEqual([])
    })

    it('forgets the keys that an update takes away and knows those it adds', async () => {
      const [id = ''] = await save(
        people,
        create({ name: 'Ann', emails: ['old@x.org', 'a@x.org'] }),
      )
      await save(people, update(id, { emails: ['a@x.org', 'new@x.org'] }), update(id, { score: 1 }))
      expect((await find('emails', ['old@x.org', 'a@x.org', 'new@x.org'])).sort()).toEqual([
        ['a@x.org', id],
        ['new@x.org', id],
      ])
    })

    it('adds no keys for a record that is gone', async () => {
      await save(people, update('nobody', { emails: ['ghost@x.org'] }))
      const rows = await database.query(sql`SELECT * FROM people_emails`)
      expect(rows).toEqual([])
    })

    it('finds items of a list and custom fields without a lookup table too', async () => {
      const plain = drizzleImporter({ entityType: 'company', label: 'C', table: tables.companies })
      const [acme] = await save(plain, create({ name: 'Acme', domains: ['Acme.com', 'x.org'] }))
      const found = await plain.findBy(
        { field: 'domains', values: ['acme.com'] },
        contextOf(database),
      )
      expect(found).toEqual([{ value: 'acme.com', id: acme, name: 'Acme' }])
      const [ann] = await save(people, create({ name: 'Ann', nickname: 'Annie' }))
      expect(await find('nickname', ['annie'])).toEqual([['annie', ann]])
    })
  })

  describe('what the database refuses', () => {
    const sentence = async (...records: ImportRecord[]) => {
      const error = await failure(() => people.save(records, contextOf(database)))
      return sentenceFor(error) ?? String(error)
    }

    it('has a sentence for a value that another record has', async () => {
      await save(people, create({ name: 'Ann', externalId: 'x1', emails: ['a@x.org'] }))
      const taken = await sentence(create({ name: 'Bob', externalId: 'X1' }))
      expect(['External id is already taken', 'Another record has this value already']).toContain(
        taken,
      )
      const error = await failure(() =>
        people.save([create({ name: 'Bob', emails: ['A@x.org'] })], contextOf(database)),
      )
      expect(error).toMatchObject({ name: 'RowError', message: 'E-mail is already taken' })
      const company = await failure(() =>
        companies.save([create({ name: 'Acme' }), create({ name: 'Acme' })], contextOf(database)),
      )
      expect(sentenceFor(company)).toBe('Name is already taken')
    })

    it('has a sentence for a rule of the table, by the name of the rule', async () => {
      expect(await sentence(create({ name: 'Ann', score: 101 }))).toBe(
        'This breaks the rule “score is 0 to 100”',
      )
    })

    it('has a sentence for what must not be blank', async () => {
      expect(await sentence(create({ name: null }))).toBe('Name is required')
    })

    it.runIf(dialect === 'postgres')('has a sentence for a character it cannot hold', async () => {
      expect(await sentence(create({ name: 'A\0nn' }))).toBe(
        'A value has a character that cannot be stored',
      )
    })

    it('has no sentence for other errors', () => {
      expect(sentenceFor(new Error('secret'))).toBeNull()
      expect(sentenceFor('text')).toBeNull()
    })
  })
})
