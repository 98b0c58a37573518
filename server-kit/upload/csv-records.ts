import Papa from 'papaparse'
import { withLineFeeds, type Dialect } from './dialect.ts'
import { cellTooLarge, tooManyColumns, unclosedQuote } from './read-refusals.ts'
import { countOf } from './text-stream.ts'

/** Spreadsheet programs pad rows up to their own width; beyond that nobody means the cells. */
const WIDEST_RECORD = 100_000
const CARRIAGE_RETURN = 13

interface Parsed {
  data: string[][]
  errors: { code: string; row: number; index: number }[]
  meta: { cursor: number }
}

interface RecordLimits {
  columns: number
  cellBytes: number
}

/**
 * Splits the text of a file into records of cells, piece by piece; the result does not depend on
 * where the pieces are cut. What is unfinished waits for the next piece.
 */
export class CsvRecords {
  /** Places, from 1, of the first records with a quote inside or after a quoted cell, and how many. */
  malformed = { count: 0, rows: [] as number[] }
  readonly #dialect: Dialect
  readonly #limits: RecordLimits
  readonly #parser: { parse(text: string, base: number, ignoreLastRow: boolean): Parsed }
  #carry = ''
  #heldReturn = ''
  #enough = 0
  #lines: number
  #records = 0

  constructor(dialect: Dialect, limits: RecordLimits) {
    this.#dialect = dialect
    this.#limits = limits
    this.#lines = dialect.hasSepLine ? 1 : 0
    this.#parser = new Papa.Parser({ delimiter: dialect.delimiter, newline: '\n', quoteChar: '"' })
  }

  /** The records that `text` finishes; with `isLast` all that is left. */
  push(text: string, isLast: boolean): string[][] {
    this.#carry += this.#dialect.endsAtCr ? this.#normalised(text, isLast) : text
    if (this.#carry === '') return []
    // Parsing an unfinished record anew with each piece would be quadratic: wait until it doubled.
    if (!isLast && this.#carry.length < this.#enough) return []
    const parsed = this.#parser.parse(this.#carry, 0, !isLast)
    if (isLast) this.#refuseUnclosed(parsed)
    const consumed = isLast ? this.#carry.length : parsed.meta.cursor
    this.#noteMalformed(parsed)
    this.#advance(consumed)
    this.#records += parsed.data.length
    if (parsed.data.length === 0 && !isLast) this.#refuseEndless()
    this.#enough = parsed.data.length === 0 ? this.#carry.length * 2 : 0
    for (const cells of parsed.data) dropReturn(cells)
    return parsed.data
  }

  // A line end that is cut in two must not become two.
  #normalised(text: string, isLast: boolean) {
    const whole = this.#heldReturn + text
    const isCut = !isLast && whole.endsWith('\r')
    this.#heldReturn = isCut ? '\r' : ''
    return withLineFeeds(isCut ? whole.slice(0, -1) : whole)
  }

  #advance(length: number) {
    this.#lines += countOf(this.#carry.slice(0, length), '\n')
    this.#carry = this.#carry.slice(length)
  }

  #lineAt(index: number) {
    return this.#lines + countOf(this.#carry.slice(0, index), '\n') + 1
  }

  #refuseUnclosed({ errors }: Parsed) {
    const missing = errors.find(({ code }) => code === 'MissingQuotes')
    if (missing) throw unclosedQuote(this.#lineAt(missing.index))
  }

  /** Refuses an unfinished record that is over a limit already. */
  #refuseEndless() {
    const parsed = this.#parser.parse(this.#carry, 0, false)
    const cells = parsed.data[0] ?? []
    const { columns, cellBytes } = this.#limits
    if (cells.length > WIDEST_RECORD) throw tooManyColumns(columns)
    if (Buffer.byteLength(cells.at(-1) ?? '') <= cellBytes) return
    this.#refuseUnclosed(parsed)
    throw cellTooLarge(cellBytes, this.#records + (this.#dialect.hasSepLine ? 2 : 1))
  }

  #noteMalformed({ errors, data }: Parsed) {
    let last = -1
    for (const { code, row } of errors) {
      if (code !== 'InvalidQuotes' || row >= data.length || row === last) continue
      last = row
      this.malformed.count += 1
      const place = this.#records + row + (this.#dialect.hasSepLine ? 2 : 1)
      if (this.malformed.rows.length < 5) this.malformed.rows.push(place)
    }
  }
}

// The line feed alone ends a record, so that line ends inside quotes stay as they are.
function dropReturn(cells: string[]) {
  const last = cells.at(-1)
  if (last && last.charCodeAt(last.length - 1) === CARRIAGE_RETURN) {
    cells[cells.length - 1] = last.slice(0, -1)
  }
}
