import { spawnSync } from 'node:child_process'
import { createReadStream, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import Papa from 'papaparse'
import type { CsvFile } from './csv-file.ts'

const hasShell = spawnSync('sqlite3', ['--version']).status === 0

/** Who imports: the limit that uploads are measured against. */
export const IMPORTER = hasShell ? 'sqlite3 .import' : 'better-sqlite3, row by row'

export interface Imported {
  seconds: number
  /** Of all cores together: what is left of it when others use the machine. */
  cpuSeconds: number
}

/** Imports a file into text columns. */
export async function sqliteImport(file: CsvFile, database: string): Promise<Imported> {
  rmSync(database, { force: true })
  const columns = Array.from({ length: file.columns }, (_, place) => `c${place} TEXT`)
  const table = `CREATE TABLE t (${columns.join(', ')})`
  const began = performance.now()
  const cpuSeconds = hasShell
    ? importInShell(file, database, table)
    : await importHere(file, database, table)
  const seconds = (performance.now() - began) / 1000
  rmSync(database, { force: true })
  return { seconds, cpuSeconds }
}

function importInShell({ path }: CsvFile, database: string, table: string) {
  const command = `.import --csv --skip 1 "${path}" t`
  // The shell says at the end what its children used.
  const script = '"$@" && times'
  const args = ['-c', script, 'sh', 'sqlite3', database, '-cmd', table, command]
  const { status, stdout, stderr } = spawnSync('sh', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`sqlite3 failed: ${stderr}`)
  const used = [...(stdout.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)]
  return used.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
}

async function importHere({ path, columns }: CsvFile, database: string, table: string) {
  const before = process.cpuUsage()
  const db = new Database(database)
  db.exec(table)
  db.exec('BEGIN')
  const places = Array.from({ length: columns }, () => '?').join(', ')
  const insert = db.prepare<string[]>(`INSERT INTO t VALUES (${places})`)
  let isHeader = true
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[]>(createReadStream(path), {
      step: ({ data }) => {
        if (!isHeader && data.length === columns) insert.run(...data)
        isHeader = false
      },
      complete: () => resolve(),
      error: reject,
    })
  })
  db.exec('COMMIT')
  db.close()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}
