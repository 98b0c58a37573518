import type { Cell, Value, ValueFilter } from '../../../server-kit/contract/index.ts'
import type { CellError, CellRule, ParsedCell } from '../../../server-kit/values/cell-rule.ts'
import { foldKey, keysOf } from '../../../server-kit/values/fold-key.ts'
import { parseCell } from '../../../server-kit/values/parse-cell.ts'

/** What is decided about a value; `text` null: it is skipped. */
interface Decided {
  text: string | null
  remembered?: boolean
}

type Action = 'correct' | 'undo' | 'skip' | 'unskip'

/** What a team remembers of one field, by folded value. */
export type Memory = Map<string, string>

export interface Replace {
  find: string
  replace: string
  wholeValue: boolean
  ignoreCase: boolean
}

/**
 * The rules for values, cells and decisions of one column in their plainest form: every answer is worked
 * out from all rows, nothing is kept but the decisions.
 */
export class ColumnModel {
  rule: CellRule
  readonly #rows: string[]
  readonly #host: (text: string) => string | null
  readonly #memory: Memory | null
  readonly #values = new Map<string, Decided>()
  readonly #cells = new Map<number, Decided>()

  constructor(
    rule: CellRule,
    rows: string[],
    { host = () => null, memory = null }: ColumnHost = {},
  ) {
    this.rule = rule
    this.#rows = rows
    this.#host = host
    this.#memory = memory
    for (const raw of new Set(rows)) {
      const known = memory?.get(foldKey(raw))
      if (known === undefined || parseCell(rule, raw).ok || !parseCell(rule, known).ok) continue
      this.#values.set(raw, { text: known, remembered: true })
    }
  }

  decideValue(raw: string, action: Action, correction = ''): void {
    const isSkipped = this.#values.get(raw)?.text === null
    if (action === 'unskip' && !isSkipped) return
    if (action === 'skip') return void this.#values.set(raw, { text: null })
    if (action === 'correct') this.#correct(raw, correction)
    else this.#values.delete(raw)
    this.#remember(raw, action)
  }

