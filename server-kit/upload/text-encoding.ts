import { isUtf8 } from 'node:buffer'
import chardet from 'chardet'
import { ImportError } from '../errors.ts'

/** What nearly every file in a single-byte Western encoding is in. */
const FALLBACK = 'windows-1252'
const DETECTOR_SAMPLE = 64 * 1024
const UTF16_SAMPLE = 4096
const LONGEST_SEQUENCE = 4

const label = (encoding: string) => {
  try {
    return new TextDecoder(encoding).encoding
  } catch {
    return null
  }
}

/** The canonical name of an encoding that the user chose. */
export function namedEncoding(encoding: string): string {
  const name = label(encoding)
  if (name) return name
  throw new ImportError('invalid_request', `The encoding “${encoding}” is not known.`)
}

/** UTF-16 by its byte order mark or, without one, by the zero bytes of its ASCII characters. */
export function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const pairs = Math.floor(Math.min(head.length, UTF16_SAMPLE) / 2)
  let even = 0
  let odd = 0
  for (let pair = 0; pair < pairs; pair++) {
    if (head[pair * 2] === 0) even += 1
    if (head[pair * 2 + 1] === 0) odd += 1
  }
  if (pairs < 2) return null
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le'
  return even > pairs * 0.4 && odd < pairs * 0.05 ? 'utf-16be' : null
}

/** The encoding of a file by its beginning: byte order mark, else valid UTF-8, else a guess. */
export function detectEncoding(head: Uint8Array): string {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  const utf16 = utf16Of(head)
  if (utf16) return utf16
  if (isUtf8(withoutCutCharacter(head)) && !hasEscapes(head)) return 'utf-8'
  return guessEncoding(head)
}

/** ISO-2022-JP is written in ASCII bytes, with escape sequences between its alphabets. */
const hasEscapes = (head: Uint8Array) => Buffer.from(head).includes('\u001b$')

/** The most likely encoding of bytes that are not UTF-8. */
export function guessEncoding(bytes: Uint8Array): string {
  const first = bytes.findIndex((byte) => byte > 127)
  const start = Math.max(0, first - DETECTOR_SAMPLE / 2)
  const guess = chardet.detect(bytes.subarray(start, start + DETECTOR_SAMPLE))
  const name = guess ? label(guess) : null
  return name === null || name === 'utf-8' ? FALLBACK : name
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
