import { isAscii, isUtf8 } from 'node:buffer'
import { guessEncoding, withoutCutCharacter } from './text-encoding.ts'

const REPLACEMENT = '\ufffd'
const BOM = '\ufeff'

// Node decodes windows-1252 as ISO-8859-1: these bytes would become control characters.
const WINDOWS_1252 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'] as const
const C1_CONTROL = /[\u0080-\u009f]/g

const asWindows1252 = (text: string) =>
  text.replace(C1_CONTROL, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control)

/** How often `part` occurs in `text`. */
export function countOf(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count += 1
  return count
}

/** Line ends in `text`; of a text without line feeds, its carriage returns. */
const lineEndsIn = (text: string) => countOf(text, '\n') || countOf(text, '\r')

/**
 * Decodes a file piece by piece. Bytes that the encoding does not know become replacement characters,
 * which are counted; a file that was plain ASCII up to its first bytes above is judged there.
 */
export class TextStream {
  encoding: string
  /** Unreadable characters so far, and the line of the first. */
  unreadable = { count: 0, firstLine: 0 }
  readonly #isChosen: boolean
  #isPlain = true
  #lines = 0
  #isFirst = true
  #held = Buffer.alloc(0)
  #decoder: InstanceType<typeof TextDecoder> | null

  /** `isChosen`: the user named the encoding, so that it is kept whatever comes. */
  constructor(encoding: string, isChosen: boolean) {
    this.encoding = encoding
    this.#isChosen = isChosen
    this.#decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding)
  }

  decode(piece: Uint8Array, isLast: boolean): string {
    const text = this.#decoder ? this.#decodeAny(piece, isLast) : this.#decodeUtf8(piece, isLast)
    this.#lines += lineEndsIn(text)
    if (!this.#isFirst || text === '') return text
    this.#isFirst = false
    return text.startsWith(BOM) ? text.slice(1) : text
  }

  #decodeAny(piece: Uint8Array, isLast: boolean) {
    const decoded = this.#decoder?.decode(piece, { stream: !isLast }) ?? ''
    const text = this.encoding === 'windows-1252' ? asWindows1252(decoded) : decoded
    this.#countUnreadable(text, 0)
    return text
  }

  #decodeUtf8(piece: Uint8Array, isLast: boolean) {
    const bytes = this.#held.length > 0 ? Buffer.concat([this.#held, piece]) : piece
    const whole = isLast ? bytes : withoutCutCharacter(bytes)
    this.#held = Buffer.from(bytes.subarray(whole.length))
    const buffer = Buffer.from(whole.buffer, whole.byteOffset, whole.length)
    if (isAscii(buffer)) return buffer.toString('latin1')
    if (isUtf8(buffer)) {
      this.#isPlain = false
      return buffer.toString('utf8')
    }
    if (this.#isPlain && !this.#isChosen) return this.#changeEncoding(buffer, isLast)
    const text = buffer.toString('utf8')
    this.#countUnreadable(text, countOf(buffer.toString('latin1'), '\u00ef\u00bf\u00bd'))
    return text
  }

  #changeEncoding(bytes: Uint8Array, isLast: boolean) {
    this.encoding = guessEncoding(bytes)
    this.#decoder = new TextDecoder(this.encoding)
    const held = Buffer.concat([bytes, this.#held])
    return this.#decodeAny(held, isLast)
  }

  #countUnreadable(text: string, written: number) {
    const first = text.indexOf(REPLACEMENT)
    if (first === -1) return
    const count = countOf(text, REPLACEMENT) - written
    if (count <= 0) return
    if (this.unreadable.count === 0) {
      this.unreadable.firstLine = this.#lines + lineEndsIn(text.slice(0, first)) + 1
    }
    this.unreadable.count += count
  }
}
