/** Which characters of two bytes are common in an encoding: [leads, trails, share of all]. */
type Zone = readonly [leads: Range, trails: readonly Range[], share: number]
type Range = readonly [from: number, to: number]

const EUC: readonly Range[] = [[0xa1, 0xfe]]
const ANY: readonly Range[] = [
  [0x40, 0x7e],
  [0x80, 0xfe],
]
const BIG5: readonly Range[] = [
  [0x40, 0x7e],
  [0xa1, 0xfe],
]

const ZONES: Record<string, readonly Zone[]> = {
  // Kana; frequent kanji; rare ones.
  shift_jis: [
    [[0x82, 0x82], [[0x9f, 0xf1]], 0.4],
    [[0x83, 0x83], [[0x40, 0x96]], 0.17],
    [[0x81, 0x81], ANY, 0.05],
    [[0x88, 0x97], ANY, 0.33],
    [[0x98, 0x9f], ANY, 0.02],
    [[0xe0, 0xea], ANY, 0.01],
    [[0xfa, 0xfc], ANY, 0.005],
  ],
  'euc-jp': [
    [[0xa4, 0xa5], EUC, 0.57],
    [[0xa1, 0xa1], EUC, 0.05],
    [[0xa3, 0xa3], EUC, 0.01],
    [[0xb0, 0xcf], EUC, 0.34],
    [[0xd0, 0xf4], EUC, 0.03],
  ],
  // By frequency: B0–D7 first; what GBK added is rare.
  gb18030: [
    [[0xb0, 0xd7], EUC, 0.88],
    [[0xd8, 0xf7], EUC, 0.06],
    [[0xa1, 0xa1], EUC, 0.03],
    [[0xa3, 0xa3], EUC, 0.02],
    [[0x81, 0xa0], ANY, 0.005],
    [[0xaa, 0xfe], [[0x40, 0xa0]], 0.005],
  ],
  big5: [
    [[0xa4, 0xc6], BIG5, 0.9],
    [[0xc9, 0xf9], BIG5, 0.05],
    [[0xa1, 0xa3], BIG5, 0.05],
  ],
  'euc-kr': [
    [[0xb0, 0xc8], EUC, 0.95],
    [[0xa1, 0xa3], EUC, 0.03],
    [[0xca, 0xfd], EUC, 0.015],
    [[0x81, 0xc6], [[0x41, 0xfe]], 0.005],
  ],
}

export const DOUBLE_BYTE_ENCODINGS = Object.keys(ZONES)

const NO_CHARACTER = -25
const HALF_WIDTH = Math.log(0.03 / 63)
const ASCII_LETTER = -3.3

const within = (byte: number, [from, to]: Range) => byte >= from && byte <= to
const size = ([from, to]: Range) => to - from + 1

function pairLikelihood(zones: readonly Zone[], lead: number, trail: number) {
  for (const [leads, trails, share] of zones) {
    if (!within(lead, leads) || !trails.some((range) => within(trail, range))) continue
    const trailing = trails.reduce((sum, range) => sum + size(range), 0)
    return Math.log(share / (size(leads) * trailing))
  }
  return NO_CHARACTER
}

/** The logarithm of how likely a word is to be written so in an encoding of two bytes a character. */
export function doubleByteLikelihood(encoding: string, word: Uint8Array): number {
  const zones = ZONES[encoding] ?? []
  let sum = 0
  for (let at = 0; at < word.length; at++) {
    const byte = word[at] ?? 0
    if (byte < 0x80) {
      if (byte >= 0x40) sum += ASCII_LETTER
      continue
    }
    if (encoding === 'shift_jis' && byte >= 0xa1 && byte <= 0xdf) {
      sum += HALF_WIDTH
      continue
    }
    at += 1
    sum += pairLikelihood(zones, byte, word[at] ?? 0)
  }
  return sum
}
