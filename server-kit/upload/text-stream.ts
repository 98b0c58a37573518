import { isAscii, isUtf8 } from 'node:buffer'
import { guessEncoding, type EncodingGuess } from './guess-encoding.ts'
import { pieceDecoder, type PieceDecoder } from './text-decoder.ts'
import { firstBrokenByte, isDamagedUtf8, withoutCutCharacter } from './text-encoding.ts'

const REPLACEMENT = '\ufffd'
const BOM = Buffer.from('\ufeff')

/** How often `part` occurs in `text`. */
function countOf(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count += 1
  return count
}

const LINE_FEED = 10
const CARRIAGE_RETURN = 13

function countByte(bytes: Uint8Array, byte: number) {
  let count = 0
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === byte) count += 1
  return count
}

/** Line ends in a text; of one without line feeds, its carriage returns. */
const lineEndsIn = (text: Uint8Array) =>
  countByte(text, LINE_FEED) || countByte(text, CARRIAGE_RETURN)

const startsWithMark = (bytes: Uint8Array) => BOM.every((byte, place) => bytes[place] === byte)

/**
 * Decodes a file piece by piece. Bytes that the encoding does not know become replacement characters,
 * which are counted; a file that was plain ASCII up to its first bytes above is judged there.
 */
export class TextStream {
  encoding: string
  /** Other encodings that the file could be in, when that was not sure. */
  candidates: EncodingGuess['candidates']
  /** Unreadable characters so far, the line of the first and, in UTF-8, its byte (from 0). */
  unreadable = { count: 0, firstLine: 0, firstByte: -1 }
  readonly #isChosen: boolean
  #isPlain = true
  #lines = 0
  #bytes = 0
  #isFirst = true
  #held = Buffer.alloc(0)
  #decoder: PieceDecoder | null

  /** `isChosen`: the user named the encoding, so that it is kept whatever comes. */
  constructor({ encoding, candidates }: EncodingGuess, isChosen: boolean) {
    this.encoding = encoding
    this.candidates = candidates
    this.#isChosen = isChosen
    this.#decoder = encoding === 'utf-8' ? null : pieceDecoder(encoding)
  }

  /**
   * The text of a piece, as UTF-8 bytes: those of the piece itself where they are that already.
   * `lines`: line ends before it.
   */
  utf8(piece: Uint8Array, isLast: boolean, lines = 0): Uint8Array {
    this.#lines = lines
    const start = this.#isFirst ? this.#withoutMark(piece) : piece
    const bytes = this.#decoder
      ? this.#decodeAny(this.#decoder, start, isLast)
      : this.#decodeUtf8(start, isLast)
    if (!this.#isFirst || bytes.length === 0) return bytes
    this.#isFirst = false
    return startsWithMark(bytes) ? bytes.subarray(BOM.length) : bytes
  }

  // Whatever the user chose, the mark is no text.
  #withoutMark(piece: Uint8Array) {
    const [first, second] = piece
    const isWideMark = (first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe)
    const isWide = isWideMark && this.encoding.startsWith('utf-16')
    const length = isWide ? 2 : startsWithMark(piece) ? BOM.length : 0
    this.#bytes += length
    return piece.subarray(length)
  }

  #decodeAny(decoder: PieceDecoder, piece: Uint8Array, isLast: boolean): Buffer {
    const text = decoder.decode(piece, isLast)
    this.#countUnreadable(text)
    return Buffer.from(text)
  }

  #decodeUtf8(piece: Uint8Array, isLast: boolean): Buffer {
    const bytes = this.#held.length > 0 ? Buffer.concat([this.#held, piece]) : piece
    const whole = isLast ? bytes : withoutCutCharacter(bytes)
    this.#held = Buffer.from(bytes.subarray(whole.length))
    const buffer = Buffer.from(whole.buffer, whole.byteOffset, whole.length)
    const text = this.#textOf(buffer, isLast)
    this.#bytes += whole.length
    return text
  }

  #textOf(buffer: Buffer, isLast: boolean): Buffer {
    if (isUtf8(buffer)) {
      this.#isPlain &&= isAscii(buffer)
      return buffer
    }
    if (this.#isPlain && !this.#isChosen && !isDamagedUtf8(buffer)) {
      return this.#changeEncoding(buffer, isLast)
    }
    this.#isPlain = false
    if (this.unreadable.firstByte < 0) {
      this.unreadable.firstByte = this.#bytes + firstBrokenByte(buffer)
    }
    const text = buffer.toString('utf8')
    this.#countUnreadable(text, countOf(buffer.toString('latin1'), '\u00ef\u00bf\u00bd'))
    return Buffer.from(text)
  }

  #changeEncoding(bytes: Uint8Array, isLast: boolean) {
    const { encoding, candidates } = guessEncoding(bytes)
    this.encoding = encoding
    this.candidates = candidates
    this.#decoder = pieceDecoder(encoding)
    return this.#decodeAny(this.#decoder, Buffer.concat([bytes, this.#held]), isLast)
  }

  /** `written`: how many of them the file itself has. */
  #countUnreadable(text: string, written = 0) {
    const first = text.indexOf(REPLACEMENT)
    if (first === -1) return
    const count = countOf(text, REPLACEMENT) - written
    if (count <= 0) return
    if (this.unreadable.count === 0) {
      this.unreadable.firstLine = this.#lines + lineEndsIn(Buffer.from(text.slice(0, first))) + 1
    }
    this.unreadable.count += count
  }
}
