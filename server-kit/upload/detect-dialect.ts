import { sepLineOf, withLineFeeds, type ChosenDialect, type Dialect } from './dialect.ts'
import { looksTyped } from './looks-typed.ts'
import { splitRecords, type SplitRecords } from './split-records.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
const SAMPLE = 256 * 1024
const SAMPLE_RECORDS = 500
const LONE_CR = /\r(?!\n)/
const SPACED_QUOTE = /(?:^|[,;\t|]) +["']/m
const OPENING_APOSTROPHE = /(?:^|[,;\t|]) *'/m
/** A title above the table has no more records. */
const LONGEST_PREAMBLE = 20
/** From there on most records have the width of the table. */
const STEADY = 0.5

export interface DetectedDialect extends Dialect {
  /** The first records, without a `sep=` line. */
  records: string[][]
}

interface Reading {
  dialect: Dialect
  split: SplitRecords
  score: number
  isSteady: boolean
}

/** The dialect of a file by its beginning: of all readings the one with the steadiest, most typed table. */
export function detectDialect(
  start: string,
  isWhole: boolean,
  chosen: ChosenDialect = {},
): DetectedDialect {
  const sep = sepLineOf(start)
  const text = sep ? start.slice(sep.text.length) : start
  const sample = { text: text.slice(0, SAMPLE), isWhole: isWhole && text.length <= SAMPLE }
  const named = chosen.delimiter ?? sep?.delimiter
  const readings = candidates(sample.text, named, chosen).map((dialect) =>
    read(sample, { ...dialect, hasSepLine: sep !== null }),
  )
  const { dialect, split } = bestOf(readings, sample, named !== undefined)
  return { ...dialect, records: split.records }
}

interface Sample {
  text: string
  isWhole: boolean
}

type Candidate = Omit<Dialect, 'hasSepLine'>

function candidates(text: string, delimiter: string | undefined, chosen: ChosenDialect) {
  const delimiters = delimiter === undefined ? DELIMITERS : [delimiter]
  const quotes = chosen.quote === undefined ? quotesIn(text) : [chosen.quote]
  const spacings = SPACED_QUOTE.test(text) ? [false, true] : [false]
  const lineEnds = lineEndings(text)
  return delimiters.flatMap((sign) =>
    quotes.flatMap((quote) =>
      escapesIn(text, quote, chosen).flatMap((escape) =>
        spacings.flatMap((skipsSpaces) =>
          lineEnds.map((endsAtCr): Candidate => ({
            delimiter: sign,
            quote,
            escape,
            skipsSpaces,
            endsAtCr,
          })),
        ),
      ),
    ),
  )
}

function quotesIn(text: string): string[] {
  const quotes = ['"']
  if (OPENING_APOSTROPHE.test(text)) quotes.push("'")
  if (text.includes('"')) quotes.push('')
  return quotes
}

function escapesIn(text: string, quote: string, { escape }: ChosenDialect) {
  if (escape) return [escape]
  const both = ['double', 'backslash'] as const
  return quote !== '' && text.includes(`\\${quote}`) ? both : (['double'] as const)
}

function lineEndings(text: string): boolean[] {
  if (!LONE_CR.test(text)) return [false]
  return text.includes('\n') ? [false, true] : [true]
}

function read(sample: Sample, dialect: Dialect): Reading {
  const text = dialect.endsAtCr ? withLineFeeds(sample.text) : sample.text
  const split = splitRecords(text, dialect, { isWhole: sample.isWhole, most: SAMPLE_RECORDS })
  const table = tableIn(split)
  return {
    dialect,
    split,
    isSteady: table.width > 1 && (table.share >= STEADY || table.firstWidth > 1),
    score: table.width > 1 ? scoreOf(table, split, dialect) : 0,
  }
}

interface Table {
  width: number
  /** How many of the records from the first of that width on have it too. */
  share: number
  firstWidth: number
  typed: number
  records: number
}

const isFilled = (cell: string) => cell.trim() !== ''

function tableIn({ records }: SplitRecords): Table {
  const filled = records.filter((cells) => cells.some(isFilled))
  const counts = new Map<number, number>()
  for (const { length } of filled) counts.set(length, (counts.get(length) ?? 0) + 1)
  const weight = ([width, count]: [number, number]) => (count * (width - 1)) / width
  const [width = 0] = [...counts].sort((a, b) => weight(b) - weight(a))[0] ?? []
  const first = Math.min(
    filled.findIndex(({ length }) => length === width),
    LONGEST_PREAMBLE,
  )
  const body = filled.slice(Math.max(0, first))
  const steady = body.filter(({ length }) => length === width)
  return {
    width,
    share: steady.length / Math.max(1, body.length),
    firstWidth: filled[0]?.length ?? 0,
    typed: typedShare(steady),
    records: filled.length,
  }
}

function typedShare(records: string[][]) {
  let typed = 0
  let filled = 0
  for (const cells of records) {
    for (const cell of cells) {
      if (!isFilled(cell)) continue
      filled += 1
      typed += looksTyped(cell)
    }
  }
  return filled === 0 ? 0 : typed / filled
}

/** What speaks for a reading, in parts of a table in which all records have the same width. */
const WEIGHT = {
  firstAgrees: 0.25,
  typed: 0.6,
  /** Of readings as steady as each other, the one with more fields. */
  perField: 0.001,
  malformed: 0.2,
  unclosed: 0.3,
  /** What is not usual wants a reason. */
  apostrophe: 0.05,
  apostrophesInHeader: 0.1,
  noQuote: 0.2,
  backslash: 0.02,
  loneReturns: 0.001,
  noSpaces: 0.01,
} as const

function scoreOf(table: Table, split: SplitRecords, dialect: Dialect) {
  const { width, share, firstWidth, typed, records } = table
  let score = share + WEIGHT.typed * typed + WEIGHT.perField * Math.min(width, 100)
  if (firstWidth === width) score += WEIGHT.firstAgrees
  const { malformed, openedAt } = split
  if (malformed.length > 0) {
    score -= Math.max(0.05, (WEIGHT.malformed * malformed.length) / records)
  }
  if (openedAt !== null) score -= WEIGHT.unclosed
  return score + unusual(split, dialect)
}

function unusual({ records, quoted, malformed, openedAt }: SplitRecords, dialect: Dialect) {
  let score = 0
  if (dialect.quote === "'") {
    // An apostrophe may be text: unless it encloses all headers, it has to make the table steadier.
    if (malformed.length > 0 || openedAt !== null) return -1
    const header = records.findIndex((cells) => cells.some(isFilled))
    const isEnclosing = (records[header]?.length ?? 0) === quoted[header]
    score += isEnclosing ? WEIGHT.apostrophesInHeader : -WEIGHT.apostrophe
  }
  if (dialect.quote === '' && !hasPlainQuotes(records)) return -1
  if (dialect.quote === '') score -= WEIGHT.noQuote
  if (dialect.escape === 'backslash') score -= WEIGHT.backslash
  if (dialect.endsAtCr) score -= WEIGHT.loneReturns
  if (dialect.skipsSpaces) score -= WEIGHT.noSpaces
  return score
}

/** Quotes that begin cells and end none: one alone is rather a quote that somebody forgot to close. */
function hasPlainQuotes(records: string[][]) {
  let opening = 0
  for (const cells of records) {
    for (const cell of cells) {
      if (!cell.startsWith('"')) continue
      if (cell.length > 1 && cell.endsWith('"')) return false
      opening += 1
    }
  }
  return opening > 1
}

function bestOf(readings: Reading[], sample: Sample, isNamed: boolean): Reading {
  const sorted = [...readings].sort((a, b) => b.score - a.score)
  const best = sorted.find(({ isSteady }) => isSteady)
  if (best) return best
  const first = readings[0]
  if (!first) throw new Error('A dialect has at least one reading')
  if (isNamed) return first
  const hasRecords = readings.some(({ split }) => split.records.length > 0)
  if (!hasRecords) return mostFrequent(readings, sample.text) ?? first
  // One column: then a delimiter that parts none of its cells keeps them whole.
  return readings.find(({ split }) => split.records.every(isSingle)) ?? first
}

const isSingle = (cells: readonly string[]) => cells.filter(isFilled).length < 2

function mostFrequent(readings: Reading[], text: string): Reading | undefined {
  const counted = readings.map((reading) => ({
    reading,
    count: text.split(reading.dialect.delimiter).length,
  }))
  return counted.sort((a, b) => b.count - a.count)[0]?.reading
}
