import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { SetupError } from '../../../server-kit/errors.ts'
import { detectDatabase } from '../../../server-kit/model/dialect.ts'
import { migrate } from '../../../server-kit/model/migrate.ts'
import { describeOnBothDatabases, type TestDatabase } from '../../support/test-databases.ts'

const MIGRATE = fileURLToPath(new URL('../../fixtures/migrate-process.ts', import.meta.url))
const TABLES = [
  'imports',
  'failedImportRows',
  'importCreatedLinks',
  'importIdempotencyKeys',
] as const

describeOnBothDatabases('migrate', (open, dialect) => {
  it('makes the columns that the queries know', async () => {
    const database = await open()
    await migrate(database.db)
    const { tables } = detectDatabase(database.db)
    for (const name of TABLES) {
      const known = Object.values(getTableColumns(tables[name])).map((column) => column.name)
      expect(await columnsOf(database, getTableName(tables[name]))).toEqual(known.sort())
    }
  })

  it('is quiet when it runs again', async () => {
    const database = await open()
    await migrate(database.db)
    await migrate(database.db)
    expect(await applied(database)).toEqual(['0001_imports'])
  })

  it('runs once when twenty connections start it at once', async () => {
    const database = await open()
    const connections = Array.from({ length: 20 }, () => database.connect())
    await Promise.all(connections.map(({ db }) => migrate(db)))
    expect(await applied(database)).toEqual(['0001_imports'])
  })

  it('runs once when four processes start it at once', async () => {
    const database = await open()
    const run = () =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', MIGRATE, database.url])
    await Promise.all([run(), run(), run(), run()])
    expect(await applied(database)).toEqual(['0001_imports'])
  })

  const columnsOf = async (database: TestDatabase, table: string) => {
    const rows = await database.query(
      dialect === 'sqlite'
        ? sql`SELECT name FROM pragma_table_info(${table})`
        : sql`SELECT column_name AS name FROM information_schema.columns
              WHERE table_schema = current_schema() AND table_name = ${table}`,
    )
    return rows.map((row) => String(row['name'])).sort()
  }

  const applied = async (database: TestDatabase) => {
    const rows = await database.query(sql`SELECT id FROM import_kit_migrations`)
    return rows.map((row) => row['id'])
  }
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
