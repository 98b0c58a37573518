import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { TABLES, type Dialect } from './host-tables.ts'
import { builtKit, serveHost } from './serve-host.ts'

// The process that is measured: a host with people, companies and cities as `drizzleImporter`s.
// Arguments: a folder, and the url of a Postgres or the path of a SQLite file, with its tables.

const MEGABYTE = 1024 * 1024
const [folder = '', url = ''] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })

function openHost(): { db: object; dialect: Dialect } {
  if (url.startsWith('postgres:')) {
    const client = postgres(url, { max: 10, onnotice: () => {} })
    return { db: drizzlePostgres(client), dialect: 'postgres' }
  }
  const file = new Database(url)
  file.pragma('journal_mode = WAL')
  return { db: drizzle(file), dialect: 'sqlite' }
}

const { db, dialect } = openHost()
const tables = TABLES[dialect]
const named = (entityType: string, table: (typeof tables)['companies']) =>
  builtKit.drizzleImporter({
    entityType,
    label: entityType,
    table,
    matchableFields: [{ field: 'name', priority: 1, behavior: 'match_or_create' }],
  })
const linkTo = (key: string) => ({
  key,
  label: key,
  entityType: key,
  matchableFields: [{ field: 'name', priority: 1, behavior: 'match_or_create' as const }],
})

await serveHost(
  builtKit.createImportKit({
    db,
    importers: [
      builtKit.drizzleImporter({
        entityType: 'people',
        label: 'People',
        singular: 'Person',
        table: tables.people,
        fields: { email: { type: 'email' }, birthday: { type: 'date' } },
        matchableFields: [{ field: 'email', priority: 1, behavior: 'match_or_create' }],
        entityLinks: [linkTo('company'), linkTo('city')],
      }),
      named('company', tables.companies),
      named('city', tables.cities),
    ],
    resolveActor: () => ({ userId: 'ada', teamId: 'north' }),
    secret: 's'.repeat(32),
    storageDir: join(folder, 'rows'),
    limits: { rows: 10_000_000, fileBytes: 4096 * MEGABYTE },
  }),
)
