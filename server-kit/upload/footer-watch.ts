import type { Warning } from '../contract/shapes.ts'
import { isTyped } from './looks-typed.ts'
import { BlockRecord, type RecordBlock } from './record-block.ts'

/** So many records at the end, blank ones aside, are looked at. */
const TAIL = 8
const MOST_ROWS = 5
const FEWEST_BEFORE = 2
const LONGEST_TEXT = 200
const TOTAL =
  /^(?:(?:grand |sub)?(?:totals?|sum|summe|gesamt|somme|suma|totale|totaal|summa)\b|итого|всего|合計|总计|總計|합계|(?:source|note|quelle|generated|exported|records?|rows?)\b.*:|end of |\*)/iu

interface Ending {
  row: number
  width: number
  filled: string[]
  isAfterBlank: boolean
}

/** Remembers the last records of a table, and tells those that are totals or notes below it. */
export class FooterWatch {
  #last: Ending[] = []
  #endsBlank = false

  /** `place`: how many records of the file come before the first of the block that is a row. */
  see(block: RecordBlock, from: number, place: number): void {
    const record = new BlockRecord(block)
    const found: Ending[] = []
    let index = block.count - 1
    let ending: Ending | null = null
    for (; index >= from && found.length < TAIL; index--) {
      const cells = record.moveTo(index).cells()
      const filled = cells.filter((cell) => cell.trim() !== '')
      if (filled.length === 0) {
        if (ending) ending.isAfterBlank = true
        continue
      }
      const row = place + index - from + 1
      ending = { row, width: cells.length, filled: filled.map(cut), isAfterBlank: false }
      found.unshift(ending)
    }
    if (ending && index < from && this.#endsBlank) ending.isAfterBlank = true
    if (block.count > from) this.#endsBlank = record.moveTo(block.count - 1).isBlank()
    this.#last = [...this.#last, ...found].slice(-TAIL)
  }

  /** `width`: the columns of the table that have a name. */
  warning(width: number): Warning[] {
    const rows = this.#footer(width)
    const [first] = rows
    if (!first) return []
    const message = `The last rows look like totals or notes below the table (first in row ${first.row}). They are kept as rows: skip what should not be imported.`
    const texts = rows.map(({ filled }) => filled.join(' ').slice(0, LONGEST_TEXT))
    return [{ code: 'footer_rows', message, details: { rows: rows.map(({ row }) => row), texts } }]
  }

  #footer(width: number): Ending[] {
    const most = Math.max(1, Math.floor(width / 2))
    const isRow = (ending: Ending) => ending.filled.length > (isTotal(ending) ? width - 1 : most)
    const from = this.#last.findLastIndex(isRow) + 1
    const [before, rows] = [this.#last.slice(0, from), this.#last.slice(from)]
    if (rows.length === 0 || rows.length > MOST_ROWS || before.length < FEWEST_BEFORE) return []
    if (width < 2) return []
    const isSaid = rows.every((row) => isTotal(row) || isNote(row, width))
    return rows[0]?.isAfterBlank || isSaid ? rows : []
  }
}

const cut = (cell: string) => cell.slice(0, LONGEST_TEXT)
const isTotal = ({ filled }: Ending) => TOTAL.test(filled[0]?.trim() ?? '')

/** A sentence without delimiters below a table of three columns and more. */
const isNote = ({ width: cells, filled }: Ending, width: number) =>
  cells === 1 && width > 2 && /\s/.test(filled[0]?.trim() ?? '') && !isTyped(filled[0] ?? '')
