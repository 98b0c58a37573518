import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { RowBytes } from '../../../server-kit/row-store/sqlite/row-bytes.ts'
import { createRows } from '../../../server-kit/row-store/sqlite/store-schema.ts'
import { TablePages } from '../../../server-kit/row-store/sqlite/table-pages.ts'
import { BlockRecord, blockOf } from '../../../server-kit/upload/record-block.ts'

const root = mkdtempSync(join(tmpdir(), 'table-pages-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let files = 0

interface Table {
  columns: number
  pageSize?: number
  /** The file is as large before the rows come. */
  fileBytes?: number
}

/** A database whose rows were written as pages. */
function filled(
  rows: Iterable<[number, string[]]>,
  { columns, pageSize = 4096, fileBytes }: Table,
) {
  const path = join(root, `${++files}.sqlite`)
  const db = new Database(path)
  db.pragma(`page_size = ${pageSize}`)
  createRows(db, columns)
  db.exec("CREATE TABLE other (a); INSERT INTO other VALUES ('kept')")
  const pages = Number(db.pragma('page_count', { simple: true }))
  const schema = db.prepare<[], { rootpage: number }>('SELECT rootpage FROM sqlite_schema').get()
  db.close()
  const file = openSync(path, 'r+')
  if (fileBytes) ftruncateSync(file, fileBytes)
  const table = new TablePages({
    file,
    pageSize,
    pages: fileBytes ? fileBytes / pageSize : pages,
    root: schema?.rootpage ?? 0,
  })
  const bytes = new RowBytes(table)
  for (const [id, cells] of rows) {
    const record = new BlockRecord(blockOf(cells, 1)).moveTo(0)
    bytes.add(id, record, { columns, hasExtra: false })
  }
  table.finish()
  closeSync(file)
  return new Database(path)
}

const problems = (db: Database.Database) =>
  db.prepare<[], string>('PRAGMA integrity_check').pluck().all()

/** Random numbers that are the same in every run. */
function seeded(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

describe('a table written as pages', () => {
  it.each([
    ['no rows', 0, 4096],
    ['one row', 1, 4096],
    ['a page', 20, 4096],
    ['two levels', 5000, 4096],
    ['many levels of small pages', 20_000, 512],
    ['the largest pages', 20_000, 65_536],
  ])('is whole to SQLite: %s', (_name, count, pageSize) => {
    const random = seeded(count)
    const rows: [number, string[]][] = []
    let id = 0
    for (let row = 0; row < count; row++) {
      id += 1 + random(3)
      rows.push([id, [`${row} é`, 'x'.repeat(random(90)), random(2) ? '' : '\0日本']])
    }
    const db = filled(rows, { columns: 3, pageSize })
    expect(problems(db)).toEqual(['ok'])
    const read = db.prepare('SELECT row_number, c1, c2, c3 FROM import_rows').raw().all()
    expect(read).toEqual(rows.map(([number, cells]) => [number, ...cells]))
    const last = rows.at(-1)
    const found = db.prepare('SELECT c1 FROM import_rows WHERE row_number = ?').pluck()
    expect(found.get(last?.[0] ?? 0)).toEqual(last?.[1][0])
    expect(db.prepare('SELECT a FROM other').pluck().get()).toBe('kept')
    db.close()
  })

  it.each([512, 4096, 8192, 65_536])('keeps rows longer than a page of %i bytes', (pageSize) => {
    // Around the largest row of a page, of a page with one more, and far beyond.
    const lengths = [40, pageSize, 2 * pageSize, 3 * pageSize].flatMap((size) =>
      Array.from({ length: 120 }, (_, place) => Math.max(1, size - 60 + place)),
    )
    const rows = [...lengths, 1, 1_000_000, 1, 16_384, 2].map((length, row): [number, string[]] => [
      row + 1,
      ['y'.repeat(length), String(row)],
    ])
    const db = filled(rows, { columns: 2, pageSize })
    expect(problems(db)).toEqual(['ok'])
    const read = db.prepare('SELECT row_number, c1, c2 FROM import_rows').raw().all()
    expect(read).toEqual(rows.map(([number, cells]) => [number, ...cells]))
    db.close()
  })

  it('keeps rows of a thousand cells, and fills up those that have fewer', () => {
    const full = Array.from({ length: 1000 }, (_, place) => 'z'.repeat(place % 150))
    const db = filled(
      [
        [1, full],
        [2, ['only']],
      ],
      { columns: 1000 },
    )
    expect(problems(db)).toEqual(['ok'])
    const read = db.prepare('SELECT * FROM import_rows').raw().all() as unknown[][]
    expect(read[0]?.slice(-1000)).toEqual(full)
    expect(read[1]?.slice(-1000)).toEqual(['only', ...Array(999).fill('')])
    db.close()
  })

  it('leaves out the page that SQLite locks', () => {
    const pageSize = 65_536
    const rows = Array.from({ length: 40 }, (_, row): [number, string[]] => [
      row + 1,
      [`${row}`.repeat(row % 3 ? 20_000 : 90_000)],
    ])
    for (const before of [1, 2, 3]) {
      const db = filled(rows, { columns: 1, pageSize, fileBytes: 2 ** 30 - before * pageSize })
      const read = db.prepare('SELECT row_number, c1 FROM import_rows').raw().all()
      expect(read).toEqual(rows.map(([number, cells]) => [number, ...cells]))
      const found = problems(db).filter((problem) => !/never used/.test(problem))
      expect(found).toEqual([])
      db.close()
    }
  })

  it('takes changes as any other', () => {
    const rows = Array.from({ length: 3000 }, (_, row): [number, string[]] => [
      row + 1,
      ['a', `${row}`],
    ])
    const db = filled(rows, { columns: 2, pageSize: 512 })
    db.exec("UPDATE import_rows SET c1 = 'longer than it was', c2 = row_number")
    db.exec('UPDATE import_rows SET c1 = hex(randomblob(900)) WHERE row_number % 7 = 0')
    db.exec('DELETE FROM import_rows WHERE row_number % 3 = 0')
    db.exec("INSERT INTO import_rows (row_number, c1, c2) VALUES (9999, 'b', '')")
    expect(problems(db)).toEqual(['ok'])
    expect(db.prepare('SELECT count(*) FROM import_rows').pluck().get()).toBe(2001)
    db.close()
  })
})
