import type { CellError, CellRule, ParsedCell } from '../../values/cell-rule.ts'
import { parseCell } from '../../values/parse-cell.ts'
import { acceptAll, plainCheck, type PlainCheck } from '../../values/plain-cell.ts'

const MOST_REMEMBERED = 5000
const LONGEST_REMEMBERED = 100
/** After so many cells it is known whether the column repeats its values. */
const TRIAL = 20_000
const WORTH_IT = 0.5

/** Parses the cells of one column, and remembers verdicts while values repeat. */
export class CellJudge {
  readonly rule: CellRule
  readonly #isPlain: PlainCheck
  #known: Map<string, ParsedCell> | null = new Map()
  #asked = 0
  #hits = 0

  constructor(rule: CellRule) {
    this.rule = rule
    this.#isPlain = plainCheck(rule)
  }

  /** No text is an error. */
  get acceptsAll(): boolean {
    return this.#isPlain === acceptAll
  }

  parse(text: string): ParsedCell {
    if (this.#known === null || text.length > LONGEST_REMEMBERED) return parseCell(this.rule, text)
    this.#asked += 1
    const known = this.#known.get(text)
    if (known) {
      this.#hits += 1
      return known
    }
    const parsed = parseCell(this.rule, text)
    if (this.#known.size < MOST_REMEMBERED) this.#known.set(text, parsed)
    // Where most values differ, remembering costs more than it saves.
    if (this.#asked > TRIAL && this.#hits < this.#asked * WORTH_IT) this.#known = null
    return parsed
  }

  error(text: string): CellError | null {
    if (this.#isPlain(text)) return null
    const parsed = this.parse(text)
    return parsed.ok ? null : parsed.error
  }
}
