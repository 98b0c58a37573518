import type { Warning } from '../contract/shapes.ts'
import { ERROR_HEADER, unguardFormula } from '../values/formula-guard.ts'
import { FooterWatch } from './footer-watch.ts'
import type { FoundHeader } from './find-header.ts'
import { nameHeaders, placeName } from './headers.ts'
import { BlockRecord, blockOf, type RecordBlock } from './record-block.ts'
import { emptyFile, noHeaderRow, noRows, tooManyColumns, tooManyRows } from './read-refusals.ts'

export interface TableLimits {
  rows: number
  columns: number
  cellBytes: number
}

/** Who takes the table: columns first, then rows as wide as the columns so far. */
export interface TableSink {
  addColumns(headers: string[]): void
  /**
   * `rowNumber`: the record's place in the file, from 1. The record is another one after the call; its
   * cells beyond the columns are none, those that it lacks are blank.
   */
  addRow(rowNumber: number, record: BlockRecord): void
}

interface Wanted {
  limits: TableLimits
  /** The header's place in the file, from 1; default: the first record that is not blank. */
  headerRow?: number | undefined
  /** What stands above the header, when that was found rather than chosen. */
  preamble?: FoundHeader['preamble'] | undefined
}

const isBlank = (cell: string) => cell === '' || cell.trim() === ''
const hasNul = (cell: string) => cell.includes('\0')
const SHOWN_ROWS = 5

/** Makes a table of records: finds the header, drops blank rows, evens out the others. */
export class TableReader {
  headers: string[] = []
  headerRow = 0
  totalRows = 0
  readonly #sink: TableSink
  readonly #limits: TableLimits
  readonly #wantedHeader: number | undefined
  readonly #preamble: FoundHeader['preamble']
  readonly #footer = new FooterWatch()
  #place: number
  #warnings: Warning[] = []
  #short = { count: 0, rows: [] as number[] }
  #extra = { count: 0, rows: [] as number[] }
  #nuls = { count: 0, rows: [] as number[] }
  #headerWidth = 0
  /** A file of failed rows that this kit made: its formula guards are undone. */
  #isFailedRowsFile = false

  /** `place`: how many records of the file come before the first that is pushed. */
  constructor(sink: TableSink, { limits, headerRow, preamble = [] }: Wanted, place = 0) {
    this.#sink = sink
    this.#limits = limits
    this.#wantedHeader = headerRow
    this.#preamble = preamble
    this.#place = place
  }

  /** `mayHaveNuls`: a cell of them may have a NUL character. */
  push(records: RecordBlock, mayHaveNuls = false): void {
    const record = new BlockRecord(records)
    const place = this.#place
    for (let index = 0; index < records.count; index++) {
      record.moveTo(index)
      this.#place += 1
      if (mayHaveNuls && record.cells().some(hasNul)) note(this.#nuls, this.#place)
      if (this.headerRow > 0) this.#takeRow(record)
      else if (this.#isHeader(record)) this.#takeHeader(record.cells())
    }
    const from = Math.max(0, this.headerRow - place)
    if (this.headerRow > 0) this.#footer.see(records, from, place + from)
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
      ...preambleWarning(this.#preamble, this.headerRow),
      ...this.#warnings,
      ...this.#extraWarning(),
      ...this.#shortWarning(),
      ...this.#nulWarning(),
      ...this.#footer.warning(this.#headerWidth),
    ]
  }

  #isHeader(record: BlockRecord) {
    if (this.#wantedHeader !== undefined) return this.#place === this.#wantedHeader
    return !record.isBlank()
  }

  #takeHeader(cells: string[]) {
    const { columns } = this.#limits
    // Spreadsheet programs pad the header too: blank headers beyond the limit name nothing.
    while (cells.length > columns && isBlank(cells.at(-1) ?? '')) cells.pop()
    if (cells.length > columns) throw tooManyColumns(columns)
    this.#isFailedRowsFile = cells.at(-1)?.trim() === ERROR_HEADER
    const { headers, warnings } = nameHeaders(this.#unguarded(cells))
    this.headerRow = this.#place
    this.headers = headers
    this.#headerWidth = headers.length
    this.#warnings = warnings
    this.#sink.addColumns([...headers])
  }

  #takeRow(record: BlockRecord) {
    if (record.isBlank()) return
    this.totalRows += 1
    if (this.totalRows > this.#limits.rows) throw tooManyRows(this.#limits.rows)
    if (record.width > this.#headerWidth) this.#takeExtra(record)
    if (record.width < this.#headerWidth) note(this.#short, this.#place)
    this.#sink.addRow(this.#place, this.#isFailedRowsFile ? unguardedRecord(record) : record)
  }

  #unguarded(cells: string[]) {
    return this.#isFailedRowsFile ? cells.map(unguardFormula) : cells
  }

  /** Cells beyond the header: columns of their own when one of them is filled. */
  #takeExtra(record: BlockRecord) {
    record.dropBlanksTo(this.#headerWidth)
    if (record.width === this.#headerWidth) return
    if (record.width > this.#limits.columns) throw tooManyColumns(this.#limits.columns)
    if (record.width > this.headers.length) this.#addColumns(record.width)
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

  #nulWarning(): Warning[] {
    const { count, rows } = this.#nuls
    if (count === 0) return []
    const message = `Some cells have a NUL character, which cannot be seen (first in row ${rows[0]}). It is kept; some databases refuse it.`
    return [{ code: 'nul_characters', message, details: { rows, count } }]
  }

  #shortWarning(): Warning[] {
    const { count, rows } = this.#short
    if (count === 0) return []
    const message = `Rows have fewer cells than the header (first in row ${rows[0]}). The missing cells are blank.`
    return [{ code: 'short_rows', message, details: { rows, count } }]
  }
}

function unguardedRecord(record: BlockRecord) {
  return new BlockRecord(blockOf(record.cells().map(unguardFormula), record.line)).moveTo(0)
}

function preambleWarning(preamble: FoundHeader['preamble'], headerRow: number): Warning[] {
  if (preamble.length === 0) return []
  const message = `Row ${headerRow} was taken as the header: what stands above it is not imported. Choose another header row if that is wrong.`
  const rows = preamble.map(({ row }) => row)
  const texts = preamble.map(({ text }) => text)
  return [{ code: 'preamble_skipped', message, details: { rows, texts } }]
}

function note(seen: { count: number; rows: number[] }, place: number) {
  seen.count += 1
  if (seen.rows.length < SHOWN_ROWS) seen.rows.push(place)
}
