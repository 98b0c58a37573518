import { fork } from 'node:child_process'
import Database from 'better-sqlite3'

// The limits of the review, in a process of its own: SQLite alone, with the same rows in the same layout.

export interface BareReads {
  /** All ten columns of all rows. */
  pass: number
  /** `GROUP BY` of each column, of which nothing but the number of groups is read. */
  groups: number[]
}

const CELLS = Array.from({ length: 10 }, (_, place) => `c${place + 1}`)

function timed(read: () => void): number {
  const began = performance.now()
  read()
  return performance.now() - began
}

function readAll(path: string): BareReads {
  const db = new Database(path, { readonly: true })
  const rows = db.prepare<[], string[]>(`SELECT ${CELLS.join(', ')} FROM import_rows`).raw()
  let length = 0
  const pass = timed(() => {
    for (const row of rows.iterate()) length += row[9]?.length ?? 0
  })
  const groups = CELLS.map((cell) => {
    const grouped = `SELECT ${cell}, count(*) FROM import_rows GROUP BY ${cell}`
    const count = db.prepare(`SELECT count(*) FROM (${grouped})`)
    return timed(() => count.get())
  })
  if (length === 0) throw new Error('There was nothing to read')
  db.close()
  return { pass, groups }
}

/** Reads the file of an import as plainly as can be. */
export function bareReads(path: string): Promise<BareReads> {
  const child = fork(new URL(import.meta.url), [path], { execArgv: ['--import', 'tsx'] })
  return new Promise((resolve, reject) => {
    child.once('message', (reads: BareReads) => resolve(reads))
    child.once('exit', (code) => reject(new Error(`The bare reads ended with ${code}`)))
  })
}

if (process.send && process.argv[2]) process.send(readAll(process.argv[2]))
