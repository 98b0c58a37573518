import type { Dialect } from './dialect.ts'

/** Records as a dialect reads them, and what is odd about them. */
export interface SplitRecords {
  records: string[][]
  /** How many of the cells of each record stand between quotes. */
  quoted: number[]
  /** Records with a quote that neither closes its cell nor is escaped. */
  malformed: number[]
  /** The text ends between quotes: where the quote opened. */
  openedAt: number | null
  /** Where the last whole record ends. */
  end: number
}

type SplitDialect = Pick<Dialect, 'delimiter' | 'quote' | 'escape' | 'skipsSpaces'>

interface Limits {
  /** Without the end of the text, the last record may go on. */
  isWhole: boolean
  most?: number
}

/** Splits text, whose line ends have line feeds, into records of cells. */
export function splitRecords(text: string, dialect: SplitDialect, limits: Limits): SplitRecords {
  return new Splitter(text, dialect, limits).split()
}

class Splitter {
  readonly #text: string
  readonly #delimiter: string
  readonly #quote: string
  readonly #hasBackslash: boolean
  readonly #skipsSpaces: boolean
  readonly #limits: Limits
  readonly #split: SplitRecords = {
    records: [],
    quoted: [],
    malformed: [],
    openedAt: null,
    end: 0,
  }
  #at = 0
  #cells: string[] = []
  #quotedCells = 0
  #isMalformed = false
  /** Up to here stray quotes are text, since this one closes their cell. */
  #strayTo = -1

  constructor(text: string, dialect: SplitDialect, limits: Limits) {
    this.#text = text
    this.#delimiter = dialect.delimiter
    this.#quote = dialect.quote ?? '"'
    this.#hasBackslash = dialect.escape === 'backslash'
    this.#skipsSpaces = dialect.skipsSpaces ?? false
    this.#limits = limits
  }

  split(): SplitRecords {
    const { most = Infinity, isWhole } = this.#limits
    while (this.#at < this.#text.length && this.#split.records.length < most) {
      if (this.#takeCell()) this.#endRecord()
    }
    const isCut = this.#at >= this.#text.length && this.#split.end < this.#at
    if (isCut && isWhole) {
      if (this.#text.endsWith(this.#delimiter) && this.#split.openedAt === null)
        this.#cells.push('')
      if (this.#cells.length > 0) this.#endRecord()
    }
    return this.#split
  }

  /** Takes a cell; true when it ends its record. */
  #takeCell(): boolean {
    const opens = this.#opensAt(this.#at)
    return opens === -1 ? this.#takePlain() : this.#takeQuoted(opens)
  }

  /** The place of the quote that opens the cell; -1: none does. */
  #opensAt(at: number) {
    if (this.#quote === '') return -1
    let place = at
    if (this.#skipsSpaces) while (this.#text[place] === ' ') place += 1
    return this.#text[place] === this.#quote ? place : -1
  }

  #takePlain(before = ''): boolean {
    const from = this.#at
    const text = this.#text
    let at = from
    while (at < text.length && text[at] !== '\n' && text[at] !== this.#delimiter) at += 1
    const isOver = text[at] !== this.#delimiter
    const end = isOver && text[at - 1] === '\r' && at > from ? at - 1 : at
    this.#cells.push(before + text.slice(from, end))
    this.#at = at + 1
    return isOver && at < text.length
  }

  #takeQuoted(opens: number): boolean {
    this.#quotedCells += 1
    // Parts rather than a text that grows: a long one of many parts takes quadratic time.
    const parts: string[] = []
    let from = opens + 1
    for (;;) {
      const at = this.#nextStop(from)
      parts.push(this.#text.slice(from, at))
      if (at >= this.#text.length) return this.#runOut(opens, parts.join(''))
      if (this.#text[at] === '\\') {
        const next = this.#text[at + 1] ?? ''
        const isEscape = next === this.#quote || next === '\\'
        parts.push(isEscape ? next : '\\')
        from = at + (isEscape ? 2 : 1)
      } else if (this.#text[at + 1] === this.#quote) {
        parts.push(this.#quote)
        from = at + 2
      } else {
        const end = this.#closesTo(at + 1)
        if (end !== -1) return this.#close(parts.join(''), end)
        this.#isMalformed = true
        if (!this.#isStray(at + 1)) {
          this.#at = at + 1
          return this.#takePlain(parts.join(''))
        }
        parts.push(this.#quote)
        from = at + 1
      }
    }
  }

  #nextStop(from: number) {
    const text = this.#text
    let at = from
    while (at < text.length && text[at] !== this.#quote) {
      if (this.#hasBackslash && text[at] === '\\') return at
      at += 1
    }
    return at
  }

  #runOut(opens: number, value: string) {
    this.#split.openedAt = opens
    this.#cells.push(value)
    this.#at = this.#text.length
    return false
  }

  /** Where the delimiter or line end is that follows, maybe after spaces; -1: something else does. */
  #closesTo(from: number) {
    const text = this.#text
    let at = from
    while (text[at] === ' ') at += 1
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1
    const isEnd = at >= text.length || text[at] === '\n' || text[at] === this.#delimiter
    return isEnd ? at : -1
  }

  #close(value: string, end: number): boolean {
    this.#cells.push(value)
    this.#at = end + 1
    return end < this.#text.length && this.#text[end] === '\n'
  }

  /** A quote that does not close is text when a later one of the line does, and none opens before. */
  #isStray(from: number) {
    const text = this.#text
    // What was found holds for the quotes on the way, otherwise many of them take quadratic time.
    if (from <= this.#strayTo) return true
    for (let at = from; at < text.length && text[at] !== '\n'; at++) {
      if (text[at] !== this.#quote) continue
      if (this.#closesTo(at + 1) !== -1) {
        this.#strayTo = at
        return true
      }
      if (text[at - 1] === this.#delimiter) return false
    }
    return false
  }

  #endRecord() {
    const { records, quoted, malformed } = this.#split
    if (this.#isMalformed) malformed.push(records.length)
    records.push(this.#cells)
    quoted.push(this.#quotedCells)
    this.#cells = []
    this.#quotedCells = 0
    this.#isMalformed = false
    this.#split.end = Math.min(this.#at, this.#text.length)
  }
}
