import { unsupportedFile } from './read-refusals.ts'

const SAVE_AS_CSV = 'Open it in your spreadsheet program, save it as CSV and upload that file.'
const EXPORT_CSV = 'Export your data as CSV and upload that file.'

interface FileKind {
  kind: string
  starts: readonly number[]
  advice: string
}

const bytesOf = (text: string) => [...text].map((character) => character.charCodeAt(0))

const KINDS: readonly FileKind[] = [
  { kind: 'a PNG image', starts: [0x89, ...bytesOf('PNG')], advice: EXPORT_CSV },
  { kind: 'a JPEG image', starts: [0xff, 0xd8, 0xff], advice: EXPORT_CSV },
  { kind: 'a GIF image', starts: bytesOf('GIF8'), advice: EXPORT_CSV },
  { kind: 'a PDF document', starts: bytesOf('%PDF'), advice: EXPORT_CSV },
  {
    kind: 'an old Excel workbook (.xls)',
    starts: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    advice: SAVE_AS_CSV,
  },
  { kind: 'a SQLite database', starts: bytesOf('SQLite format 3'), advice: EXPORT_CSV },
  { kind: 'a Parquet file', starts: bytesOf('PAR1'), advice: EXPORT_CSV },
  {
    kind: 'a gzip archive',
    starts: [0x1f, 0x8b],
    advice: 'Unpack it and upload the CSV file inside.',
  },
]

const ZIP = [0x50, 0x4b, 0x03, 0x04]
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06]
/** How much of a file is looked at. */
const HEAD = 64 * 1024
const FEWEST_CONTROLS = 8
const CONTROL_SHARE = 0.08

const startsWith = (head: Uint8Array, starts: readonly number[]) =>
  starts.every((byte, place) => head[place] === byte)

/** Throws `unsupported_file` when the first bytes are those of a kind that is no text. */
export function refuseKnownKinds(start: Uint8Array): void {
  const head = start.subarray(0, HEAD)
  const known = KINDS.find(({ starts }) => startsWith(head, starts))
  if (known) throw unsupportedFile(known.kind, known.advice)
  if (startsWith(head, ZIP) || startsWith(head, EMPTY_ZIP)) throw unsupportedZip(head)
}

/** Throws `unsupported_file` when bytes are no text; that of UTF-16 and UTF-32 is full of zeros. */
export function refuseControls(start: Uint8Array, isWide: boolean): void {
  if (!isWide && isFullOfControls(start.subarray(0, HEAD))) {
    throw unsupportedFile('not text', EXPORT_CSV)
  }
}

function unsupportedZip(head: Uint8Array) {
  const text = Buffer.from(head).toString('latin1')
  const isWorkbook = text.includes('[Content_Types].xml') || text.includes('xl/')
  if (isWorkbook) return unsupportedFile('an Excel workbook (.xlsx)', SAVE_AS_CSV)
  const isOpenDocument = text.includes('vnd.oasis.opendocument')
  if (isOpenDocument) return unsupportedFile('an OpenDocument file', SAVE_AS_CSV)
  return unsupportedFile('a ZIP archive', 'Unpack it and upload the CSV file inside.')
}

/** Tab, line feed, form feed, carriage return and escape (of ISO-2022) occur in text. */
const TEXT_CONTROLS = new Set([9, 10, 12, 13, 27])

function isFullOfControls(head: Uint8Array) {
  let controls = 0
  for (const byte of head) if (byte < 32 && !TEXT_CONTROLS.has(byte)) controls += 1
  return controls >= FEWEST_CONTROLS && controls > head.length * CONTROL_SHARE
}
