import { seeded } from './seeded.ts'

/** A file and the table that a careful person would read from it. */
export interface PollutedFile {
  name: string
  bytes: Buffer
  headers: string[]
  rows: string[][]
  rowNumbers: number[]
}

const DELIMITERS = [',', ';', '\t', '|']
const QUOTINGS = ['"', '"all', '"\\', "'", 'none'] as const
const LINE_ENDS = ['\n', '\r\n', '\r', 'mixed']
const ENCODINGS = ['utf-8', 'utf-8 bom', 'latin1', 'utf16le bom', 'utf16be bom', 'utf16le', 'utf32']
const PREAMBLES = ['none', 'blank', 'title', 'sep']
const SHAPES = ['even', 'ragged']

const HEADERS = ['Kundennr', 'Name', 'E-Mail', 'Betrag', 'Datum', 'Notiz']
const NAMES = ['Müller', 'Jürgen Weiß', 'Ada', 'Søren Kjær', 'José Núñez', "O'Neil", 'Zoë']

/** Every `step`-th file of all ways to write a table. */
export function pollutedFiles(count: number): PollutedFile[] {
  const random = seeded(11)
  const pick = <T>(all: readonly T[]): T => all[random(all.length)] ?? (all[0] as T)
  return Array.from({ length: count }, (_, number) => {
    const way = {
      delimiter: DELIMITERS[number % 4] ?? ',',
      quoting: QUOTINGS[Math.floor(number / 4) % 5] ?? '"',
      lineEnd: LINE_ENDS[Math.floor(number / 20) % 4] ?? '\n',
      encoding: pick(ENCODINGS),
      preamble: pick(PREAMBLES),
      shape: pick(SHAPES),
    }
    return polluted(`${number} ${JSON.stringify(way)}`, way, random)
  })
}

type Way = Record<'delimiter' | 'quoting' | 'lineEnd' | 'encoding' | 'preamble' | 'shape', string>
type Random = (below: number) => number

function polluted(name: string, way: Way, random: Random): PollutedFile {
  const rows = Array.from({ length: 12 + random(20) }, (_, row) => cellsOf(way, row, random))
  const above = preambleOf(way)
  const records = [HEADERS, ...rows]
  const written = records.map((cells, place) => {
    const isShort = way.shape === 'ragged' && place > 2 && place % 5 === 0
    return lineOf(isShort ? cells.slice(0, 4) : cells, way)
  })
  const lines = [...above, ...written]
  const ends = lines.map((_, place) => lineEndAt(way, place))
  const text = lines.map((line, place) => line + (ends[place] ?? '')).join('')
  return {
    name,
    bytes: bytesOf(text, way.encoding),
    headers: HEADERS,
    rows: rows.map((cells, place) =>
      way.shape === 'ragged' && place > 1 && (place + 1) % 5 === 0
        ? [...cells.slice(0, 4), '', '']
        : cells,
    ),
    rowNumbers: rows.map((_, place) => above.length + place + 2),
  }
}

function cellsOf({ delimiter, quoting, lineEnd }: Way, row: number, random: Random): string[] {
  const name = NAMES[random(NAMES.length)] ?? ''
  const canQuote = quoting !== 'none'
  const quote = quoting[0] ?? '"'
  // Inside of quotes a line end stays as it is written.
  const inner = lineEnd === '\r' ? '\r' : '\n'
  const notes = canQuote
    ? ['', `a${delimiter} b`, `he said ${quote}yes${quote}`, `two${inner}lines`, 'plain']
    : ['', 'plain', '15" screen', 'x']
  return [
    String(row).padStart(5, '0'),
    canQuote || !name.includes("'") ? name : 'Ada',
    `mail${row}@example.com`,
    delimiter === ',' && !canQuote ? `${row}.50` : `${row},50`,
    `2024-05-${String((row % 28) + 1).padStart(2, '0')}`,
    notes[row % notes.length] ?? '',
  ]
}

function lineOf(cells: readonly string[], { delimiter, quoting }: Way) {
  if (quoting === 'none') return cells.join(delimiter)
  const quote = quoting[0] ?? '"'
  const escaped = quoting.endsWith('\\') ? `\\${quote}` : quote + quote
  return cells
    .map((cell) => {
      const isNeeded = [delimiter, quote, '\n', '\r'].some((sign) => cell.includes(sign))
      if (!isNeeded && !quoting.endsWith('all')) return cell
      return quote + cell.replaceAll(quote, escaped) + quote
    })
    .join(delimiter)
}

function preambleOf({ preamble, delimiter }: Way): string[] {
  if (preamble === 'blank') return ['', delimiter.repeat(5)]
  if (preamble === 'title') return ['Kunden nach Umsatz', 'Stand Mai', '']
  return preamble === 'sep' ? [`sep=${delimiter}`] : []
}

function lineEndAt({ lineEnd, preamble }: Way, place: number) {
  if (lineEnd !== 'mixed') return lineEnd
  if (preamble === 'sep' && place === 0) return '\r\n'
  return ['\n', '\r\n', '\r'][place % 3] ?? '\n'
}

function bytesOf(text: string, encoding: string): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'utf-8 bom') return Buffer.from(`\ufeff${text}`)
  if (encoding === 'latin1') return Buffer.from(text, 'latin1')
  if (encoding === 'utf16le') return Buffer.from(text, 'utf16le')
  if (encoding === 'utf16le bom') return Buffer.from(`\ufeff${text}`, 'utf16le')
  if (encoding === 'utf16be bom') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  const buffer = Buffer.alloc((text.length + 1) * 4)
  ;[...`\ufeff${text}`].forEach((character, place) => {
    buffer.writeUInt32LE(character.codePointAt(0) ?? 0, place * 4)
  })
  return buffer
}
