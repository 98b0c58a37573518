import { ImportError } from '../errors.ts'

/** What `TextDecoder` lacks and this kit decodes by itself. */
const OWN = ['utf-32le', 'utf-32be'] as const
const OWN_LABELS = new Map([
  ['utf-32', 'utf-32le'],
  ['utf32', 'utf-32le'],
  ['utf32le', 'utf-32le'],
  ['utf32be', 'utf-32be'],
  ...OWN.map((name) => [name, name] as const),
])

/** The encodings in which a file can be read, under the names that `source.encoding` uses. */
const KNOWN_ENCODINGS: readonly string[] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  ...OWN,
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((digit) => `windows-125${digit}`),
  'windows-874',
  ...[2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15].map((part) => `iso-8859-${part}`),
  'koi8-r',
  'koi8-u',
  'ibm866',
  'macintosh',
  'x-mac-cyrillic',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'gb18030',
  'gbk',
  'big5',
  'euc-kr',
]

/** The canonical name of an encoding; null when it cannot be read. */
export function canonicalEncoding(encoding: string): string | null {
  const asked = encoding.trim().toLowerCase()
  const own = OWN_LABELS.get(asked)
  if (own) return own
  try {
    return new TextDecoder(asked).encoding
  } catch {
    return null
  }
}

/** The canonical name of an encoding that the user chose. */
export function namedEncoding(encoding: string): string {
  const name = canonicalEncoding(encoding)
  if (name) return name
  throw new ImportError(
    'invalid_request',
    `The encoding “${encoding}” is not known. Known are: ${KNOWN_ENCODINGS.join(', ')}.`,
    { details: { known: KNOWN_ENCODINGS } },
  )
}
