import chardet from 'chardet'
import { canonicalEncoding } from './encoding-names.ts'
import { DOUBLE_BYTE_ENCODINGS, doubleByteLikelihood } from './double-byte-zones.ts'
import { LANGUAGE_GROUPS, PRIORS } from './letters-of-languages.ts'
import { singleByteLikelihood } from './single-byte-likelihood.ts'
import { pieceDecoder } from './text-decoder.ts'

/** An encoding, and the others that the bytes could as well be in. */
export interface EncodingGuess {
  encoding: string
  /** The readings to choose among, the likeliest first, each with a word that shows it; empty: sure. */
  candidates: { encoding: string; sample: string }[]
}

const MOST_WORDS = 300
const LONGEST_WORD = 60
const LIBRARY_SAMPLE = 16 * 1024
/** A reading has to be so much likelier (natural logarithm) to be taken without a question. */
const SURE = 3
const MOST_CANDIDATES = 3
/** What the library's full confidence is worth. */
const LIBRARY_WEIGHT = 6

/** The library names the ISO encoding where no byte tells it from that of Windows. */
const WINDOWS_OF: Record<string, string> = {
  'iso-8859-7': 'windows-1253',
  'iso-8859-8': 'windows-1255',
}

const SINGLE_BYTE_ENCODINGS = LANGUAGE_GROUPS.flatMap(({ encodings }) => encodings)
const BREAKS = new Set([...' ,;\t\r\n"'].map((character) => character.charCodeAt(0)))

/** The most likely encoding of bytes that are neither UTF-8 nor another Unicode. */
export function guessEncoding(bytes: Uint8Array): EncodingGuess {
  const words = tellingWords(bytes)
  const library = libraryConfidences(words)
  const readings = [
    ...SINGLE_BYTE_ENCODINGS.map((encoding) => ({
      encoding,
      likelihood: singleByteLikelihood(encoding, words),
    })),
    ...DOUBLE_BYTE_ENCODINGS.map((encoding) => ({
      encoding,
      likelihood: words.reduce((sum, word) => sum + doubleByteLikelihood(encoding, word), 0),
    })),
  ].map(({ encoding, likelihood }) => ({
    encoding,
    score: likelihood + priorOf(encoding) + (library.get(encoding) ?? 0) * LIBRARY_WEIGHT,
  }))
  readings.sort((a, b) => b.score - a.score)
  return decide(readings, words)
}

function decide(readings: { encoding: string; score: number }[], words: Uint8Array[]) {
  const [best] = readings
  if (!best) return { encoding: 'windows-1252', candidates: [] }
  // Encodings that read these bytes alike leave nothing to ask: the most usual one will do.
  const byText = new Map<string, string>()
  for (const { encoding, score } of readings) {
    if (score <= best.score - SURE) break
    const text = words.map((word) => decoded(encoding, word)).join('\n')
    const known = byText.get(text)
    if (known === undefined || priorOf(encoding) > priorOf(known)) byText.set(text, encoding)
  }
  const distinct = [...byText.values()]
  const [encoding = best.encoding] = distinct
  if (distinct.length < 2) return { encoding, candidates: [] }
  const chosen = distinct.slice(0, MOST_CANDIDATES)
  const telling = words.findIndex(
    (word) => new Set(chosen.map((name) => decoded(name, word))).size > 1,
  )
  const word = words[Math.max(0, telling)] ?? new Uint8Array()
  return {
    encoding,
    candidates: chosen.map((name) => ({ encoding: name, sample: decoded(name, word) })),
  }
}

const priorOf = (encoding: string) => PRIORS.get(encoding) ?? 0

const decoded = (encoding: string, word: Uint8Array) => pieceDecoder(encoding).decode(word, true)

/** The distinct words with bytes beyond ASCII: a word that is repeated proves nothing more. */
function tellingWords(bytes: Uint8Array): Uint8Array[] {
  const words = new Map<string, Uint8Array>()
  let start = 0
  let isTelling = false
  for (let at = 0; at <= bytes.length && words.size < MOST_WORDS; at++) {
    const byte = bytes[at]
    if (byte !== undefined && !BREAKS.has(byte)) {
      isTelling ||= byte > 127
      continue
    }
    if (isTelling) {
      const word = bytes.subarray(start, Math.min(at, start + LONGEST_WORD))
      words.set(Buffer.from(word).toString('latin1'), word)
    }
    start = at + 1
    isTelling = false
  }
  return [...words.values()]
}

/** What chardet says about the words, as shares of 1. */
function libraryConfidences(words: readonly Uint8Array[]): Map<string, number> {
  const space = Uint8Array.of(0x20)
  const sample = Buffer.concat(words.flatMap((word) => [word, space])).subarray(0, LIBRARY_SAMPLE)
  const confidences = new Map<string, number>()
  for (const { name, confidence } of chardet.analyse(sample)) {
    const encoding = canonicalEncoding(name === 'KOI8-R' ? 'koi8-u' : name)
    if (!encoding) continue
    for (const one of [encoding, WINDOWS_OF[encoding] ?? encoding]) {
      confidences.set(one, Math.max(confidences.get(one) ?? 0, confidence / 100))
    }
  }
  return confidences
}