  #correct(raw: string, text: string) {
    if (text.trim() === '') this.#values.set(raw, { text: null })
    else if (text === raw) this.#values.delete(raw)
    else this.#values.set(raw, { text })
  }

  #remember(raw: string, action: Action) {
    const decided = this.#values.get(raw)
    if (decided === undefined && action !== 'unskip') this.#memory?.delete(foldKey(raw))
    if (typeof decided?.text === 'string' && action === 'correct') {
      if (this.#verdict(decided.text) === null) this.#memory?.set(foldKey(raw), decided.text)
    }
  }

  decideCell(row: number, action: Action, correction = ''): void {
    const isSkipped = this.#textOf(row) === null
    if (action === 'unskip' && !isSkipped) return
    if (action === 'skip') return void this.#cells.set(row, { text: null })
    if (action === 'correct') {
      return void this.#cells.set(row, { text: correction.trim() === '' ? null : correction })
    }
    this.#cells.delete(row)
    if (action === 'unskip' && this.#textOf(row) === null) {
      this.#cells.set(row, { text: this.#rows[row] ?? '' })
    }
  }

  skipErrors(): void {
    for (const { value } of this.values('needsReview')) this.#values.set(value, { text: null })
  }

  undoAll(): void {
    for (const raw of this.#values.keys()) this.#memory?.delete(foldKey(raw))
    this.#values.clear()
  }

  replace(change: Replace): void {
    for (const raw of new Set(this.#rows)) {
      const now = this.#valueText(raw)
      const after = now === null ? null : replaced(now, change)
      if (after !== null && after !== now) this.#correct(raw, after)
    }
  }

  #valueText(raw: string): string | null {
    const decided = this.#values.get(raw)
    return decided === undefined ? raw : decided.text
  }

  #textOf(row: number): string | null {
    const own = this.#cells.get(row)
    return own === undefined ? this.#valueText(this.#rows[row] ?? '') : own.text
  }

  #verdict(text: string): CellError | null {
    const parsed = parseCell(this.rule, text)
    if (!parsed.ok) return parsed.error
    if (parsed.value === null) return null
    const refused = this.#host(String(parsed.value))
    if (refused !== null || !this.rule.isUnique) return refused
    const times = this.#rowsWith(foldKey(String(parsed.value)))
    return times > 1 ? `“${String(parsed.value)}” is in the file ${times} times` : null
  }

  #rowsWith(key: string): number {
    return this.#rows.filter((_, row) => {
      const text = this.#textOf(row)
      const parsed: ParsedCell | null = text === null ? null : parseCell(this.rule, text)
      return parsed?.ok === true && keysOf(parsed.value).includes(key)
    }).length
  }

  /** As the values route answers them, sorted by value. */
  values(filter: ValueFilter): Value[] {
    const all = [...new Set(this.#rows)].map((value) => this.#value(value))
    return all.filter((value) => FILTERS[filter](value)).sort(byValue)
  }

  #value(value: string): Value {
    const decided = this.#values.get(value)
    const text = decided?.text ?? value
    const parsed = parseCell(this.rule, text)
    const ownRows = [...this.#cells.keys()].filter((row) => this.#rows[row] === value).length
    return {
      value,
      rows: this.#rows.filter((raw) => raw === value).length,
      mapped: parsed.ok ? parsed.mapped : '',
      error: this.#verdict(text),
      correction: decided?.text ?? null,
      skipped: decided?.text === null,
      ...(decided?.remembered && { remembered: true }),
      ...(ownRows > 0 && { ownRows }),
    }
  }

  /** The cells that have a decision of their own, in file order; the first row of the file is 2. */
  ownCells(): Cell[] {
    return [...this.#cells.entries()]
      .sort(([left], [right]) => left - right)
      .map(([row, { text }]) => {
        const value = this.#rows[row] ?? ''
        const parsed = parseCell(this.rule, text ?? value)
        return {
          rowNumber: row + 2,
          source: this.rule.source,
          value,
          mapped: parsed.ok ? parsed.mapped : '',
          error: this.#verdict(text ?? value),
          correction: text === value ? null : text,
          skipped: text === null,
          own: true,
        }
      })
  }

  /** Per row what the preview shows and what is written; `value` undefined: it is withheld. */
  written() {
    return this.#rows.map((raw, row) => {
      const text = this.#textOf(row)
      const parsed =
        text === null || this.#verdict(text) !== null ? null : parseCell(this.rule, text)
      const own = this.#cells.has(row)
      if (!parsed?.ok) {
        const decided = this.#cells.get(row) ?? this.#values.get(raw)
        return { shown: decided?.text ?? raw, own, value: undefined }
      }
      return { shown: parsed.mapped, own, value: parsed.value }
    })
  }
}

interface ColumnHost {
  /** What the host says of a typed value. */
  host?: (text: string) => string | null
  memory?: Memory | null
}

const FILTERS: Record<ValueFilter, (value: Value) => boolean> = {
  all: () => true,
  needsReview: ({ error, skipped }) => error !== null && !skipped,
  modified: ({ correction, skipped }) => correction !== null && !skipped,
  skipped: ({ skipped }) => skipped,
}

const byValue = (left: Value, right: Value) =>
  Buffer.compare(Buffer.from(left.value), Buffer.from(right.value))

/** Letter by letter, for texts of ASCII. */
function replaced(text: string, { find, replace, wholeValue, ignoreCase }: Replace): string {
  const fold = (part: string) => (ignoreCase ? part.toLowerCase() : part)
  const isFound = (part: string) => fold(part) === fold(find)
  if (wholeValue) return isFound(text) ? replace : text
  let after = ''
  for (let at = 0; at < text.length;) {
    const isHere = isFound(text.slice(at, at + find.length))
    after += isHere ? replace : text.charAt(at)
    at += isHere ? find.length : 1
  }
  return after
}
