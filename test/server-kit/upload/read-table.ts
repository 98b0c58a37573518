import { FileReader, type FileOptions } from '../../../server-kit/upload/file-reader.ts'
import { filePieces } from '../../../server-kit/upload/file-pieces.ts'

export const LIMITS = { rows: 1_000_000, columns: 1000, cellBytes: 1024 * 1024 }

/** Cuts bytes where it is told to. */
async function* cutAt(bytes: Uint8Array, sizes: () => number) {
  for (let from = 0; from < bytes.length;) {
    const size = sizes()
    yield bytes.subarray(from, from + size)
    from += size
  }
}

interface ReadOptions extends Partial<FileOptions> {
  /** Sizes of the chunks in which the body arrives; default: whole. */
  sizes?: () => number
}

/** A file as the reader understands it. */
export async function readTable(
  file: string | Uint8Array,
  { sizes = () => 1 << 30, ...options }: ReadOptions = {},
) {
  const rows: { rowNumber: number; cells: string[] }[] = []
  const reader = new FileReader(
    {
      addColumns: () => {},
      addRow: (rowNumber, record) => rows.push({ rowNumber, cells: record.cells() }),
    },
    { limits: LIMITS, ...options },
  )
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  for await (const piece of filePieces(cutAt(bytes, sizes), Infinity)) {
    reader.push(piece.bytes, piece.isLast)
  }
  const reading = reader.finish()
  const width = reading.headers.length
  const cells = rows.map((row) => [...row.cells, ...Array(width - row.cells.length).fill('')])
  return {
    ...reading,
    cells: cells satisfies string[][],
    rowNumbers: rows.map(({ rowNumber }) => rowNumber),
    codes: reading.warnings.map(({ code }) => code),
  }
}
