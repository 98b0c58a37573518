import { once } from 'node:events'
import { createWriteStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import postgres from 'postgres'
import {
  POSTGRES_TOOL,
  postgresRun,
  SQLITE_TOOL,
  sqliteExportPeople,
  sqliteImportPeople,
} from './bulk-tools.ts'
import { contactEmail } from './csv-file.ts'
import { createTables, type Dialect } from './host-tables.ts'

/** An empty database of a host, and how a tool of its own fills it. */
export interface HostDatabase {
  dialect: Dialect
  url: string
  tool: string
  /** Adds people with these e-mails, by the row of the file that has them; negative: that none has. */
  fill(rows: Iterable<number>): Promise<void>
  /** Takes all people out and puts them in again, by the tool alone; the seconds of putting in. */
  putInAgain(): Promise<number>
  /** Finds the file's e-mails among the people, by the tool alone; the seconds. */
  find(rows: number): Promise<number>
  close(): Promise<void>
}

const seconds = async (run: () => Promise<void>) => {
  const began = performance.now()
  await run()
  return (performance.now() - began) / 1000
}

const emailOf = (row: number) => (row > 0 ? contactEmail(row) : `other${row}@example.com`)

async function writeLines(path: string, lines: Iterable<string>) {
  const out = createWriteStream(path)
  let text = ''
  for (const one of lines) {
    text += `${one}\n`
    if (text.length < 1_000_000) continue
    if (!out.write(text)) await once(out, 'drain')
    text = ''
  }
  await new Promise<void>((resolve) => out.end(text, () => resolve()))
}

function* peopleLines(rows: Iterable<number>) {
  for (const row of rows) yield `old${row},north,Old ${row},${emailOf(row)}`
}

function* emailLines(rows: number) {
  for (let row = 1; row <= rows; row++) yield contactEmail(row)
}

let schemas = 0

export async function openPostgresHost(server: string, folder: string): Promise<HostDatabase> {
  const schema = `host_${process.pid}_${(schemas += 1)}`
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  await admin.unsafe(`CREATE SCHEMA ${schema}`)
  const url = new URL(server)
  url.searchParams.set('search_path', schema)
  const run = (...statements: string[]) => postgresRun(url.href, statements)
  await run(...createTables('postgres'))
  const file = (name: string) => join(folder, name)
  return {
    dialect: 'postgres',
    url: url.href,
    tool: POSTGRES_TOOL,
    async fill(rows) {
      await writeLines(file('people.csv'), peopleLines(rows))
      await run(
        'CREATE TEMP TABLE old (id text, team_id text, name text, email text)',
        `\\copy old from '${file('people.csv')}' csv`,
        `INSERT INTO people (id, team_id, name, email, created_at, updated_at)
         SELECT id, team_id, name, email, now(), now() FROM old`,
        'VACUUM ANALYZE people',
      )
    },
    async putInAgain() {
      await run(`\\copy people to '${file('all.csv')}' csv`, 'TRUNCATE people', 'CHECKPOINT')
      return seconds(() => run(`\\copy people from '${file('all.csv')}' csv`))
    },
    async find(rows) {
      await writeLines(file('keys.csv'), emailLines(rows))
      const found = `(SELECT keys.value, people.id, people.name FROM keys
        JOIN people ON team_id = 'north' AND lower(email) = keys.value)`
      return seconds(() =>
        run(
          'CREATE TEMP TABLE keys (value text)',
          `\\copy keys from '${file('keys.csv')}' csv`,
          'ANALYZE keys',
          `\\copy ${found.replaceAll(/\s+/g, ' ')} to '${file('found.csv')}' csv`,
        ),
      )
    },
    async close() {
      await admin.unsafe(`DROP SCHEMA ${schema} CASCADE`)
      await admin.end()
    },
  }
}

export async function openSqliteHost(folder: string): Promise<HostDatabase> {
  const url = join(folder, 'host.sqlite')
  const csv = join(folder, 'all.csv')
  const remove = (path: string) => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
  }
  remove(url)
  const db = new Database(url)
  db.pragma('journal_mode = WAL')
  for (const statement of createTables('sqlite')) db.exec(statement)
  const insert = db.prepare(`INSERT INTO people (id, team_id, name, email, created_at, updated_at)
    VALUES (?, 'north', ?, ?, 0, 0)`)
  return {
    dialect: 'sqlite',
    url,
    tool: SQLITE_TOOL,
    fill: async (rows) =>
      db.transaction(() => {
        for (const row of rows) insert.run(`old${row}`, `Old ${row}`, emailOf(row))
      })(),
    async putInAgain() {
      await sqliteExportPeople(url, csv)
      const again = join(folder, 'again.sqlite')
      remove(again)
      const taken = await seconds(() => sqliteImportPeople(csv, again))
      remove(again)
      return taken
    },
    find: async () => Promise.reject(new Error('Measured on Postgres')),
    async close() {
      db.close()
      remove(url)
    },
  }
}
