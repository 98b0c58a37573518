/** The column types in which the two databases differ. */
const TYPES = {
  sqlite: { json: 'text', flag: 'integer', number: 'real', date: 'text', instant: 'text' },
  postgres: {
    json: 'jsonb',
    flag: 'boolean',
    number: 'double precision',
    date: 'date',
    instant: 'timestamptz',
  },
}

/** Makes the CRM's tables where they are missing: one statement each, harmless when run again. */
export function createTables(dialect: keyof typeof TYPES): string[] {
  const type = TYPES[dialect]
  const record = 'id text PRIMARY KEY, team_id text NOT NULL'
  const key = 'team_id text NOT NULL, record_id text NOT NULL'
  const tables = {
    companies: `${record}, name text NOT NULL, external_id text, domains ${type.json}, website text,
      industry text, headquarters text, founded ${type.number}
      CONSTRAINT founded_has_to_be_a_year CHECK (founded BETWEEN 1000 AND 2100), added_on ${type.date},
      employees ${type.number}, annual_revenue ${type.number}, tags ${type.json},
      active ${type.flag}, account_owner_id text`,
    people: `${record}, name text NOT NULL, external_id text, emails ${type.json},
      phones ${type.json}, job_title text, website text, gender text, birthday ${type.date},
      last_contacted_at ${type.instant}, score ${type.number}
      CONSTRAINT score_has_to_be_0_to_100 CHECK (score BETWEEN 0 AND 100), subscribed ${type.flag},
      topics ${type.json}, notes text, custom ${type.json}, company_id text`,
    opportunities: `${record}, name text NOT NULL, stage text, amount ${type.number},
      close_date ${type.date}, probability ${type.number}
      CONSTRAINT probability_has_to_be_0_to_100 CHECK (probability BETWEEN 0 AND 100),
      company_id text, contact_id text`,
    tasks: `${record}, title text NOT NULL, due_at ${type.instant}, priority text,
      done ${type.flag}`,
    notes: `${record}, title text NOT NULL, body text`,
    company_domains: `${key}, domain text NOT NULL, PRIMARY KEY (team_id, domain, record_id)`,
    people_emails: `${key}, email text NOT NULL, PRIMARY KEY (team_id, email)`,
    people_phones: `${key}, phone text NOT NULL, PRIMARY KEY (team_id, phone, record_id)`,
    record_links: `team_id text NOT NULL, record_id text NOT NULL, link text NOT NULL,
      target_id text NOT NULL, PRIMARY KEY (record_id, link, target_id)`,
  }
  return [
    ...Object.entries(tables).map(([name, body]) => `CREATE TABLE IF NOT EXISTS ${name} (${body})`),
    ...INDEXES.map(([table, columns]) => index(table, columns)),
  ]
}

const INDEXES = [
  ['companies', 'team_id, name, id'],
  ['companies', 'team_id, lower(external_id)'],
  ['people', 'team_id, name, id'],
  ['people', 'team_id, lower(external_id)'],
  ['opportunities', 'team_id, name, id'],
  ['opportunities', 'team_id, lower(name)'],
  ['tasks', 'team_id, title, id'],
  ['notes', 'team_id, title, id'],
  ['company_domains', 'record_id'],
  ['people_emails', 'record_id'],
  ['people_phones', 'record_id'],
] as const

const index = (table: string, columns: string) =>
  `CREATE INDEX IF NOT EXISTS ${table}_by_${columns.replace(/\W+/g, '_')} ON ${table} (${columns})`
