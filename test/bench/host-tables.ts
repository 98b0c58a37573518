import { date, doublePrecision, pgTable, text as pgText, timestamp } from 'drizzle-orm/pg-core'
import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export type Dialect = 'sqlite' | 'postgres'

const postgresPeople = pgTable('people', {
  id: pgText('id').primaryKey(),
  teamId: pgText('team_id').notNull(),
  name: pgText('name').notNull(),
  email: pgText('email'),
  phone: pgText('phone'),
  companyName: pgText('company_name'),
  title: pgText('title'),
  birthday: date('birthday'),
  cityName: pgText('city_name'),
  score: doublePrecision('score'),
  notes: pgText('notes'),
  companyId: pgText('company_id'),
  cityId: pgText('city_id'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
})

const sqlitePeople = sqliteTable('people', {
  id: text('id').primaryKey(),
  teamId: text('team_id').notNull(),
  name: text('name').notNull(),
  email: text('email'),
  phone: text('phone'),
  companyName: text('company_name'),
  title: text('title'),
  birthday: text('birthday'),
  cityName: text('city_name'),
  score: real('score'),
  notes: text('notes'),
  companyId: text('company_id'),
  cityId: text('city_id'),
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
  updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
})

const postgresNamed = (name: string) =>
  pgTable(name, {
    id: pgText('id').primaryKey(),
    teamId: pgText('team_id').notNull(),
    name: pgText('name').notNull(),
  })

const sqliteNamed = (name: string) =>
  sqliteTable(name, {
    id: text('id').primaryKey(),
    teamId: text('team_id').notNull(),
    name: text('name').notNull(),
  })

/** The tables of the bench's host: people, and what they are linked to. */
export const TABLES = {
  postgres: {
    people: postgresPeople,
    companies: postgresNamed('companies'),
    cities: postgresNamed('cities'),
  },
  sqlite: {
    people: sqlitePeople,
    companies: sqliteNamed('companies'),
    cities: sqliteNamed('cities'),
  },
}

const TYPES = {
  sqlite: { date: 'text', number: 'real', time: 'integer' },
  postgres: { date: 'date', number: 'double precision', time: 'timestamptz' },
}

/** The statements that make them, with the indexes that matching needs. */
export function createTables(dialect: Dialect): string[] {
  const type = TYPES[dialect]
  return [
    `CREATE TABLE people (id text PRIMARY KEY, team_id text NOT NULL, name text NOT NULL, email text,
      phone text, company_name text, title text, birthday ${type.date}, city_name text,
      score ${type.number}, notes text, company_id text, city_id text,
      created_at ${type.time} NOT NULL, updated_at ${type.time} NOT NULL)`,
    'CREATE UNIQUE INDEX people_by_email ON people (team_id, lower(email))',
    ...['companies', 'cities'].flatMap((name) => [
      `CREATE TABLE ${name} (id text PRIMARY KEY, team_id text NOT NULL, name text NOT NULL)`,
      `CREATE UNIQUE INDEX ${name}_by_name ON ${name} (team_id, lower(name))`,
    ]),
  ]
}
