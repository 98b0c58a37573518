/** A host's message may repeat what it was given, or hold a secret of any length. */
const MOST_LOGGED = 500
/** Shorter ones stand in any sentence. */
const SHORTEST_CELL = 2

/** A text for the log: what the row's cells say is left out of it. */
export function withoutCells(text: string, cells: readonly string[]): string {
  const known = [...new Set(cells.flatMap((cell) => [cell, cell.trim()]))]
    .filter((cell) => cell.length >= SHORTEST_CELL)
    // Otherwise the rest of a longer cell would stay.
    .sort((left, right) => right.length - left.length)
  // Twice as much as is kept: otherwise a cell on the edge would be cut and not be found.
  let left = text.slice(0, MOST_LOGGED * 2)
  // In any case: an e-mail address is written lower case.
  for (const cell of known) left = left.replace(new RegExp(escaped(cell), 'giu'), '…')
  return left.slice(0, MOST_LOGGED)
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
