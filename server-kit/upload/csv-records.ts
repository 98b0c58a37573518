import type { Dialect } from './dialect.ts'
import { Cursor, QuotedCell } from './quoted-cell.ts'
import { QuoteRules } from './quote-rules.ts'
import { inBytes, NO_BYTE, stopTable, type ByteDialect } from './byte-dialect.ts'
import { cellTooLarge, recordTooLarge, tooManyColumns, unclosedQuote } from './read-refusals.ts'
import type { RecordBlock } from './record-block.ts'
import { fourTimes, RecordBuffer } from './record-buffer.ts'

/** Spreadsheet programs pad rows up to their own width; beyond that nobody means the cells. */
const WIDEST_RECORD = 100_000
/** The largest record that is kept before it ends. */
const LONGEST_RECORD = 32 * 1024 * 1024
const SHOWN = 5

const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const SPACE = 32

/** What a byte means in a cell without quotes. */
const ORDINARY = 0
const DELIMITER = 1
const LINE_END = 2

/** Where reading stands within a cell. */
const AT_START = 0
const IN_PLAIN = 1
const IN_QUOTES = 2
const AFTER_QUOTES = 3

interface RecordLimits {
  columns: number
  cellBytes: number
}

/**
 * Splits UTF-8 bytes into records of cells, piece by piece; the result does not depend on where the
 * pieces are cut. An unfinished record is kept with the place where reading stopped, so that no byte
 * is read twice. Cells are unescaped in place: what is read is never shorter than what it means.
 */
export class CsvRecords {
  /** The first records with a quote inside or after a quoted cell: their places and lines, from 1. */
  malformed = { count: 0, rows: [] as number[], lines: [] as number[] }
  readonly #limits: RecordLimits
  readonly #dialect: ByteDialect
  readonly #skipsSpaces: boolean
  readonly #plainStops: Uint8Array
  /** The delimiter's first byte, four times. */
  readonly #delimiters: number
  /** Records before the first. */
  readonly #before: number
  readonly #buffer = new RecordBuffer()
  readonly #rules: QuoteRules
  readonly #cursor: Cursor
  readonly #quoted: QuotedCell
  #records = 0
  #state = AT_START
  #recordLine: number
  /** The line in which the last quote opened. */
  #openLine = 0

