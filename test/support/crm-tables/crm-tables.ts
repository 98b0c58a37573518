import { sql } from 'drizzle-orm'
import type { Dialect, TestDatabase } from '../test-databases.ts'
import * as postgresTables from './tables.postgres.ts'
import * as sqliteTables from './tables.sqlite.ts'

export const crmTables = { sqlite: sqliteTables, postgres: postgresTables }

const TYPES = {
  sqlite: {
    list: 'text',
    array: 'text',
    date: 'text',
    instant: 'integer',
    time: 'text',
    flag: 'integer',
  },
  postgres: {
    list: 'jsonb',
    array: 'text[]',
    date: 'date',
    instant: 'timestamptz',
    time: 'timestamp',
    flag: 'boolean',
  },
}

const statements = (dialect: Dialect) => {
  const type = TYPES[dialect]
  return [
    `CREATE TABLE people (id text PRIMARY KEY, team_id text NOT NULL, name text NOT NULL,
      external_id text, emails ${type.list}, job_title text, birthday ${type.date},
      last_contacted_at ${type.instant},
      score double precision CONSTRAINT score_is_0_to_100 CHECK (score BETWEEN 0 AND 100),
      subscribed ${type.flag}, stage text DEFAULT 'lead', password_hash text, party text,
      company_id text, custom ${type.list}, created_at ${type.instant} NOT NULL,
      updated_at ${type.time} NOT NULL)`,
    'CREATE UNIQUE INDEX people_by_external_id ON people (team_id, lower(external_id))',
    `CREATE TABLE companies (id text PRIMARY KEY, team_id text NOT NULL, name text NOT NULL,
      domains ${type.array}, partner_ids ${type.list}, UNIQUE (team_id, name))`,
    `CREATE TABLE record_keys (team_id text NOT NULL, entity_type text NOT NULL,
      field text NOT NULL, value text NOT NULL, record_id text NOT NULL,
      PRIMARY KEY (team_id, entity_type, field, value, record_id))`,
    'CREATE INDEX record_keys_by_record ON record_keys (record_id)',
    `CREATE TABLE people_emails (team_id text NOT NULL, record_id text NOT NULL,
      value text NOT NULL, PRIMARY KEY (team_id, value))`,
    `CREATE TABLE record_links (record_id text NOT NULL, link text NOT NULL,
      target_id text NOT NULL, PRIMARY KEY (record_id, link, target_id))`,
  ]
}

/** Makes the tables of a small CRM in an empty database. */
export async function createCrmTables(database: TestDatabase): Promise<void> {
  for (const statement of statements(database.dialect)) await database.query(sql.raw(statement))
}
