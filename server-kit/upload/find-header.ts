import { isTyped } from './looks-typed.ts'

/** The header of a table that has something above it, and what that is. */
export interface FoundHeader {
  /** Its place among the records, from 1. */
  headerRow: number
  /** The records above it that are not blank. */
  preamble: { row: number; text: string }[]
}

/** The user can choose among so many. */
const LAST_HEADER = 20
const BODY = 100
const FEWEST_ROWS = 2
const MOSTLY = 0.8
/** A record above has at most this share of the header's cells, and so much when nothing else tells. */
const MOST_FILLED = 0.6
const LONGEST_TEXT = 200

const isFilled = (cell: string) => cell.trim() !== ''
/** A line such as `# made by hand, for you`: its delimiters are text. */
const commentIn = (cells: readonly string[]) => /^\s*#+ \S/.test(cells.find(isFilled) ?? '')
const filledOf = (cells: readonly string[]) => cells.filter(isFilled)

/**
 * The header below a title or notes, when there is no mistake about it: all records above have far
 * fewer cells, it names all columns by different words, and the records below fill them. Null: the
 * first record that is not blank is the header. `before`: records of the file that are not among them.
 */
export function findHeader(records: readonly string[][], before = 0): FoundHeader | null {
  const first = records.findIndex((cells) => cells.some(isFilled))
  if (first === -1) return null
  let above = commentIn(records[first] ?? []) ? 1 : filledOf(records[first] ?? []).length
  for (let place = first + 1; place < Math.min(records.length, LAST_HEADER); place++) {
    const filled = commentIn(records[place] ?? []) ? 1 : filledOf(records[place] ?? []).length
    if (isHeader(records, place, { first, above })) return found(records, { first, place, before })
    above = Math.max(above, filled)
  }
  return null
}

interface Above {
  first: number
  /** The most cells that a record above has filled. */
  above: number
}

function isHeader(records: readonly string[][], place: number, { first, above }: Above) {
  const cells = records[place] ?? []
  const names = filledOf(cells).map((cell) => cell.trim())
  if (names.length < 2 || above > Math.max(1, names.length * MOST_FILLED)) return false
  if (new Set(names).size < names.length || names.some(isTyped)) return false
  const last = cells.findLastIndex(isFilled)
  const body = records.slice(place + 1, place + 1 + BODY).filter((row) => row.some(isFilled))
  const full = body.filter((row) => {
    const filled = filledOf(row).length
    return filled > above && row.findLastIndex(isFilled) <= last
  })
  if (full.length < FEWEST_ROWS || full.length < body.length * MOSTLY) return false
  return hasTypedColumn(cells, full) || isSetApart(records, place, { first, above })
}

/** A column of numbers, dates and the like below a word: this is where a header is. */
const hasTypedColumn = (header: readonly string[], rows: readonly string[][]) =>
  header.some((name, column) => {
    const values = rows.map((row) => row[column] ?? '').filter(isFilled)
    if (!isFilled(name) || values.length < FEWEST_ROWS) return false
    return values.filter(isTyped).length >= values.length * MOSTLY
  })

/** Single cells above, a blank line before the header or a comment sign: this is a title. */
function isSetApart(records: readonly string[][], place: number, { first, above }: Above) {
  if (above > 1) return false
  const isComment = records
    .slice(first, place)
    .every((cells) => !cells.some(isFilled) || commentIn(cells))
  const isAfterBlank = !(records[place - 1] ?? []).some(isFilled)
  const width = filledOf(records[place] ?? []).length
  return isComment || (isAfterBlank && width > 2)
}

interface Found {
  first: number
  place: number
  before: number
}

function found(records: readonly string[][], { first, place, before }: Found): FoundHeader {
  const preamble = records.slice(first, place).flatMap((cells, index) => {
    const text = filledOf(cells).join(' ').trim().slice(0, LONGEST_TEXT)
    return text === '' ? [] : [{ row: before + first + index + 1, text }]
  })
  return { headerRow: before + place + 1, preamble }
}
