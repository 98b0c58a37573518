import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type SQL, sql } from 'drizzle-orm'
import { type BetterSQLite3Database, drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3'
import { type PostgresJsDatabase, drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { createTables } from './create-tables.ts'
import * as postgresTables from './tables.postgres.ts'
import * as sqliteTables from './tables.sqlite.ts'

/** The CRM's database, with what differs between the two behind `query`. */
export type RecordsDatabase =
  | (Opened<'sqlite', typeof sqliteTables> & { db: BetterSQLite3Database })
  | (Opened<'postgres', typeof postgresTables> & { db: PostgresJsDatabase })

interface Opened<D, T> {
  dialect: D
  tables: T
  query(statement: SQL): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

/** Opens Postgres where a `postgres://…` url is given, else a SQLite file; makes missing tables. */
export function openRecords(settings: {
  dataDir: string
  databaseUrl: string | undefined
}): Promise<RecordsDatabase> {
  const { dataDir, databaseUrl } = settings
  return databaseUrl ? openPostgres(databaseUrl) : openSqlite(join(dataDir, 'crm.sqlite'))
}

async function openSqlite(file: string): Promise<RecordsDatabase> {
  const client = new Database(file)
  client.pragma('journal_mode = WAL')
  client.pragma('busy_timeout = 5000')
  for (const statement of createTables('sqlite')) client.exec(statement)
  const db = drizzleSqlite(client)
  return {
    dialect: 'sqlite',
    db,
    tables: sqliteTables,
    query: async (statement) => db.all(statement),
    close: async () => void client.close(),
  }
}

async function openPostgres(url: string): Promise<RecordsDatabase> {
  const client = postgres(url, {
    max: 10,
    onnotice: () => {},
    // The default waits up to twenty seconds for a database that is back.
    backoff: () => 1,
    // Otherwise a connection that is ended while it asks for them ends the process.
    fetch_types: false,
  })
  const db = drizzlePostgres(client)
  await db.transaction(async (tx) => {
    // Otherwise two processes that start together both find a table missing, and one fails.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(7041776)`)
    for (const statement of createTables('postgres')) await tx.execute(sql.raw(statement))
  })
  return {
    dialect: 'postgres',
    db,
    tables: postgresTables,
    query: async (statement) => [...(await db.execute(statement))],
    close: () => client.end(),
  }
}
