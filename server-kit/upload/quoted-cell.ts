import { NO_BYTE, stopTable, type ByteDialect } from './byte-dialect.ts'
import type { QuoteRules } from './quote-rules.ts'
import type { RecordBuffer } from './record-buffer.ts'

const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/** What a byte means between quotes. */
const ORDINARY = 0
const LINE_END = 1
const QUOTE = 2
const ESCAPE = 3

/** Where reading stands. */
export class Cursor {
  at = 0
  cellStart = 0
  /** Where the next byte of an unescaped cell goes. */
  writeAt = 0
  line: number
  /** The record has a quote in an unusual place. */
  isMalformed = false

  constructor(line: number) {
    this.line = line
  }

  moveBy(by: number): void {
    this.at -= by
    this.cellStart -= by
    this.writeAt -= by
  }
}

interface Parts {
  buffer: RecordBuffer
  cursor: Cursor
  rules: QuoteRules
  dialect: ByteDialect
}

/** Reads what stands between quotes, and unescapes it in place. */
export class QuotedCell {
  readonly #buffer: RecordBuffer
  readonly #cursor: Cursor
  readonly #rules: QuoteRules
  readonly #dialect: ByteDialect
  readonly #stops: Uint8Array

  constructor({ buffer, cursor, rules, dialect }: Parts) {
    this.#buffer = buffer
    this.#cursor = cursor
    this.#rules = rules
    this.#dialect = dialect
    this.#stops = stopTable([
      [LINE_FEED, LINE_END],
      [dialect.endsAtCr ? CARRIAGE_RETURN : NO_BYTE, LINE_END],
      [dialect.escape, ESCAPE],
      [dialect.quote, QUOTE],
    ])
  }

  /** Reads up to the quote that closes the cell; false when bytes are missing. */
  read(): boolean {
    const { bytes, end } = this.#buffer
    const stops = this.#stops
    for (;;) {
      const from = this.#cursor.at
      let at = from
      while (stops[bytes[at] ?? 0] === ORDINARY) at += 1
      this.keep(from, at)
      this.#cursor.at = at
      if (at >= end) return false
      const stop = stops[bytes[at] ?? 0]
      if (stop === QUOTE) {
        const isOver = this.#readQuote(at)
        if (isOver !== null) return isOver
      } else if (!(stop === ESCAPE ? this.#readEscape(at) : this.#readLineEnd(at))) return false
    }
  }

  /** Moves bytes to the end of the cell so far. */
  keep(from: number, to: number): void {
    if (this.#cursor.writeAt !== from) this.#buffer.bytes.copyWithin(this.#cursor.writeAt, from, to)
    this.#cursor.writeAt += to - from
  }

  /** A line end inside of quotes stays as it is; it only counts. */
  #readLineEnd(at: number): boolean {
    const { bytes, end } = this.#buffer
    const isReturn = bytes[at] === CARRIAGE_RETURN
    if (isReturn && at + 1 >= end && !this.#rules.isLast) return false
    const isHalf = isReturn && at + 1 < end && bytes[at + 1] === LINE_FEED
    if (!isHalf) this.#cursor.line += 1
    this.keep(at, at + 1)
    this.#cursor.at = at + 1
    return true
  }

  /** A backslash hides a quote or another one; before anything else it is text. */
  #readEscape(at: number): boolean {
    const { bytes, end } = this.#buffer
    if (at + 1 >= end && !this.#rules.isLast) return false
    const { quote, escape } = this.#dialect
    const isEscape = at + 1 < end && (bytes[at + 1] === quote || bytes[at + 1] === escape)
    const text = isEscape ? at + 1 : at
    this.keep(text, text + 1)
    this.#cursor.at = text + 1
    return true
  }

  /** A quote between quotes. Null: the cell goes on; true: it is closed; false: bytes are missing. */
  #readQuote(at: number): boolean | null {
    const next = at + 1
    if (next < this.#buffer.end && this.#buffer.bytes[next] === this.#dialect.quote) {
      this.keep(next, next + 1)
      this.#cursor.at = next + 1
      return null
    }
    const closes = this.#rules.closesCell(next)
    const isStray = closes === false ? this.#rules.isStray(next) : false
    if (closes === null || isStray === null) return false
    if (!closes) this.#cursor.isMalformed = true
    this.#cursor.at = next
    if (isStray) this.keep(at, next)
    return isStray ? null : true
  }
}
