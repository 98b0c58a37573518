import { isUtf8 } from 'node:buffer'
import { guessEncoding, type EncodingGuess } from './guess-encoding.ts'
import { unreadableEncoding } from './read-refusals.ts'

const SAMPLE = 64 * 1024
const LONGEST_SEQUENCE = 4
/** A file of UTF-8 with a damaged place has far more whole characters than broken ones. */
const WHOLE_PER_BROKEN = 4
const ESCAPE = 0x1b

const sure = (encoding: string): EncodingGuess => ({ encoding, candidates: [] })

/** The encoding of a file by its beginning: byte order mark, else valid UTF-8, else a guess. */
export function detectEncoding(head: Uint8Array): EncodingGuess {
  const unicode = unicodeOf(head)
  if (unicode) return sure(unicode)
  if (head.includes(ESCAPE)) {
    const escaped = escapedEncoding(head)
    if (escaped) return sure(escaped)
  }
  const whole = withoutCutCharacter(head)
  return isUtf8(whole) || isDamagedUtf8(whole) ? sure('utf-8') : guessEncoding(head)
}

/** A Unicode encoding that the byte order mark or the zero bytes of ASCII characters tell. */
function unicodeOf(head: Uint8Array): string | null {
  const marked = markedEncoding(head)
  // A mark of the wrong byte order: the zeros of its characters are more than one sign.
  if (marked?.startsWith('utf-16')) return utf16Of(head.subarray(2)) ?? marked
  return marked ?? utf32Of(head) ?? utf16Of(head)
}

/** The encoding that a byte order mark tells. */
export function markedEncoding([a, b, c, d]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : null
}

/** Zero bytes by their place in a unit of so many bytes. */
function zerosByPlace(head: Uint8Array, unit: number) {
  const units = Math.floor(Math.min(head.length, SAMPLE) / unit)
  const zeros = Array.from({ length: unit }, () => 0)
  for (let at = 0; at < units * unit; at++) {
    if (head[at] === 0) zeros[at % unit] = (zeros[at % unit] ?? 0) + 1
  }
  return { units, zeros }
}

function utf32Of(head: Uint8Array) {
  const { units, zeros } = zerosByPlace(head, 4)
  const [first = 0, second = 0, third = 0, last = 0] = zeros
  if (units < 2) return null
  // No character is beyond 0x10ffff: the highest byte of each is zero, the next one nearly always.
  if (last === units && third > units * 0.9 && first < units * 0.05) return 'utf-32le'
  return first === units && second > units * 0.9 && last < units * 0.05 ? 'utf-32be' : null
}

function utf16Of(head: Uint8Array) {
  const { units, zeros } = zerosByPlace(head, 2)
  const [even = 0, odd = 0] = zeros
  if (units < 2) return null
  if (odd > units * 0.4 && even < units * 0.05) return 'utf-16le'
  if (even > units * 0.4 && odd < units * 0.05) return 'utf-16be'
  // Of text in another script only the line ends, the delimiters and the like have zero bytes.
  if (odd >= 2 && even === 0 && hasWideLineFeeds(head, 0)) return 'utf-16le'
  return even >= 2 && odd === 0 && hasWideLineFeeds(head, 1) ? 'utf-16be' : null
}

const LINE_FEED = 0x0a

/** Whether nearly all line feeds are units of two bytes; `place` of the byte that says so. */
function hasWideLineFeeds(head: Uint8Array, place: 0 | 1) {
  let wide = 0
  let narrow = 0
  for (let at = 0; at < Math.min(head.length, SAMPLE); at++) {
    if (head[at] !== LINE_FEED) continue
    if (at % 2 === place && head[place === 0 ? at + 1 : at - 1] === 0) wide += 1
    else narrow += 1
  }
  return wide > 0 && narrow <= wide * 0.1
}

const SHIFTED_IN = ['\u001b$B', '\u001b$@', '\u001b(J', '\u001b(I'] as const
const UNREADABLE: readonly [escape: string, encoding: string][] = [
  ['\u001b$)C', 'ISO-2022-KR'],
  ['\u001b$)A', 'ISO-2022-CN'],
  ['\u001b$)G', 'ISO-2022-CN'],
  ['\u001b$*H', 'ISO-2022-CN'],
]

/** ISO-2022 is written in ASCII bytes, with escape sequences between its alphabets. */
function escapedEncoding(head: Uint8Array) {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length)
  for (const [escape, encoding] of UNREADABLE) {
    if (bytes.includes(escape)) throw unreadableEncoding(encoding)
  }
  return SHIFTED_IN.some((escape) => bytes.includes(escape)) ? 'iso-2022-jp' : null
}

/** Whether bytes that are not UTF-8 are so but for a few places. */
export function isDamagedUtf8(bytes: Uint8Array): boolean {
  let whole = 0
  let broken = 0
  for (let at = 0; at < bytes.length;) {
    const length = sequenceAt(bytes, at)
    if (length === 0) broken += 1
    else if (length > 1) whole += 1
    at += Math.max(1, length)
  }
  return whole > 0 && whole >= broken * WHOLE_PER_BROKEN
}

/** The length of the UTF-8 character at a place; 0: there is none. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
  if (lead < 0xc2 || lead > 0xf4) return 0
  return at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

/** The place of the first byte that is not UTF-8; -1: all are. */
export function firstBrokenByte(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length;) {
    const length = sequenceAt(bytes, at)
    if (length === 0) return at
    at += length
  }
  return -1
}

/** `bytes` up to a character that the end of the piece cuts in two. */
export function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back < LONGEST_SEQUENCE && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes
  }
  return bytes
}
