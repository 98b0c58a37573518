import { ImportError } from '../errors.ts'

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
  {
    kind: 'a gzip archive',
    starts: [0x1f, 0x8b],
    advice: 'Unpack it and upload the CSV file inside.',
  },
  {
    kind: 'text in UTF-32',
    starts: [0xff, 0xfe, 0, 0],
    advice: 'Save it in UTF-8 and upload that file.',
  },
  {
    kind: 'text in UTF-32',
    starts: [0, 0, 0xfe, 0xff],
    advice: 'Save it in UTF-8 and upload that file.',
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

/** Throws `unsupported_file` when the first bytes of a file say that it is no text. */
export function refuseBinary(start: Uint8Array, isUtf16: boolean): void {
  const head = start.subarray(0, HEAD)
  const known = KINDS.find(({ starts }) => startsWith(head, starts))
  if (known) throw unsupported(known.kind, known.advice)
  if (startsWith(head, ZIP) || startsWith(head, EMPTY_ZIP)) throw unsupportedZip(head)
  if (!isUtf16 && isFullOfControls(head)) throw unsupported('not text', EXPORT_CSV)
}

function unsupportedZip(head: Uint8Array) {
  const text = Buffer.from(head).toString('latin1')
  const isWorkbook = text.includes('[Content_Types].xml') || text.includes('xl/')
  if (isWorkbook) return unsupported('an Excel workbook (.xlsx)', SAVE_AS_CSV)
  const isOpenDocument = text.includes('vnd.oasis.opendocument')
  if (isOpenDocument) return unsupported('an OpenDocument file', SAVE_AS_CSV)
  return unsupported('a ZIP archive', 'Unpack it and upload the CSV file inside.')
}

const unsupported = (kind: string, advice: string) =>
  new ImportError('unsupported_file', `This file is ${kind}, which cannot be imported. ${advice}`, {
    details: { kind },
  })

/** Tab, line feed, form feed, carriage return and escape (of ISO-2022) occur in text. */
const TEXT_CONTROLS = new Set([9, 10, 12, 13, 27])

function isFullOfControls(head: Uint8Array) {
  let controls = 0
  for (const byte of head) if (byte < 32 && !TEXT_CONTROLS.has(byte)) controls += 1
  return controls >= FEWEST_CONTROLS && controls > head.length * CONTROL_SHARE
}
