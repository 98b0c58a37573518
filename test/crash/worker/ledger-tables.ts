/** The host's tables. Nothing in them is unique: a row that is written twice stands there twice. */
export const ledgerTables = (dialect: 'sqlite' | 'postgres') => [
  `CREATE TABLE IF NOT EXISTS crash_people (
    id text PRIMARY KEY, team_id text NOT NULL, name text NOT NULL CHECK (name <> 'Forbidden'),
    email text, firm_id text, tags text)`,
  `CREATE INDEX IF NOT EXISTS crash_people_email ON crash_people (team_id, lower(email))`,
  `CREATE TABLE IF NOT EXISTS crash_firms (id text PRIMARY KEY, team_id text NOT NULL, name text)`,
  `CREATE TABLE IF NOT EXISTS crash_effects (
    n ${dialect === 'postgres' ? 'bigserial PRIMARY KEY' : 'INTEGER PRIMARY KEY AUTOINCREMENT'},
    import_id text NOT NULL, row_number integer NOT NULL, action text NOT NULL)`,
  `CREATE INDEX IF NOT EXISTS crash_effects_import ON crash_effects (import_id, row_number)`,
]
