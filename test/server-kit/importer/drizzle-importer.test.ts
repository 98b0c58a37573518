import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { drizzleImporter } from '../../../server-kit/importer/drizzle-importer.ts'
import type { ImportRecord } from '../../../server-kit/importer/importer.ts'
import {
  contextOf,
  create,
  crmImporters,
  NOW,
  saveAll,
  update,
} from '../../support/crm-tables/crm-importers.ts'
import { createCrmTables, crmTables } from '../../support/crm-tables/crm-tables.ts'
import { describeOnBothDatabases, type TestDatabase } from '../../support/test-databases.ts'

describeOnBothDatabases('a drizzle importer', (open, dialect) => {
  const tables = crmTables[dialect]
  const { people, companies } = crmImporters(dialect)
  let database: TestDatabase
  const save = (importer: typeof people, ...records: ImportRecord[]) =>
    saveAll(importer, database, records)
  const load = async (importer: typeof people, id = '') =>
    (await importer.load?.([id], contextOf(database)))?.[0]?.values

  beforeAll(async () => {
    database = await open()
    await createCrmTables(database)
  })
  beforeEach(async () => {
    for (const table of Object.values(tables)) await database.query(sql`DELETE FROM ${table}`)
  })

  describe('its fields', () => {
    it('are the columns in their order, without team, times, links and what is left out', async () => {
      const fields = await people.fieldsFor('south')
      expect(
        fields.map(({ key, type, multiple, required }) => [key, type, multiple, required]),
      ).toEqual([
        ['id', 'id', false, false],
        ['name', 'text', false, true],
        ['externalId', 'text', false, false],
        ['emails', 'email', true, false],
        ['jobTitle', 'text', false, false],
        ['birthday', 'date', false, false],
        ['lastContactedAt', 'datetime', false, false],
        ['score', 'number', false, false],
        ['subscribed', 'boolean', false, false],
        ['stage', 'choice', false, false],
        ['nickname', 'text', false, false],
      ])
    })

    it('have labels and options from the column unless they are said', async () => {
      const fields = await people.fieldsFor('north')
      const labels = Object.fromEntries(fields.map(({ key, label }) => [key, label]))
      expect(labels).toMatchObject({ jobTitle: 'Job title', emails: 'E-mail', party: 'Party' })
      expect(fields.find(({ key }) => key === 'stage')?.options).toEqual([
        { value: 'lead', label: 'lead' },
        { value: 'customer', label: 'customer' },
      ])
    })
  })

  describe('save and load', () => {
    const VALUES = {
      name: 'Ann “A.” O’Neil\n安',
      externalId: '007',
      emails: ['Ann@Example.com', 'a@x.org'],
      jobTitle: null,
      birthday: '1990-02-28',
      lastContactedAt: '2024-05-15T14:00:00Z',
      score: 99.5,
      subscribed: true,
      stage: 'customer',
      party: 'Independent',
      nickname: 'Annie',
    }

    it('give back what was written, in the types of the fields', async () => {
      const [id] = await save(people, create(VALUES))
      expect(await load(people, id)).toMatchObject(VALUES)
    })

    it('keep control characters and blanks apart in a batch', async () => {
      const texts = ['a\u001fb', '\u001e', '', 'plain', '\u001f', 'a\tb\\n', '5', 'null']
      const records = texts.map((jobTitle) => create({ name: 'Ann', jobTitle, score: null }))
      const ids = await save(people, ...records)
      const loaded = await people.load?.(ids, contextOf(database))
      const byId = new Map(loaded?.map(({ id, values }) => [id, values]))
      expect(ids.map((id) => byId.get(id)?.['jobTitle'])).toEqual(texts)
      for (const name of ['\u001f', '\u001e x', '\u001e']) {
        const [id] = await save(companies, create({ name }))
        const query = { field: 'name', values: [name, 'other'] }
        expect(await companies.findBy(query, contextOf(database))).toMatchObject([{ id }])
      }
    })

    it('answer values at once on SQLite and promises on Postgres', async () => {
      const answers = [
        people.save([create({ name: 'Ann' })], contextOf(database)),
        people.findBy({ field: 'id', values: ['x'] }, contextOf(database)),
        people.load?.(['x'], contextOf(database)),
      ]
      const expected = dialect === 'postgres'
      expect(answers.map((answer) => answer instanceof Promise)).toEqual(Array(3).fill(expected))
      await Promise.all(answers)
    })

    it('set the times by the kit’s clock and the team of the context', async () => {
      await save(people, create({ name: 'Ann' }))
      const { people: table } = tables
      const [row] = await database.query(
        sql`SELECT ${table.teamId} AS team, ${table.createdAt} AS created, ${table.updatedAt} AS updated FROM ${table}`,
      )
      expect(row?.['team']).toBe('north')
      expect(table.createdAt.mapFromDriverValue(row?.['created'] as never)).toEqual(NOW)
      expect(String(row?.['updated']).replace(' ', 'T')).toContain('2024-05-15T14:00:00')
    })

    it('fill what a new record does not send with the column’s default', async () => {
      const [first, second] = await save(
        people,
        create({ name: 'Ann', stage: 'customer' }),
        create({ name: 'Bob' }),
      )
      expect(await load(people, first)).toMatchObject({ stage: 'customer' })
      expect(await load(people, second)).toMatchObject({ stage: 'lead', score: null })
    })

    it('change only what is sent, whatever each record sends', async () => {
      const [ann, bob] = await save(people, create(VALUES), create({ name: 'Bob', score: 1 }))
      await save(
        people,
        update(ann ?? '', { score: 5, nickname: 'Nan' }),
        update(bob ?? '', { name: 'Robert', score: null }),
      )
      expect(await load(people, ann)).toMatchObject({ ...VALUES, score: 5, nickname: 'Nan' })
      expect(await load(people, bob)).toMatchObject({ name: 'Robert', score: null })
    })

    it('keep the custom fields that an update does not send', async () => {
      const [id] = await save(people, create({ name: 'Ann', nickname: 'A', size: 3 }))
      await save(people, update(id ?? '', { nickname: 'B' }))
      expect(await load(people, id)).toMatchObject({ nickname: 'B', size: 3 })
    })

    it('apply several updates of one record in their order', async () => {
      const [id = ''] = await save(people, create({ name: 'Ann' }))
      await save(
        people,
        update(id, { name: 'Second', score: 1 }),
        update(id, { name: 'Third' }),
        update(id, { name: 'Fourth', jobTitle: 'Boss' }),
      )
      expect(await load(people, id)).toMatchObject({ name: 'Fourth', score: 1, jobTitle: 'Boss' })
    })

    it('say aligned which records are gone, also those of another team', async () => {
      const [id = ''] = await save(people, create({ name: 'Ann' }))
      const results = await people.save(
        [update('nobody', { name: 'x' }), update(id, { name: 'Eve' }), create({ name: 'New' })],
        contextOf(database, 'south'),
      )
      expect(results).toEqual([{ gone: true }, { gone: true }, { id: expect.any(String) }])
      expect(await load(people, id)).toMatchObject({ name: 'Ann' })
    })

    it('answer that a record with nothing to change is there', async () => {
      const [id = ''] = await save(companies, create({ name: 'Acme' }))
      const results = await companies.save([update(id, {}), update('x', {})], contextOf(database))
      expect(results).toEqual([{ id }, { gone: true }])
    })

    it('write a thousand records in one batch', async () => {
      const given = Array.from({ length: 1000 }, (_, index) =>
        create({ name: `Person ${index}`, emails: [`p${index}@example.com`], score: index % 100 }),
      )
      const ids = await save(people, ...given)
      expect(new Set(ids).size).toBe(1000)
      const updates = ids.map((id, index) => update(id, { score: index % 7 }))
      expect(await save(people, ...updates)).toEqual(ids)
      expect(await load(people, ids[13])).toMatchObject({ name: 'Person 13', score: 6 })
    })
  })

  describe('links', () => {
    it('go to one record by a column', async () => {
      const [id] = await save(people, create({ name: 'Ann' }, { company: ['c1'] }))
      await save(people, update(id ?? '', {}, { company: ['c2'] }))
      const rows = await database.query(sql`SELECT company_id FROM people`)
      expect(rows).toEqual([{ company_id: 'c2' }])
    })

    it('go to many by a list column, which updates add to', async () => {
      const [id] = await save(companies, create({ name: 'Acme' }, { partners: ['c1', 'c2'] }))
      await save(companies, update(id ?? '', {}, { partners: ['c2', 'c3'] }))
      const [row] = await database.query(sql`SELECT partner_ids FROM companies`)
      const raw = row?.['partner_ids']
      const ids: unknown = typeof raw === 'string' ? JSON.parse(raw) : raw
      expect(ids).toEqual(['c1', 'c2', 'c3'])
    })

    it('go to many by rows of their own, which stay and are not doubled', async () => {
      const [id] = await save(people, create({ name: 'Ann' }, { projects: ['p1', 'p2'] }))
      await save(people, update(id ?? '', {}, { projects: ['p2', 'p3'] }))
      const rows = await database.query(sql`SELECT link, target_id FROM record_links ORDER BY 2`)
      expect(rows.map((row) => row['target_id'])).toEqual(['p1', 'p2', 'p3'])
      expect(rows.every((row) => row['link'] === 'projects')).toBe(true)
    })
  })

  describe('set-up', () => {
    it('names the column or table that is missing', () => {
      const options = { entityType: 'people', label: 'People', table: tables.people }
      expect(() => drizzleImporter({ ...options, teamColumn: 'tenant' })).toThrow(
        '[import-kit] importer "people", teamColumn: the table "people" has no column "tenant"',
      )
      expect(() =>
        drizzleImporter({
          ...options,
          entityLinks: [
            {
              key: 'boss',
              label: 'Boss',
              entityType: 'people',
              matchableFields: [{ field: 'name', priority: 1, behavior: 'match_only' }],
            },
          ],
        }),
      ).toThrow('the table has no column "bossId"; name its column in linkColumns')
      expect(() => drizzleImporter({ ...options, lookups: { emails: tables.companies } })).toThrow(
        'lookups.emails: the table "companies" has no column "recordId"',
      )
    })
  })
})
