import type { Dialect } from './dialect.ts'

const BACKSLASH = 92
/** Stands for a byte that a dialect does not have. */
export const NO_BYTE = -1

/** How a file writes its records, in bytes. */
export interface ByteDialect {
  delimiter: Uint8Array
  quote: number
  escape: number
  endsAtCr: boolean
}

const byteOf = (character: string) => Buffer.from(character)[0] ?? NO_BYTE

export const inBytes = ({ delimiter, quote = '"', escape, endsAtCr }: Dialect): ByteDialect => ({
  delimiter: Buffer.from(delimiter),
  quote: byteOf(quote),
  escape: escape === 'backslash' ? BACKSLASH : NO_BYTE,
  endsAtCr,
})

/** What each byte means; 0 where nothing is said. */
export function stopTable(
  stops: readonly (readonly [byte: number, meaning: number])[],
): Uint8Array {
  const table = new Uint8Array(256)
  for (const [byte, meaning] of stops) if (byte !== NO_BYTE) table[byte] = meaning
  return table
}
