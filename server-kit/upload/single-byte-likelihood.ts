import { pieceDecoder } from './text-decoder.ts'
import { LANGUAGE_GROUPS } from './letters-of-languages.ts'

/** The signs that stand by themselves in many files. */
const SIGNS = new Set('€£©®°–—‘’“”„…§½¼«»•·\u00a0´º№')
/** Signs that stand between letters too. */
const JOINING = new Set('’‘·\u00ad\u00a0')
const NO_CHARACTER = /[\u0080-\u009f\ufffd\ue000-\uf8ff]/
const DIGIT = /\d/
const LETTER = /[\p{L}\p{M}]/u
const UPPER = /\p{Lu}/u
const LOWER = /\p{Ll}/u
const LATIN = /\p{Script=Latin}/u
const MARK = /\p{M}/u

const COST = {
  nothing: -13,
  otherLetter: -8,
  sign: Math.log(0.04 / 18),
  otherSign: -8.5,
  ofGroup: 0.12,
  ofLanguage: 0.78,
  upperOfLanguage: 0.1,
  signInWord: -3,
  upperInWord: -3.5,
  mixedScripts: -4,
  loneLetter: -3,
  letterInNumber: -6,
  asciiLetter: -3.3,
} as const

/** Per language of an encoding the likelihood of each byte above 0x7f by itself. */
interface SingleByteModel {
  characters: readonly string[]
  languages: readonly Float64Array[]
}

const models = new Map<string, SingleByteModel>()

function modelOf(encoding: string): SingleByteModel {
  const known = models.get(encoding)
  if (known) return known
  const bytes = Uint8Array.from({ length: 128 }, (_, index) => 128 + index)
  const characters = [...bytes].map((byte) =>
    pieceDecoder(encoding).decode(Uint8Array.of(byte), true),
  )
  const group = LANGUAGE_GROUPS.find(({ encodings }) => encodings.includes(encoding))
  const union = new Set((group?.languages ?? []).flatMap((letters) => [...letters]))
  const languages = (group?.languages ?? []).map((letters) =>
    likelihoods(characters, letters, union),
  )
  const model = { characters, languages }
  models.set(encoding, model)
  return model
}

function likelihoods(characters: readonly string[], language: string, group: ReadonlySet<string>) {
  const letters = [...language]
  const weights = new Map(letters.map((letter, rank) => [letter, 1 / (rank + 2)]))
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const ofGroup = COST.ofGroup / Math.max(1, group.size)
  return Float64Array.from(characters, (character) => {
    if (NO_CHARACTER.test(character)) return COST.nothing
    const lower = character.toLowerCase()
    if (!group.has(lower)) return costOfOther(character)
    const weight = (weights.get(lower) ?? 0) / total
    const isLower = lower === character
    const share = weight * (isLower ? COST.ofLanguage : COST.upperOfLanguage)
    return Math.log(share + (isLower ? ofGroup : ofGroup / 8))
  })
}

function costOfOther(character: string) {
  if (LETTER.test(character)) return COST.otherLetter
  return SIGNS.has(character) ? COST.sign : COST.otherSign
}

/** What the neighbours of a character say against it. */
function contextCost(character: string, before: string, after: string): number {
  const hasLetterBefore = LETTER.test(before)
  if (!LETTER.test(character)) {
    return hasLetterBefore && LETTER.test(after) && !JOINING.has(character) ? COST.signInWord : 0
  }
  if (DIGIT.test(before) && DIGIT.test(after)) return COST.letterInNumber
  let cost = before === '' && after === '' ? COST.loneLetter : 0
  if (UPPER.test(character) && LOWER.test(before)) cost += COST.upperInWord
  if (LOWER.test(character) && UPPER.test(after) && hasLetterBefore) cost += COST.upperInWord
  const neighbour = hasLetterBefore ? before : LETTER.test(after) ? after : character
  const hasMark = MARK.test(character) || MARK.test(neighbour)
  if (!hasMark && LATIN.test(character) !== LATIN.test(neighbour)) cost += COST.mixedScripts
  return cost
}

/** The logarithm of how likely words are in an encoding of one byte a character. */
export function singleByteLikelihood(encoding: string, words: readonly Uint8Array[]): number {
  const { characters, languages } = modelOf(encoding)
  const ofLanguages = languages.map(() => 0)
  let context = 0
  const characterOf = (byte: number | undefined) => {
    if (byte === undefined) return ''
    return byte < 128 ? String.fromCharCode(byte) : (characters[byte - 128] ?? '')
  }
  for (const word of words) {
    word.forEach((byte, place) => {
      if (byte < 128) {
        if (byte >= 0x40) context += COST.asciiLetter
        return
      }
      const [before, after] = [characterOf(word[place - 1]), characterOf(word[place + 1])]
      context += contextCost(characterOf(byte), before, after)
      languages.forEach((costs, index) => {
        ofLanguages[index] = (ofLanguages[index] ?? 0) + (costs[byte - 128] ?? 0)
      })
    })
  }
  return context + Math.max(...ofLanguages)
}
