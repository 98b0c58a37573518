import Database from 'better-sqlite3'
import { closeSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { ColumnProfiler } from '../../upload/column-profiler.ts'
import type { SeenCell } from '../../upload/format-watch.ts'
import type { BlockRecord } from '../../upload/record-block.ts'
import type { TableSink } from '../../upload/table-reader.ts'
import type { Reading } from '../row-store.ts'
import { RowBytes } from './row-bytes.ts'
import { addCellColumn, createRows, REVIEW_TABLES } from './store-schema.ts'
import { TablePages } from './table-pages.ts'

const PAGE_SIZE = 8192

/**
 * Makes the file of an import: the rows of an upload, and the profiles of its columns. The rows are
 * written as the pages that SQLite would make of them: ten million bound values take longer than all
 * the rest.
 */
export class RowLoader implements TableSink {
  readonly #path: string
  #file: number | null = null
  #db: Database.Database | null = null
  #pages: TablePages | null = null
  #rows: RowBytes | null = null
  #profilers: ColumnProfiler[] = []
  #headerWidth = 0
  #totalRows = 0
  #lastRow = 0
  readonly #cell: SeenCell = {
    bytes: new Uint8Array(),
    view: new DataView(new ArrayBuffer(0)),
    start: 0,
    end: 0,
    rowNumber: 0,
  }

  constructor(path: string) {
    this.#path = path
    // The file is there from the beginning: by it others know that the import has one.
    closeSync(openSync(path, 'w'))
  }

  addColumns(headers: string[]): void {
    const width = this.#profilers.length
    if (width === 0) this.#create(headers.length)
    this.#profilers.push(
      ...headers.map((header) => new ColumnProfiler(header, width + headers.length)),
    )
    // The rows so far have none of them.
    if (width > 0 && this.#totalRows > 0)
      for (let place = width; place < this.#profilers.length; place++) this.#see(place, 0, 0)
  }

  addRow(rowNumber: number, record: BlockRecord): void {
    const columns = this.#profilers.length
    this.#rows?.add(rowNumber, record, { columns, hasExtra: this.#hasExtra(record) })
    this.#profile(rowNumber, record)
    this.#totalRows += 1
    this.#lastRow = rowNumber
  }

  /** Completes the file and makes it durable. */
  async finish(reading: Reading): Promise<void> {
    this.#pages?.finish()
    this.#closeFile()
    this.#db = openForLoading(this.#path)
    this.#db.exec('BEGIN')
    for (let place = this.#headerWidth; place < this.#profilers.length; place++) {
      addCellColumn(this.#db, place)
    }
    this.#saveReading(this.#db, reading)
    this.#db.exec('COMMIT')
    this.close()
    const file = await open(this.#path, 'r+')
    await file.sync().finally(() => file.close())
  }

  close(): void {
    this.#db?.close()
    this.#closeFile()
  }

  #closeFile() {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
  }

  /** All tables, still empty: what is written behind them are rows alone. */
  #create(columns: number) {
    this.#headerWidth = columns
    const db = openForLoading(this.#path)
    this.#db = db
    db.pragma(`page_size = ${PAGE_SIZE}`)
    createRows(db, columns)
    db.exec(REVIEW_TABLES)
    const root = db
      .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'import_rows'")
      .pluck()
      .get()
    const pages = Number(db.pragma('page_count', { simple: true }))
    db.close()
    const file = openSync(this.#path, 'r+')
    this.#file = file
    this.#pages = new TablePages({ file, pageSize: PAGE_SIZE, pages, root: root ?? 0 })
    this.#rows = new RowBytes(this.#pages)
  }

  #saveReading(db: Database.Database, reading: Reading) {
    db.prepare('INSERT INTO store (reading, total_rows, last_row) VALUES (?, ?, ?)').run(
      JSON.stringify(reading),
      this.#totalRows,
      this.#lastRow,
    )
    const insert = db.prepare(
      'INSERT INTO import_columns (place, source, profile) VALUES (?, ?, ?)',
    )
    this.#profilers.forEach((profiler, place) => {
      insert.run(place, profiler.source, JSON.stringify(profiler.profile()))
    })
  }

  #profile(rowNumber: number, record: BlockRecord) {
    const { bytes, view, starts, ends } = record.block
    this.#cell.bytes = bytes
    this.#cell.view = view
    this.#cell.rowNumber = rowNumber
    for (let place = 0; place < this.#profilers.length; place++) {
      const cell = record.first + place
      const isThere = place < record.width
      this.#see(place, isThere ? (starts[cell] ?? 0) : 0, isThere ? (ends[cell] ?? 0) : 0)
    }
  }

  #see(place: number, start: number, end: number) {
    this.#cell.start = start
    this.#cell.end = end
    this.#profilers[place]?.see(this.#cell)
  }

  #hasExtra(record: BlockRecord) {
    const { starts, ends } = record.block
    for (let cell = record.first + this.#headerWidth; cell < record.first + record.width; cell++) {
      if (starts[cell] !== ends[cell]) return true
    }
    return false
  }
}

function openForLoading(path: string) {
  const db = new Database(path)
  // The file is thrown away when loading fails: a journal would only cost time.
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  return db
}
