import type { Warning } from '../contract/shapes.ts'
import { ERROR_HEADER, unguardFormula } from '../values/formula-guard.ts'
import { nameHeaders, placeName } from './headers.ts'
import {
  cellTooLarge,
  emptyFile,
  noHeaderRow,
  noRows,
  tooManyColumns,
  tooManyRows,
} from './read-refusals.ts'

export interface TableLimits {
  rows: number
  columns: number
  cellBytes: number
}

/** Who takes the table: columns first, then rows as wide as the columns so far. */
export interface TableSink {
  addColumns(headers: string[]): void
  /** `rowNumber`: the record's place in the file, from 1. */
  addRow(rowNumber: number, cells: string[]): void
}

interface Wanted {
  limits: TableLimits
  /** The header's place in the file, from 1; default: the first record that is not blank. */
  headerRow?: number | undefined
}

const isBlank = (cell: string) => cell === '' || cell.trim() === ''
const MOST_BYTES_PER_UNIT = 3
const SHOWN_ROWS = 5

/** Makes a table of records: finds the header, drops blank rows, evens out the others. */
export class TableReader {
  headers: string[] = []
  headerRow = 0
  totalRows = 0
  readonly #sink: TableSink
  readonly #limits: TableLimits
  readonly #wantedHeader: number | undefined
  #place: number
  #warnings: Warning[] = []
  #short = { count: 0, rows: [] as number[] }
  #extra = { count: 0, rows: [] as number[] }
  #headerWidth = 0
  /** A file of failed rows that this kit made: its formula guards are undone. */
  #isFailedRowsFile = false

  /** `place`: how many records of the file come before the first that is pushed. */
  constructor(sink: TableSink, { limits, headerRow }: Wanted, place = 0) {
    this.#sink = sink
    this.#limits = limits
    this.#wantedHeader = headerRow
    this.#place = place
  }

  push(records: readonly string[][]): void {
    for (const cells of records) {
      this.#place += 1
      if (this.headerRow > 0) this.#takeRow(cells)
      else if (this.#isHeader(cells)) this.#takeHeader(cells)
    }
  }

  /** Throws when there is nothing to import; else what is to be said about the table. */
  finish(): Warning[] {
    if (this.headerRow === 0) {
      if (this.#wantedHeader === undefined || this.#place === 0) throw emptyFile()
      throw noHeaderRow(this.#wantedHeader, this.#place)
    }
    if (this.totalRows === 0) throw noRows()
    return [
      ...this.#failedRowsNote(),
      ...this.#warnings,
      ...this.#extraWarning(),
      ...this.#shortWarning(),
    ]
  }

  #isHeader(cells: string[]) {
    if (this.#wantedHeader !== undefined) return this.#place === this.#wantedHeader
    return !cells.every(isBlank)
  }

  #takeHeader(cells: string[]) {
    const { columns } = this.#limits
    // Spreadsheet programs pad the header too: blank headers beyond the limit name nothing.
    while (cells.length > columns && isBlank(cells.at(-1) ?? '')) cells.pop()
    if (cells.length > columns) throw tooManyColumns(columns)
    for (const cell of cells) this.#checkSize(cell)
    this.#isFailedRowsFile = cells.at(-1)?.trim() === ERROR_HEADER
    const { headers, warnings } = nameHeaders(this.#unguarded(cells))
    this.headerRow = this.#place
    this.headers = headers
    this.#headerWidth = headers.length
    this.#warnings = warnings
    this.#sink.addColumns([...headers])
  }

  #takeRow(cells: string[]) {
    if (cells.every(isBlank)) return
    this.totalRows += 1
    if (this.totalRows > this.#limits.rows) throw tooManyRows(this.#limits.rows)
    for (const cell of cells) this.#checkSize(cell)
    if (cells.length > this.#headerWidth) this.#takeExtra(cells)
    if (cells.length < this.#headerWidth) note(this.#short, this.#place)
    while (cells.length < this.headers.length) cells.push('')
    this.#sink.addRow(this.#place, this.#unguarded(cells))
  }

  #unguarded(cells: string[]) {
    return this.#isFailedRowsFile ? cells.map(unguardFormula) : cells
  }

  /** Cells beyond the header: columns of their own when one of them is filled. */
  #takeExtra(cells: string[]) {
    while (cells.length > this.#headerWidth && isBlank(cells.at(-1) ?? '')) cells.pop()
    if (cells.length === this.#headerWidth) return
    if (cells.length > this.#limits.columns) throw tooManyColumns(this.#limits.columns)
    if (cells.length > this.headers.length) this.#addColumns(cells.length)
    note(this.#extra, this.#place)
  }

  #addColumns(width: number) {
    const taken = new Set(this.headers)
    const added: string[] = []
    for (let index = this.headers.length; index < width; index++) {
      const header = placeName(index, (name) => taken.has(name))
      taken.add(header)
      added.push(header)
    }
    this.headers.push(...added)
    this.#sink.addColumns(added)
  }

  #checkSize(cell: string) {
    const { cellBytes } = this.#limits
    if (cell.length * MOST_BYTES_PER_UNIT <= cellBytes) return
    if (Buffer.byteLength(cell) > cellBytes) throw cellTooLarge(cellBytes, this.#place)
  }

  #failedRowsNote(): Warning[] {
    if (!this.#isFailedRowsFile) return []
    const message = `This is a file of failed rows: its column “${ERROR_HEADER}” is not imported.`
    return [{ code: 'failed_rows_file', message }]
  }

  #extraWarning(): Warning[] {
    const { count, rows } = this.#extra
    if (count === 0) return []
    const message = `Rows have more cells than the header (first in row ${rows[0]}). They are kept in columns of their own.`
    return [{ code: 'extra_cells', message, details: { rows, count } }]
  }

  #shortWarning(): Warning[] {
    const { count, rows } = this.#short
    if (count === 0) return []
    const message = `Rows have fewer cells than the header (first in row ${rows[0]}). The missing cells are blank.`
    return [{ code: 'short_rows', message, details: { rows, count } }]
  }
}

function note(seen: { count: number; rows: number[] }, place: number) {
  seen.count += 1
  if (seen.rows.length < SHOWN_ROWS) seen.rows.push(place)
}
