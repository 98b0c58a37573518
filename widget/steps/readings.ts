/** Encodings a user can choose among; what the server detected besides is added. */
export const ENCODINGS: readonly string[] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'shift_jis',
  'gb18030',
  'euc-kr',
]

export const DELIMITERS = [',', ';', '\t', '|'] as const

/** A file may have a title above its header, but hardly a longer one. */
const LAST_HEADER_ROW = 20

/** The rows that can be the header of a file with this header and so many rows below it. */
export const headerRows = (headerRow: number, totalRows: number): number[] => {
  const last = Math.max(headerRow, Math.min(LAST_HEADER_ROW, headerRow + totalRows - 1))
  return Array.from({ length: last }, (_, index) => index + 1)
}
