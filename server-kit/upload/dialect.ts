import Papa from 'papaparse'

const DELIMITERS = [',', ';', '\t', '|'] as const
const SAMPLE = 128 * 1024
const SAMPLE_RECORDS = 200
const SEP_LINE = /^"?sep=(.)"?\r?\n/i
const LONE_CR = /\r(?!\n)/
const ANY_LINE_END = /\r\n?/g

/** How a file writes its table. */
export interface Dialect {
  delimiter: string
  /** A carriage return alone ends a record: all line ends are then read as one. */
  endsAtCr: boolean
  /** The file begins with a `sep=` line, which spreadsheet programs read and do not show. */
  hasSepLine: boolean
}

/** Reads `\r\n` and `\r` as `\n`. */
export const withLineFeeds = (text: string) => text.replace(ANY_LINE_END, '\n')

/** The dialect of a file by its beginning: quotes are respected, the steadiest reading wins. */
export function detectDialect(start: string, isWhole: boolean, chosen?: string): Dialect {
  const sep = SEP_LINE.exec(start)
  const text = sep ? start.slice(sep[0].length) : start
  const sample = { text: text.slice(0, SAMPLE), isWhole: isWhole && text.length <= SAMPLE }
  const delimiters = chosen ? [chosen] : sep?.[1] ? [sep[1]] : DELIMITERS
  const readings = lineEndings(sample.text).flatMap((endsAtCr) =>
    delimiters.map((delimiter) => ({
      delimiter,
      endsAtCr,
      hasSepLine: sep !== null,
      score: scoreOf(sample, delimiter, endsAtCr),
    })),
  )
  const [first = { delimiter: ',', endsAtCr: false, hasSepLine: false, score: 0 }, ...others] =
    readings
  const best = others.reduce((winner, one) => (one.score > winner.score ? one : winner), first)
  return {
    delimiter: best.delimiter,
    endsAtCr: best.endsAtCr,
    hasSepLine: best.hasSepLine,
  }
}

function lineEndings(text: string): boolean[] {
  if (!LONE_CR.test(text)) return [false]
  return text.includes('\n') ? [false, true] : [true]
}

interface Sample {
  text: string
  isWhole: boolean
}

/** How many of the records have the usual number of fields: more when the first one has it too. */
function scoreOf(sample: Sample, delimiter: string, endsAtCr: boolean): number {
  const text = endsAtCr ? withLineFeeds(sample.text) : sample.text
  const parser = new Papa.Parser({ delimiter, newline: '\n', preview: SAMPLE_RECORDS })
  const { data }: { data: string[][] } = parser.parse(text, 0, !sample.isWhole)
  const records = data.filter((cells) => cells.some((cell) => cell.trim() !== ''))
  const sizes = new Map<number, number>()
  for (const { length } of records) sizes.set(length, (sizes.get(length) ?? 0) + 1)
  const [usual, count] = [...sizes].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
  if (usual < 2) return 0
  const firstAgrees = records[0]?.length === usual ? 0.25 : 0
  // Of readings as steady as each other, the one with more fields; lone line ends want a reason.
  return count / records.length + firstAgrees + Math.min(usual, 100) / 1000 - (endsAtCr ? 0.001 : 0)
}
