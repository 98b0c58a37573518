import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { SQL } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import { type BetterSQLite3Database, drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3'
import { type PostgresJsDatabase, drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterAll, describe, inject } from 'vitest'

/** A connection (a pool, on Postgres) to a database that only its opener uses. */
export type TestConnection =
  | { dialect: 'sqlite'; db: BetterSQLite3Database; close(): Promise<void> }
  | { dialect: 'postgres'; db: PostgresJsDatabase; close(): Promise<void> }

export type TestDatabase = TestConnection & {
  /** A file's path, or `postgres://…?search_path=…`: for another process, or as `DATABASE_URL`. */
  url: string
  /** One more connection to the same database. */
  connect(): TestConnection
  /** Runs plain SQL, whichever database it is. */
  query(statement: SQL): Promise<Record<string, unknown>[]>
}

export type Dialect = TestConnection['dialect']

const openers = { sqlite: openSqlite, postgres: openPostgres }

/**
 * Runs the same tests on a real SQLite file and on a real Postgres. Each `open()` is an empty
 * database: a file in a temporary folder, or a schema of its own; it goes when the tests are over.
 *
 * @example
 * describeOnBothDatabases('the import model', (open, dialect) => {
 *   let database: TestDatabase
 *   beforeAll(async () => { database = await open() })
 *   it('…', …)
 * })
 */
export function describeOnBothDatabases(title: string, tests: DatabaseTests) {
  for (const dialect of ['sqlite', 'postgres'] as const) describeOn(dialect, title, tests)
}

type DatabaseTests = (open: () => Promise<TestDatabase>, dialect: Dialect) => void

/** For what only one of the two can do. */
export function describeOn(dialect: Dialect, title: string, tests: DatabaseTests) {
  describe(`${title} on ${dialect}`, () => {
    const opened: TestDatabase[] = []
    afterAll(async () => {
      for (const database of opened) await database.close()
    })
    tests(async () => {
      const database = await openers[dialect]()
      opened.push(database)
      return database
    }, dialect)
  })
}

/** Opens an existing test database by its url, for example in another process. */
export function connectTo(url: string): TestConnection {
  return url.startsWith('postgres') ? connectToPostgres(url) : connectToSqlite(url)
}

function connectToSqlite(file: string) {
  const client = new Database(file)
  client.pragma('journal_mode = WAL')
  const db = drizzleSqlite(client)
  return { dialect: 'sqlite' as const, db, close: async () => void client.close() }
}

function connectToPostgres(url: string) {
  const client = postgres(url, { max: 10, onnotice: () => {} })
  const db = drizzlePostgres(client)
  // With a limit: postgres.js waits for ever for a connection that was killed in a statement.
  return { dialect: 'postgres' as const, db, close: () => client.end({ timeout: 2 }) }
}

async function openSqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'import-kit-sqlite-'))
  const url = join(folder, 'test.sqlite')
  const connections = new Connections(() => connectToSqlite(url))
  const first = connections.open()
  return {
    ...first,
    url,
    connect: () => connections.open(),
    query: async (statement) => queryFile(url, statement),
    close: async () => {
      await connections.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function queryFile(file: string, statement: SQL): Record<string, unknown>[] {
  const { sql, params } = new SQLiteSyncDialect().sqlToQuery(statement)
  const client = new Database(file)
  const prepared = client.prepare<unknown[], Record<string, unknown>>(sql)
  const rows = prepared.reader ? prepared.all(...params) : []
  if (!prepared.reader) prepared.run(...params)
  client.close()
  return rows
}

let schemas = 0

async function openPostgres(): Promise<TestDatabase> {
  const schema = `test_${process.pid}_${Date.now().toString(36)}_${(schemas += 1)}`
  const server = inject('postgresUrl')
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  await admin.unsafe(`CREATE SCHEMA ${schema}`)
  await admin.end()
  const url = new URL(server)
  url.searchParams.set('search_path', schema)
  const connections = new Connections(() => connectToPostgres(url.href))
  const first = connections.open()
  return {
    ...first,
    url: url.href,
    connect: () => connections.open(),
    query: async (statement) => [...(await first.db.execute(statement))],
    close: async () => {
      await connections.close()
      const admin = postgres(server, { max: 1, onnotice: () => {} })
      await admin.unsafe(`DROP SCHEMA ${schema} CASCADE`)
      await admin.end()
    },
  }
}

/** Closes what a test has left open: otherwise a schema could not be dropped. */
class Connections<T extends TestConnection> {
  readonly #connect: () => T
  readonly #open: T[] = []

  constructor(connect: () => T) {
    this.#connect = connect
  }

  open(): T {
    const connection = this.#connect()
    this.#open.push(connection)
    return connection
  }

  async close() {
    for (const connection of this.#open) await connection.close()
  }
}