  constructor(dialect: Dialect, limits: RecordLimits) {
    this.#limits = limits
    this.#dialect = inBytes(dialect)
    this.#rules = new QuoteRules(this.#buffer, this.#dialect)
    this.#skipsSpaces = dialect.skipsSpaces ?? false
    this.#before = dialect.hasSepLine ? 1 : 0
    this.#recordLine = this.#before + 1
    this.#cursor = new Cursor(this.#recordLine)
    this.#quoted = new QuotedCell({
      buffer: this.#buffer,
      cursor: this.#cursor,
      rules: this.#rules,
      dialect: this.#dialect,
    })
    const { delimiter, endsAtCr } = this.#dialect
    this.#delimiters = fourTimes(delimiter[0] ?? LINE_FEED)
    this.#plainStops = stopTable([
      [LINE_FEED, LINE_END],
      [endsAtCr ? CARRIAGE_RETURN : NO_BYTE, LINE_END],
      [delimiter[0] ?? NO_BYTE, DELIMITER],
    ])
  }

  /** Line ends so far. */
  get lines(): number {
    return this.#cursor.line - 1
  }

  /** The records that `piece` finishes; with `isLast` all that is left. Valid until the next call. */
  push(piece: Uint8Array, isLast: boolean): RecordBlock {
    const by = this.#buffer.take(piece)
    this.#cursor.moveBy(by)
    this.#rules.moveBy(by)
    this.#rules.isLast = isLast
    while (this.#step());
    if (isLast) this.#finish()
    else this.#refuseEndless()
    return this.#buffer.block()
  }

  /** Reads on, up to something that wants another way of reading; false when bytes are missing. */
  #step(): boolean {
    switch (this.#state) {
      case AT_START:
        return this.#openCell()
      case IN_PLAIN:
        return this.#readPlain()
      case IN_QUOTES:
        return this.#readQuoted()
      default:
        return this.#readRest()
    }
  }

  #openCell(): boolean {
    const { bytes, end } = this.#buffer
    let at = this.#cursor.at
    if (this.#skipsSpaces) while (at < end && bytes[at] === SPACE) at += 1
    if (at === end) return false
    this.#cursor.cellStart = this.#cursor.at
    this.#state = IN_PLAIN
    if (bytes[at] !== this.#dialect.quote) return true
    this.#cursor.at = at + 1
    this.#cursor.cellStart = this.#cursor.at
    this.#cursor.writeAt = this.#cursor.at
    this.#openLine = this.#cursor.line
    this.#state = IN_QUOTES
    return true
  }

  /** Cells without quotes, as many as follow each other: most of most files. */
  #readPlain(): boolean {
    const { bytes, end } = this.#buffer
    const stops = this.#plainStops
    const delimiters = this.#delimiters
    const isQuick = !this.#dialect.endsAtCr
    let at = this.#cursor.at
    for (;;) {
      if (isQuick) at = this.#buffer.passWords(at, delimiters)
      while (stops[bytes[at] ?? 0] === ORDINARY) at += 1
      this.#cursor.at = at
      if (at >= end) return false
      const isDone =
        stops[bytes[at] ?? 0] === DELIMITER ? this.#endCellAt(at, at) : this.#endRecordAt(at, at)
      if (!isDone) return false
      at = this.#cursor.at
      if (this.#state === AT_START) {
        if (at >= end || this.#skipsSpaces || bytes[at] === this.#dialect.quote) return true
        this.#cursor.cellStart = at
        this.#state = IN_PLAIN
      }
    }
  }

  /** Ends the cell at a delimiter, or goes on behind what is none; false when bytes are missing. */
  #endCellAt(at: number, cellEnd: number): boolean {
    const { length } = this.#dialect.delimiter
    const is = length === 1 || this.#rules.isDelimiterAt(at)
    if (is === null) return false
    if (is) this.#addCell(cellEnd)
    this.#cursor.at = at + (is ? length : 1)
    return true
  }

  /** Ends cell and record at a line end; false when it may go on behind the last byte. */
  #endRecordAt(at: number, cellEnd: number): boolean {
    const { bytes, end } = this.#buffer
    let next = at + 1
    let textEnd = cellEnd
    if (bytes[at] === CARRIAGE_RETURN) {
      if (next >= end && !this.#rules.isLast) return false
      if (next < end && bytes[next] === LINE_FEED) next += 1
    } else if (cellEnd === at && at > this.#cursor.cellStart && bytes[at - 1] === CARRIAGE_RETURN) {
      textEnd -= 1
    }
    this.#addCell(textEnd)
    this.#cursor.line += 1
    this.#endRecord(next)
    return true
  }

  #addCell(end: number) {
    if (end - this.#cursor.cellStart > this.#limits.cellBytes) throw this.#tooLarge()
    this.#buffer.addCell(this.#cursor.cellStart, end)
    this.#state = AT_START
  }

  #endRecord(next: number) {
    if (this.#buffer.width > WIDEST_RECORD) throw tooManyColumns(this.#limits.columns)
    if (this.#cursor.isMalformed) this.#noteMalformed()
    this.#buffer.endRecord(this.#recordLine, next)
    this.#records += 1
    this.#recordLine = this.#cursor.line
    this.#cursor.at = next
  }

  #readQuoted(): boolean {
    const isClosed = this.#quoted.read()
    if (isClosed) this.#state = AFTER_QUOTES
    return isClosed
  }

  /** What stands between the closing quote and the end of the cell is text, unless it is spaces. */
  #readRest(): boolean {
    const { bytes, end } = this.#buffer
    const from = this.#cursor.at
    let at = from
    while (this.#plainStops[bytes[at] ?? 0] === ORDINARY) at += 1
    if (at >= end) return this.#rules.isLast && this.#endAfterQuotes(from, end)
    if (this.#plainStops[bytes[at] ?? 0] === DELIMITER) {
      const is = this.#rules.isDelimiterAt(at)
      if (is === null) return false
      if (!is || !isSpaces(bytes, from, at)) this.#quoted.keep(from, is ? at : at + 1)
      return this.#endCellAt(at, this.#cursor.writeAt)
    }
    if (bytes[at] === CARRIAGE_RETURN && at + 1 >= end && !this.#rules.isLast) return false
    this.#keepRest(from, at)
    return this.#endRecordAt(at, this.#cursor.writeAt)
  }

  #endAfterQuotes(from: number, end: number): boolean {
    this.#keepRest(from, end)
    this.#cursor.at = end
    return false
  }

  /** Up to a line end; a carriage return before it belongs to it. */
  #keepRest(from: number, at: number) {
    const { bytes } = this.#buffer
    const isReturn = at > from && bytes[at - 1] === CARRIAGE_RETURN
    const end = isReturn ? at - 1 : at
    if (!isSpaces(bytes, from, end)) this.#quoted.keep(from, end)
  }

  /** What is left at the end of the file. */
  #finish() {
    const { bytes, end, width } = this.#buffer
    if (this.#state === IN_QUOTES) throw unclosedQuote(this.#openLine)
    if (this.#state === AT_START && width === 0 && this.#cursor.at === end) return
    if (this.#state === AT_START) this.#cursor.cellStart = this.#cursor.at
    const isPlain = this.#state !== AFTER_QUOTES
    const endsInReturn = end > this.#cursor.cellStart && bytes[end - 1] === CARRIAGE_RETURN
    this.#addCell(isPlain ? end - (endsInReturn ? 1 : 0) : this.#cursor.writeAt)
    this.#endRecord(end)
  }

  /** Refuses an unfinished record that is over a limit already. */
  #refuseEndless() {
    const { end, width, recordStart } = this.#buffer
    const { columns, cellBytes } = this.#limits
    if (width > WIDEST_RECORD) throw tooManyColumns(columns)
    const cellEnd = this.#state === IN_QUOTES ? this.#cursor.writeAt : end
    const isCellOver = this.#state !== AT_START && cellEnd - this.#cursor.cellStart > cellBytes
    if (!isCellOver && end - recordStart <= LONGEST_RECORD) return
    // Text over several lines: rather a quote that nobody closed than a cell of that size.
    if (this.#state === IN_QUOTES && this.#cursor.line > this.#openLine)
      throw unclosedQuote(this.#openLine)
    throw isCellOver ? this.#tooLarge() : recordTooLarge(LONGEST_RECORD, this.#place)
  }

  #tooLarge() {
    return cellTooLarge(this.#limits.cellBytes, this.#place)
  }

  /** Of the unfinished record, from 1. */
  get #place() {
    return this.#records + this.#before + 1
  }

  #noteMalformed() {
    this.#cursor.isMalformed = false
    this.malformed.count += 1
    if (this.malformed.rows.length >= SHOWN) return
    this.malformed.rows.push(this.#place)
    this.malformed.lines.push(this.#recordLine)
  }
}

function isSpaces(bytes: Uint8Array, from: number, to: number) {
  for (let at = from; at < to; at++) if (bytes[at] !== SPACE) return false
  return true
}
