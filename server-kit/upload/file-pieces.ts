import { fileTooLarge } from './read-refusals.ts'

/** Large enough to tell encoding and dialect, small enough to be read within a slice. */
const PIECE = 512 * 1024

export interface FilePiece {
  bytes: Uint8Array<ArrayBuffer>
  isLast: boolean
}

/**
 * Cuts a body into pieces of one size, however it arrives: what is read then depends on the bytes
 * alone. Throws `file_too_large` as soon as there are more than `limit`. Pieces that came back in
 * `spare` are used again: otherwise a large file would leave its size in garbage.
 */
export async function* filePieces(
  body: AsyncIterable<Uint8Array>,
  limit: number,
  spare: Uint8Array<ArrayBuffer>[] = [],
): AsyncGenerator<FilePiece> {
  const newPiece = () => spare.pop() ?? new Uint8Array(PIECE)
  let piece = newPiece()
  let filled = 0
  let total = 0
  for await (const chunk of body) {
    total += chunk.length
    if (total > limit) throw fileTooLarge(limit)
    for (let from = 0; from < chunk.length;) {
      if (filled === PIECE) {
        yield { bytes: piece, isLast: false }
        piece = newPiece()
        filled = 0
      }
      const part = chunk.subarray(from, from + PIECE - filled)
      piece.set(part, filled)
      filled += part.length
      from += part.length
    }
  }
  yield { bytes: piece.slice(0, filled), isLast: true }
}
