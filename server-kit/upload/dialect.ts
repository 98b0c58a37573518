/** How a file writes its table. */
export interface Dialect {
  delimiter: string
  /** Default `"`; empty: none. */
  quote?: string
  /** How a quote is written between quotes: twice (the default), or behind a backslash. */
  escape?: 'double' | 'backslash'
  /** Spaces between a delimiter and a quote mean nothing. */
  skipsSpaces?: boolean
  /** A carriage return alone ends a record: all line ends are then read as one. */
  endsAtCr: boolean
  /** The file begins with a `sep=` line, which spreadsheet programs read and do not show. */
  hasSepLine: boolean
}

/** What the user may say about it. */
export interface ChosenDialect {
  delimiter?: string | undefined
  quote?: string | undefined
  escape?: 'double' | 'backslash' | undefined
}

const ANY_LINE_END = /\r\n?/g

/** Reads `\r\n` and `\r` as `\n`. */
export const withLineFeeds = (text: string) => text.replace(ANY_LINE_END, '\n')

const SEP_LINE = /^"?sep=(.)"?(?:\r\n?|\n)/i

/** The `sep=` line at the beginning of a file, and the delimiter that it names. */
export function sepLineOf(start: string): { text: string; delimiter: string } | null {
  const found = SEP_LINE.exec(start)
  return found?.[1] ? { text: found[0], delimiter: found[1] } : null
}
