import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { migrate } from '../../server-kit/model/migrate.ts'
import { type CrashingPostgres, startCrashingPostgres } from './crashing-postgres.ts'
import { ledgerTables } from './worker/ledger-tables.ts'

type Row = Record<string, unknown>

const STARTING_UP = '57P03'

/** The database that the workers share, as the harness sees it: from outside of all of them. */
export interface HostDatabase {
  dialect: 'sqlite' | 'postgres'
  url: string
  /** Null on SQLite, which has no server to stop. */
  server: CrashingPostgres | null
  query(statement: string, parameters?: (string | number)[]): Promise<Row[]>
  /** Ends the connections of all others; how many there were. */
  killConnections(): Promise<number>
  close(): Promise<void>
}

export async function openHostDatabase(dialect: 'sqlite' | 'postgres'): Promise<HostDatabase> {
  return dialect === 'sqlite' ? openSqlite() : openPostgres()
}

async function openSqlite(): Promise<HostDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'import-kit-crash-'))
  const url = join(folder, 'host.sqlite')
  const client = new Database(url)
  client.pragma('journal_mode = WAL')
  client.pragma('busy_timeout = 10000')
  await migrate(drizzleSqlite(client))
  for (const statement of ledgerTables('sqlite')) client.exec(statement)
  return {
    dialect: 'sqlite',
    url,
    server: null,
    async query(statement, parameters = []) {
      const prepared = client.prepare<unknown[], Row>(statement.replaceAll(/\$\d+/g, '?'))
      if (prepared.reader) return prepared.all(...parameters)
      prepared.run(...parameters)
      return []
    },
    killConnections: async () => 0,
    async close() {
      client.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openPostgres(): Promise<HostDatabase> {
  const server = await startCrashingPostgres()
  const options = { onnotice: () => {}, backoff: () => 0.1, fetch_types: false }
  const client = postgres(server.url, { max: 3, ...options })
  const setup = postgres(server.url, { max: 1, onnotice: () => {} })
  await migrate(drizzlePostgres(setup))
  for (const statement of ledgerTables('postgres')) await setup.unsafe(statement)
  await setup.end()
  const ask = async (statement: string, parameters: (string | number)[] = []) => [
    ...(await client.unsafe<Row[]>(statement, parameters)),
  ]
  // The driver gives the first answer after a restart the error of whoever asked during it.
  const query: typeof ask = (...asked) =>
    ask(...asked).catch((error: { code?: string }) => {
      if (error.code !== STARTING_UP) throw error
      return ask(...asked)
    })
  return {
    dialect: 'postgres',
    url: server.url,
    server,
    query,
    async killConnections() {
      const killed = await query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
           AND query NOT LIKE '%/* harness */%'`,
      )
      return killed.length
    },
    async close() {
      await client.end({ timeout: 2 })
      await server.stop()
    },
  }
}
