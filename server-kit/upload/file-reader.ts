import type { Warning } from '../contract/shapes.ts'
import type { Source } from '../contract/shapes.ts'
import { CsvRecords } from './csv-records.ts'
import { detectDialect, type Dialect } from './dialect.ts'
import { refuseBinary } from './file-kind.ts'
import { emptyFile } from './read-refusals.ts'
import { TableReader, type TableLimits, type TableSink } from './table-reader.ts'
import { detectEncoding, namedEncoding, utf16Of } from './text-encoding.ts'
import { TextStream } from './text-stream.ts'

export interface FileOptions {
  encoding?: string | undefined
  delimiter?: string | undefined
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

  constructor(sink: TableSink, options: FileOptions) {
    this.#sink = sink
    this.#options = options
  }

  /** Throws an `ImportError` when the file is refused. */
  push(piece: Uint8Array, isLast: boolean): void {
    if (this.#opened) {
      const { text, records, table } = this.#opened
      table.push(records.push(text.decode(piece, isLast), isLast))
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
        quote: '"',
        headerRow,
      },
      warnings: [...unreadableWarning(text), ...warnings, ...malformedWarning(records.malformed)],
    }
  }

  #open(piece: Uint8Array, isLast: boolean): Opened {
    const { encoding, delimiter, headerRow, limits } = this.#options
    refuseBinary(piece, utf16Of(piece) !== null)
    const text = new TextStream(
      encoding ? namedEncoding(encoding) : detectEncoding(piece),
      encoding !== undefined,
    )
    const start = text.decode(piece, isLast)
    const dialect = detectDialect(start, isLast, delimiter)
    const records = new CsvRecords(dialect, limits)
    const before = dialect.hasSepLine ? 1 : 0
    const table = new TableReader(this.#sink, { limits, headerRow }, before)
    table.push(records.push(dialect.hasSepLine ? afterFirstLine(start) : start, isLast))
    return { text, dialect, records, table }
  }
}

const afterFirstLine = (text: string) => text.slice(text.indexOf('\n') + 1)

function unreadableWarning({ encoding, unreadable }: TextStream): Warning[] {
  const { count, firstLine } = unreadable
  if (count === 0) return []
  const message = `Some characters could not be read as ${encoding} (first in line ${firstLine}). Choose another encoding if they matter.`
  return [{ code: 'unreadable_bytes', message, details: { count, firstLine } }]
}

function malformedWarning({ count, rows }: CsvRecords['malformed']): Warning[] {
  if (count === 0) return []
  const message = `Some cells have quotes in unusual places (first in row ${rows[0]}). Check that they were read as meant.`
  return [{ code: 'malformed_quotes', message, details: { rows, count } }]
}
