import { sql } from 'drizzle-orm'
import {
  date,
  integer,
  numeric,
  pgEnum,
  pgTable,
  serial,
  text,
  timestamp,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
import {
  integer as sqliteInteger,
  numeric as sqliteNumeric,
  sqliteTable,
  text as sqliteText,
} from 'drizzle-orm/sqlite-core'
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { sentenceFor } from '../../../server-kit/importer/database-error.ts'
import { drizzleImporter } from '../../../server-kit/importer/drizzle-importer.ts'
import { contextOf, create, update } from '../../support/crm-tables/crm-importers.ts'
import { describeOnBothDatabases, type TestDatabase } from '../../support/test-databases.ts'

const stage = pgEnum('deal_stage', ['open', 'won'])

const tables = {
  postgres: pgTable('deals', {
    id: uuid('id').primaryKey(),
    teamId: uuid('team_id').notNull(),
    number: serial('number'),
    title: varchar('title', { length: 10 }).notNull(),
    stage: stage('stage').default('open').notNull(),
    amount: numeric('amount', { precision: 12, scale: 2 }),
    seats: integer('seats'),
    closesOn: date('closes_on', { mode: 'date' }),
    startsAt: timestamp('starts_at', { mode: 'string' }),
    slug: text('slug')
      .notNull()
      .$defaultFn(() => 'made-up'),
    openedAt: timestamp('opened_at', { withTimezone: true }).defaultNow(),
  }),
  sqlite: sqliteTable('deals', {
    id: sqliteText('id').primaryKey(),
    teamId: sqliteText('team_id').notNull(),
    number: sqliteInteger('number').default(sql`(1 + 1)`),
    title: sqliteText('title', { length: 10 }).notNull(),
    stage: sqliteText('stage', { enum: ['open', 'won'] })
      .default('open')
      .notNull(),
    amount: sqliteNumeric('amount'),
    seats: sqliteInteger('seats'),
    closesOn: sqliteInteger('closes_on', { mode: 'timestamp' }),
    startsAt: sqliteText('starts_at'),
    slug: sqliteText('slug')
      .notNull()
      .$defaultFn(() => 'made-up'),
    openedAt: sqliteInteger('opened_at', { mode: 'timestamp' }).default(sql`(unixepoch())`),
  }),
}

const CREATE = {
  postgres: [
    `CREATE TYPE deal_stage AS ENUM ('open', 'won')`,
    `CREATE TABLE deals (id uuid PRIMARY KEY, team_id uuid NOT NULL, number serial,
      title varchar(10) NOT NULL, stage deal_stage NOT NULL DEFAULT 'open', amount numeric(12, 2),
      seats integer, closes_on date, starts_at timestamp, slug text NOT NULL,
      opened_at timestamptz DEFAULT now())`,
  ],
  sqlite: [
    `CREATE TABLE deals (id text PRIMARY KEY, team_id text NOT NULL, number integer DEFAULT 2,
      title text NOT NULL, stage text NOT NULL DEFAULT 'open', amount numeric, seats integer,
      closes_on integer, starts_at text, slug text NOT NULL,
      opened_at integer DEFAULT (unixepoch()))`,
  ],
}

describeOnBothDatabases('a drizzle importer of other column types', (open, dialect) => {
  const team = randomUUID()
  const deals = drizzleImporter({
    entityType: 'deal',
    label: 'Deals',
    table: tables[dialect],
    fields: {
      number: false,
      amount: { type: 'currency' },
      closesOn: { type: 'date' },
      startsAt: { type: 'datetime' },
    },
    newId: randomUUID,
  })
  let database: TestDatabase
  const context = () => contextOf(database, team)

  beforeAll(async () => {
    database = await open()
    for (const statement of CREATE[dialect]) await database.query(sql.raw(statement))
  })

  const VALUES = {
    title: 'Spring',
    stage: 'won',
    amount: 1234.5,
    seats: 3,
    closesOn: '2024-12-31',
    startsAt: '2024-05-15T14:00:00Z',
    slug: 'spring',
  }

  const idOf = async (values: typeof VALUES | { title: string }) => {
    const [result] = await deals.save([create(values)], context())
    if (!result || !('id' in result)) throw new Error('not saved')
    return result.id
  }
  const load = async (id: string) => (await deals.load?.([id], context()))?.[0]?.values

  it('gives back what was written', async () => {
    expect(await load(await idOf(VALUES))).toMatchObject(VALUES)
  })

  it('lets defaults of the database, of drizzle and of JavaScript apply', async () => {
    const values = await load(await idOf({ title: 'Bare' }))
    expect(values).toMatchObject({ stage: 'open', slug: 'made-up', amount: null })
    expect(values?.['openedAt']).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/)
    const numbers = await database.query(sql`SELECT number FROM deals WHERE number IS NULL`)
    expect(numbers).toEqual([])
  })

  it('changes and finds records by their ids, and is not led astray by what is no id', async () => {
    const id = await idOf(VALUES)
    expect(await deals.save([update(id, { seats: 4, closesOn: null })], context())).toEqual([
      { id },
    ])
    expect(await load(id)).toMatchObject({ ...VALUES, seats: 4, closesOn: null })
    const values = [id, 'no id', '']
    expect(await deals.findBy({ field: 'id', values }, context())).toEqual([
      { value: id, id, name: 'Spring' },
    ])
    expect(await deals.load?.(['no id'], context())).toEqual([])
  })

  it('has options from the column’s own values', async () => {
    const fields = await deals.fieldsFor(team)
    const found = fields.find(({ key }) => key === 'stage')
    expect(found).toMatchObject({ type: 'choice', required: false })
    expect(found?.options?.map(({ value }) => value)).toEqual(['open', 'won'])
  })

  it.runIf(dialect === 'postgres')('says what does not fit a column', async () => {
    const sentence = async (values: Record<string, string | number>) => {
      try {
        await deals.save([create({ ...VALUES, ...values })], context())
      } catch (error) {
        return sentenceFor(error)
      }
      return 'saved'
    }
    expect(await sentence({ title: 'Longer than ten' })).toBe('A value is too long')
    expect(await sentence({ amount: 1e12 })).toBe('A number is too large')
    expect(await sentence({ stage: 'lost' })).toMatch(/form/)
    expect(await sentence({ seats: 1.5 })).toMatch(/form/)
  })
})
