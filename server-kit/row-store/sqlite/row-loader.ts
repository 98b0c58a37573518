import Database from 'better-sqlite3'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { ColumnProfiler } from '../../upload/column-profiler.ts'
import type { TableSink } from '../../upload/table-reader.ts'
import type { Reading } from '../row-store.ts'
import { addCellColumn, cellColumns, createRows, REVIEW_TABLES } from './store-schema.ts'

const ROWS_PER_INSERT = 50
/** Of one statement: SQLite's own limit is 32,766. */
const MOST_VARIABLES = 32_000

/** Writes the rows of an upload into a new file, and profiles the columns on the way. */
export class RowLoader implements TableSink {
  readonly #path: string
  readonly #db: Database.Database
  #profilers: ColumnProfiler[] = []
  #headerWidth = 0
  #insert: Database.Statement<unknown[]> | null = null
  #rowsPerInsert = 0
  #waiting: unknown[] = []
  #waitingRows = 0
  #totalRows = 0
  #lastRow = 0

  constructor(path: string) {
    this.#path = path
    this.#db = new Database(path)
    // The file is thrown away when loading fails: a journal would only cost time.
    this.#db.pragma('journal_mode = OFF')
    this.#db.pragma('synchronous = OFF')
    this.#db.pragma('locking_mode = EXCLUSIVE')
    this.#db.pragma('cache_size = -16000')
    this.#db.exec('BEGIN')
  }

  addColumns(headers: string[]): void {
    const width = this.#profilers.length
    this.#flush()
    if (width === 0) {
      this.#headerWidth = headers.length
      createRows(this.#db, headers.length)
    } else {
      headers.forEach((_, place) => addCellColumn(this.#db, width + place))
    }
    this.#profilers.push(
      ...headers.map((header) => {
        const profiler = new ColumnProfiler(header, width + headers.length)
        if (width > 0 && this.#totalRows > 0) profiler.see('', 0)
        return profiler
      }),
    )
    this.#prepare()
  }

  addRow(rowNumber: number, cells: string[]): void {
    this.#waiting.push(rowNumber, this.#hasExtra(cells) ? 1 : 0)
    for (let place = 0; place < cells.length; place++) {
      const cell = cells[place] ?? ''
      this.#waiting.push(cell)
      this.#profilers[place]?.see(cell, rowNumber)
    }
    this.#totalRows += 1
    this.#lastRow = rowNumber
    this.#waitingRows += 1
    if (this.#waitingRows === this.#rowsPerInsert) this.#flush()
  }

  /** Completes the file and makes it durable. */
  finish(reading: Reading): void {
    this.#flush()
    this.#db.exec(REVIEW_TABLES)
    this.#db
      .prepare('INSERT INTO store (reading, total_rows, last_row) VALUES (?, ?, ?)')
      .run(JSON.stringify(reading), this.#totalRows, this.#lastRow)
    const insert = this.#db.prepare(
      'INSERT INTO import_columns (place, source, profile) VALUES (?, ?, ?)',
    )
    this.#profilers.forEach((profiler, place) => {
      const profile = profiler.profile()
      insert.run(place, profile.source, JSON.stringify(profile))
    })
    this.#db.exec('COMMIT')
    this.close()
    const file = openSync(this.#path, 'r+')
    fsyncSync(file)
    closeSync(file)
  }

  close(): void {
    this.#db.close()
  }

  #hasExtra(cells: string[]) {
    for (let place = this.#headerWidth; place < cells.length; place++) {
      if (cells[place] !== '') return true
    }
    return false
  }

  #prepare() {
    const variables = this.#profilers.length + 2
    this.#rowsPerInsert = Math.max(
      1,
      Math.min(ROWS_PER_INSERT, Math.floor(MOST_VARIABLES / variables)),
    )
    this.#insert = this.#statement(this.#rowsPerInsert)
  }

  #statement(rows: number): Database.Statement<unknown[]> {
    const names = cellColumns(this.#profilers.length)
    const row = `(${['?', '?', ...names.map(() => '?')].join(', ')})`
    return this.#db.prepare(
      `INSERT INTO import_rows (row_number, has_extra, ${names.join(', ')})
       VALUES ${Array.from({ length: rows }, () => row).join(', ')}`,
    )
  }

  #flush() {
    if (this.#waitingRows === 0) return
    const isFull = this.#waitingRows === this.#rowsPerInsert
    const insert = isFull && this.#insert ? this.#insert : this.#statement(this.#waitingRows)
    insert.run(this.#waiting)
    this.#waiting = []
    this.#waitingRows = 0
  }
}
