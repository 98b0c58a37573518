import { spawn, spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import Database from 'better-sqlite3'
import postgres from 'postgres'
import { createTables } from './host-tables.ts'

const has = (program: string) => spawnSync(program, ['--version']).status === 0
const hasPsql = has('psql')
const hasSqlite = has('sqlite3')

/** Who does the same by itself: the limits that imports are measured against. */
export const POSTGRES_TOOL = hasPsql ? 'psql \\copy' : 'COPY through postgres.js (there is no psql)'
export const SQLITE_TOOL = hasSqlite
  ? 'sqlite3 .import'
  : 'better-sqlite3, one transaction (there is no sqlite3)'

/** Runs SQL in one session; `\copy … from|to 'file'` by psql, else by the driver's COPY. */
export async function postgresRun(url: string, statements: string[]): Promise<void> {
  if (hasPsql) {
    // psql knows no `?search_path=`.
    const { path, schema } = parts(url)
    const first = `SET search_path TO ${schema}`
    const args = [first, ...statements].flatMap((statement) => ['-c', statement])
    return ran('psql', [path, '-q', '-v', 'ON_ERROR_STOP=1', ...args])
  }
  const client = postgres(url, { max: 1, onnotice: () => {} })
  for (const statement of statements) await runOne(client, statement)
  await client.end()
}

function parts(url: string) {
  const parsed = new URL(url)
  const schema = parsed.searchParams.get('search_path') ?? 'public'
  parsed.search = ''
  return { path: parsed.href, schema }
}

const COPY = /^\\copy (.+) (from|to) '(.+)' csv$/s

async function runOne(client: postgres.Sql, statement: string) {
  const [, what = '', way, file = ''] = COPY.exec(statement) ?? []
  if (way === 'from') {
    const target = await client.unsafe(`COPY ${what} FROM STDIN (FORMAT csv)`).writable()
    await pipeline(createReadStream(file), target)
  } else if (way === 'to') {
    const source = await client.unsafe(`COPY ${what} TO STDOUT (FORMAT csv)`).readable()
    await pipeline(source, createWriteStream(file))
  } else await client.unsafe(statement)
}

/** Fills a new file's table of people from a CSV. */
export async function sqliteImportPeople(csv: string, path: string): Promise<void> {
  rmSync(path, { force: true })
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  for (const statement of createTables('sqlite')) db.exec(statement)
  db.close()
  if (!hasSqlite) return importHere(csv, path)
  await ran('sqlite3', [path, `.import --csv "${csv}" people`])
}

/** Writes the people of a file as a CSV; how many there are. */
export async function sqliteExportPeople(path: string, csv: string): Promise<void> {
  if (hasSqlite) return ran('sqlite3', [path, '-csv', '-cmd', `.once "${csv}"`, PEOPLE])
  const db = new Database(path, { readonly: true })
  const out = createWriteStream(csv)
  for (const row of db.prepare(PEOPLE).raw().iterate()) {
    if (Array.isArray(row)) out.write(`${JSON.stringify(row)}\n`)
  }
  db.close()
  await new Promise<void>((resolve) => out.end(() => resolve()))
}

const PEOPLE = 'SELECT * FROM people ORDER BY rowid'

/** Rows as JSON lists, one a line: what `sqliteExportPeople` writes where there is no shell. */
async function importHere(csv: string, path: string) {
  const { createInterface } = await import('node:readline')
  const db = new Database(path)
  db.exec('BEGIN')
  const insert = db.prepare(`INSERT INTO people VALUES (${Array(15).fill('?').join(', ')})`)
  for await (const line of createInterface(createReadStream(csv))) insert.run(...JSON.parse(line))
  db.exec('COMMIT')
  db.close()
}

function ran(program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}: ${errors}`)),
    )
  })
}
