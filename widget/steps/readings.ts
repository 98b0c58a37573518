/** Encodings a user can choose among; what the server detected besides is added. */
export const ENCODINGS: readonly string[] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  ...[2, 0, 1, 3, 4, 5, 6, 7, 8].map((digit) => `windows-125${digit}`),
  'windows-874',
  'iso-8859-2',
  'koi8-u',
  'macintosh',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
]

/** As people write it: UTF is an abbreviation, the others are names. */
export const encodingName = (encoding: string): string =>
  encoding.startsWith('utf') ? encoding.toUpperCase() : encoding

export const DELIMITERS = [',', ';', '\t', '|'] as const

/** A file may have a title above its header, but hardly a longer one. */
const LAST_HEADER_ROW = 20

/** The rows that can be the header of a file with this header and so many rows below it. */
export const headerRows = (headerRow: number, totalRows: number): number[] => {
  const last = Math.max(headerRow, Math.min(LAST_HEADER_ROW, headerRow + totalRows - 1))
  return Array.from({ length: last }, (_, index) => index + 1)
}
