import type { Warning } from '../contract/shapes.ts'
import type { Source } from '../contract/shapes.ts'
import { CsvRecords } from './csv-records.ts'
import { detectDialect, type DetectedDialect } from './detect-dialect.ts'
import { sepLineOf, type ChosenDialect, type Dialect } from './dialect.ts'
import { findHeader } from './find-header.ts'
import { refuseControls, refuseKnownKinds } from './file-kind.ts'
import { refuseOtherText } from './other-texts.ts'
import { emptyFile } from './read-refusals.ts'
import { TableReader, type TableLimits, type TableSink } from './table-reader.ts'
import { namedEncoding } from './encoding-names.ts'
import type { EncodingGuess } from './guess-encoding.ts'
import { detectEncoding, markedEncoding } from './text-encoding.ts'
import { TextStream } from './text-stream.ts'

export interface FileOptions extends ChosenDialect {
  encoding?: string | undefined
  headerRow?: number | undefined
  limits: TableLimits
}

export interface FileReading {
  headers: string[]
  totalRows: number
  source: Source
  warnings: Warning[]
}

interface Opened {
  text: TextStream
  dialect: Dialect
  records: CsvRecords
  table: TableReader
}

/**
 * Reads a file of text, piece by piece, into a table: bytes → characters → records → rows. What it is
 * (encoding, delimiter, line ends) is told by the first piece, which should have some 100 KB.
 */
export class FileReader {
  readonly #sink: TableSink
  readonly #options: FileOptions
  #opened: Opened | null = null
  /** Since a record may go on in later pieces, once seen is for ever. */
  #mayHaveNuls = false

  constructor(sink: TableSink, options: FileOptions) {
    this.#sink = sink
    this.#options = options
  }

  /** Throws an `ImportError` when the file is refused. */
  push(piece: Uint8Array, isLast: boolean): void {
    if (this.#opened) {
      const { text, records, table } = this.#opened
      const decoded = text.utf8(piece, isLast, records.lines)
      this.#mayHaveNuls ||= decoded.includes(NUL)
      table.push(records.push(decoded, isLast), this.#mayHaveNuls)
      return
    }
    if (piece.length === 0) throw emptyFile()
    this.#opened = this.#open(piece, isLast)
  }

  finish(): FileReading {
    if (!this.#opened) throw emptyFile()
    const { text, dialect, records, table } = this.#opened
    const warnings = table.finish()
    const { headers, totalRows, headerRow } = table
    return {
      headers,
      totalRows,
      source: {
        format: 'csv',
        encoding: text.encoding,
        delimiter: dialect.delimiter,
        quote: dialect.quote ?? '"',
        ...(dialect.escape === 'backslash' && { escape: dialect.escape }),
        headerRow,
      },
      warnings: [
        ...unsureWarning(text),
        ...unreadableWarning(text),
        ...warnings,
        ...malformedWarning(records.malformed),
      ],
    }
  }

  #open(piece: Uint8Array, isLast: boolean): Opened {
    const { encoding, limits } = this.#options
    refuseKnownKinds(piece)
    const guess = encoding ? chosenEncoding(encoding, piece) : detectEncoding(piece)
    refuseControls(piece, WIDE.test(guess.encoding))
    const text = new TextStream(guess, encoding !== undefined)
    const bytes = text.utf8(piece, isLast)
    const start = Buffer.from(bytes).toString()
    refuseOtherText(start, isLast)
    const dialect = detectDialect(start, isLast, this.#options)
    const records = new CsvRecords(dialect, limits)
    const table = new TableReader(this.#sink, ...this.#wanted(dialect))
    this.#mayHaveNuls = bytes.includes(NUL)
    const body = bytes.subarray(Buffer.byteLength(sepLineOf(start)?.text ?? ''))
    table.push(records.push(body, isLast), this.#mayHaveNuls)
    return { text, dialect, records, table }
  }

  /** The header that the user chose, else the one below what is unmistakably no table. */
  #wanted({ hasSepLine, records }: DetectedDialect) {
    const { limits, headerRow } = this.#options
    const before = hasSepLine ? 1 : 0
    const found = headerRow === undefined ? findHeader(records, before) : null
    return [{ limits, headerRow, ...found }, before] as const
  }
}

const NUL = 0
const WIDE = /^utf-(?:16|32)/

/** The encoding that the user chose; of several forms of Unicode the byte order mark tells which. */
function chosenEncoding(encoding: string, piece: Uint8Array): EncodingGuess {
  const named = namedEncoding(encoding)
  const marked = markedEncoding(piece)
  const isUnicode = named.startsWith('utf-')
  return { encoding: isUnicode && marked ? marked : named, candidates: [] }
}

function unsureWarning({ encoding, candidates }: TextStream): Warning[] {
  if (candidates.length === 0) return []
  const samples = candidates.map((one) => `“${one.sample}” (${one.encoding})`)
  const message = `It is not sure which characters the file is written in: ${samples.join(', ')}. It was read as ${encoding}; choose another one if that is wrong.`
  return [{ code: 'encoding_unsure', message, details: { encoding, candidates } }]
}

function unreadableWarning({ encoding, unreadable }: TextStream): Warning[] {
  const { count, firstLine, firstByte } = unreadable
  if (count === 0) return []
  const place = firstByte < 0 ? `line ${firstLine}` : `line ${firstLine}, byte ${firstByte + 1}`
  const message = `Some characters could not be read as ${encoding} (first in ${place}). Choose another encoding if they matter.`
  const details = { count, firstLine, ...(firstByte < 0 ? {} : { byteOffset: firstByte }) }
  return [{ code: 'unreadable_bytes', message, details }]
}

function malformedWarning({ count, rows }: CsvRecords['malformed']): Warning[] {
  if (count === 0) return []
  const message = `Some cells have quotes in unusual places (first in row ${rows[0]}). Check that they were read as meant.`
  return [{ code: 'malformed_quotes', message, details: { rows, count } }]
}
