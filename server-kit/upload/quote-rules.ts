import type { ByteDialect } from './byte-dialect.ts'
import type { RecordBuffer } from './record-buffer.ts'

const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const SPACE = 32

/** Tells what a quote between quotes means by what follows it. Null: not to be told yet. */
export class QuoteRules {
  /** No bytes come behind those of the buffer. */
  isLast = false
  readonly #buffer: RecordBuffer
  readonly #dialect: ByteDialect
  /** Up to here was looked for a later quote that closes the cell, and where one does. */
  #lookedTo = 0
  #closesAt = -1

  constructor(buffer: RecordBuffer, dialect: ByteDialect) {
    this.#buffer = buffer
    this.#dialect = dialect
  }

  /** The bytes have moved. */
  moveBy(by: number): void {
    this.#lookedTo -= by
    this.#closesAt -= by
  }

  isDelimiterAt(at: number): boolean | null {
    const { bytes, end } = this.#buffer
    const { delimiter } = this.#dialect
    for (let place = 0; place < delimiter.length; place++) {
      if (at + place >= end) return this.isLast ? false : null
      if (bytes[at + place] !== delimiter[place]) return false
    }
    return true
  }

  /** Whether a delimiter or a line end follows, maybe after spaces. */
  closesCell(from: number): boolean | null {
    const { bytes, end } = this.#buffer
    const { delimiter, endsAtCr } = this.#dialect
    let at = from
    if (delimiter[0] !== SPACE) while (at < end && bytes[at] === SPACE) at += 1
    if (at >= end) return this.isLast ? true : null
    if (bytes[at] === LINE_FEED) return true
    if (bytes[at] !== CARRIAGE_RETURN) return bytes[at] === delimiter[0] && this.isDelimiterAt(at)
    if (endsAtCr) return true
    if (at + 1 >= end) return this.isLast ? true : null
    return bytes[at + 1] === LINE_FEED
  }

  /**
   * Whether a quote that does not close is text: a later one in the same line closes (`"a "b" c",`),
   * and none opens before (`"a" b,"c"`). What was found holds for the other quotes on the way,
   * otherwise many of them would take quadratic time.
   */
  isStray(from: number): boolean | null {
    const { end } = this.#buffer
    if (from <= this.#closesAt) return true
    for (let at = Math.max(from, this.#lookedTo); at < end; at++) {
      this.#lookedTo = at
      const found = this.#verdictAt(at)
      if (found === null) return null
      if (found === 'goes on') continue
      if (found) this.#closesAt = at
      return found
    }
    this.#lookedTo = Math.max(from, end)
    return this.isLast ? false : null
  }

  #verdictAt(at: number): boolean | 'goes on' | null {
    const { bytes } = this.#buffer
    const { quote, delimiter, endsAtCr } = this.#dialect
    const byte = bytes[at]
    if (byte === LINE_FEED || (byte === CARRIAGE_RETURN && endsAtCr)) return false
    if (byte !== quote) return 'goes on'
    const closes = this.closesCell(at + 1)
    if (closes !== false) return closes
    return bytes[at - 1] === delimiter.at(-1) ? false : 'goes on'
  }
}
