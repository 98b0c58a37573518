import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { describe, expect, inject, it } from 'vitest'
import { SetupError } from '../../../server-kit/errors.ts'
import { detectDatabase } from '../../../server-kit/model/dialect.ts'
import { migrate } from '../../../server-kit/model/migrate.ts'
import { createImportModel } from '../../../server-kit/model/import-model.ts'
import { postgresMigrations } from '../../../server-kit/model/migrations/postgres.ts'
import { sqliteMigrations } from '../../../server-kit/model/migrations/sqlite.ts'
import { newUlid } from '../../../server-kit/runtime/new-id.ts'
import {
  describeOnBothDatabases,
  describeOn,
  type TestDatabase,
} from '../../support/test-databases.ts'

const MIGRATE = fileURLToPath(new URL('../../fixtures/migrate-process.ts', import.meta.url))
const TABLES = [
  'imports',
  'failedImportRows',
  'importCreatedLinks',
  'importIdempotencyKeys',
  'importRememberedMappings',
  'importRememberedValues',
  'importCounts',
] as const
const STEPS = [
  '0001_imports',
  '0002_remembered_mappings',
  '0003_decisions',
  '0004_attempts',
  '0005_upkeep',
  '0006_history',
  '0007_counts',
  '0008_names',
]

describeOnBothDatabases('migrate', (open, dialect) => {
  it('makes the columns that the queries know', async () => {
    const database = await open()
    await migrate(database.db)
    const { tables } = detectDatabase(database.db)
    for (const name of TABLES) {
      const known = Object.values(getTableColumns(tables[name])).map((column) => ({
        name: column.name,
        type: column.getSQLType().replace(' with time zone', '').replace(' (3)', ''),
        required: column.notNull,
      }))
      const made = await columnsOf(database, getTableName(tables[name]))
      expect(made.sort(byName)).toEqual(known.sort(byName))
    }
  })

  it('is quiet when it runs again', async () => {
    const database = await open()
    expect(await migrate(database.db)).toEqual({ applied: STEPS })
    expect(await migrate(database.db)).toEqual({ applied: [] })
    expect(await applied(database)).toEqual(STEPS)
  })

  it('adds what is new to a database that an earlier version made, and keeps its imports', async () => {
    const database = await open()
    const [first] = dialect === 'sqlite' ? sqliteMigrations : postgresMigrations
    const recorded = [
      'CREATE TABLE import_kit_migrations (id text PRIMARY KEY, applied_at text NOT NULL)',
      `INSERT INTO import_kit_migrations VALUES ('0001_imports', '2026-01-01')`,
    ]
    for (const statement of [...(first?.statements ?? []), ...recorded]) {
      await database.query(sql.raw(statement))
    }
    const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
    const time = dialect === 'sqlite' ? 1_767_225_600_000 : '2026-01-01T00:00:00Z'
    await database.query(sql`INSERT INTO imports (id, team_id, user_id, entity_type, file_name, status,
        headers, column_mappings, source, warnings, failed_rows_data, time_zone, created_at, updated_at)
      VALUES (${id}, 'north', 'ada', 'people', 'old.csv', 'mapping', '[]', '[]', '{}', '[]', '[]', 'UTC',
        ${time}, ${time})`)
    expect(await migrate(database.db)).toEqual({ applied: STEPS.slice(1) })
    expect(await applied(database)).toEqual(STEPS)
    const clock = { now: () => new Date() }
    const model = createImportModel({ db: database.db, clock, newId: newUlid })
    const choice = { target: null, entityLink: null, dateFormat: null, numberFormat: null }
    const chosen = [{ source: 'fax', ...choice }]
    await model.forTeam('north').rememberMappings('people', chosen)
    expect(await model.forTeam('north').rememberedMappings('people', ['fax'])).toEqual(chosen)
    expect(await model.find(id)).toMatchObject({ fileName: 'old.csv', parentImportId: null })
    // What was there is counted and found too.
    const asked = { entityTypes: ['people'], sort: 'createdAt', order: 'desc', limit: 5 } as const
    const list = (query: object) =>
      model.forTeam('north').list({ ...asked, entityTypes: ['people'], drafts: true, ...query })
    expect(await list({})).toMatchObject({ total: 1, items: [{ id }] })
    expect(await list({ search: 'OLD' })).toMatchObject({ total: 1, items: [{ id }] })
    expect(await model.forTeam('north').discard(id)).toBe(true)
    expect(await list({})).toMatchObject({ total: 0, items: [] })
  })

  it('runs once when twenty connections start it at once', async () => {
    const database = await open()
    const connections = Array.from({ length: 20 }, () => database.connect())
    await Promise.all(connections.map(({ db }) => migrate(db)))
    expect(await applied(database)).toEqual(STEPS)
  })

  it('runs once when four processes start it at once', async () => {
    const database = await open()
    const run = () =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', MIGRATE, database.url])
    await Promise.all([run(), run(), run(), run()])
    expect(await applied(database)).toEqual(STEPS)
  })

  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)

  const columnsOf = async (database: TestDatabase, table: string) => {
    const rows = await database.query(
      dialect === 'sqlite'
        ? sql`SELECT name, type, "notnull" OR pk AS required FROM pragma_table_info(${table})`
        : sql`SELECT column_name AS name, data_type AS type, is_nullable = 'NO' AS required
              FROM information_schema.columns
              WHERE table_schema = current_schema() AND table_name = ${table}`,
    )
    return rows.map(({ name, type, required }) => ({
      name: String(name),
      type: String(type).toLowerCase().replace(' with time zone', ''),
      required: Boolean(required),
    }))
  }

  const applied = async (database: TestDatabase) => {
    const rows = await database.query(sql`SELECT id FROM import_kit_migrations ORDER BY id`)
    return rows.map((row) => row['id'])
  }
})

describeOn('postgres', 'the search in file names', (open) => {
  it('gets a trigram index where the host has pg_trgm, also when that came later', async () => {
    const server = postgres((await open()).url, { max: 1 })
    const name = `trigram_${process.pid}`
    await server.unsafe(`CREATE DATABASE ${name}`)
    const url = new URL(inject('postgresUrl'))
    url.pathname = `/${name}`
    const client = postgres(url.href, { max: 1, onnotice: () => {} })
    const db = drizzle(client)
    await migrate(db)
    await client.unsafe('CREATE SCHEMA extensions; CREATE EXTENSION pg_trgm SCHEMA extensions')
    await migrate(db)
    await migrate(db)
    const indexes = sql`SELECT indexdef FROM pg_indexes WHERE indexname = 'imports_trigrams'`
    expect(await db.execute(indexes)).toMatchObject([
      { indexdef: expect.stringContaining('USING gin (lower(file_name) extensions.gin_trgm_ops)') },
    ])
    await client.end()
    await server.unsafe(`DROP DATABASE ${name}`)
    await server.end()
  })
})

describe('the database option', () => {
  it('is refused with a sentence when it is not a drizzle database that the kit knows', () => {
    for (const wrong of [{}, Object.create(null), new Map()]) {
      expect(() => detectDatabase(wrong)).toThrow(SetupError)
    }
    expect(() => detectDatabase({})).toThrow(
      /^\[import-kit\] options\.db: needs a drizzle database/,
    )
  })
})
