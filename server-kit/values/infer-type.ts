import { DATE_FORMATS, type FieldType } from '../contract/stages.ts'
import { readBoolean } from './parse-boolean.ts'
import { isEmail } from './parse-email.ts'
import { hasCurrency, readNumber } from './parse-number.ts'
import { readPhone } from './parse-phone.ts'
import { readUrl } from './parse-url.ts'
import { readDate } from './read-date.ts'

const AGREEMENT = 0.8
const PHONE_SHAPE = /^\+?[\d\s().-]*[+().\s-][\d\s().-]*$/
const URL_SHAPE = /^(?:[a-z]+:\/\/|www\.)|^[^\s@]+\.[a-z]{2,}(?:[/?#]|$)/i
const LEADING_ZERO = /^[+-]?0\d/
/** More digits than a number can keep are a key that nobody counts with. */
const MOST_DIGITS = 15
const NOT_DIGITS = /\D/g

const isNumber = (text: string) =>
  !LEADING_ZERO.test(text) &&
  text.replace(NOT_DIGITS, '').length <= MOST_DIGITS &&
  (readNumber(text, 'point') !== null || readNumber(text, 'comma') !== null)

/** The types that can be told from values, in the order in which they are tried. */
const LOOKS: readonly [FieldType, (text: string) => boolean][] = [
  ['email', isEmail],
  ['phone', (text) => PHONE_SHAPE.test(text) && !isNumber(text) && readPhone(text, 'US') !== null],
  ['url', (text) => URL_SHAPE.test(text) && readUrl(text) !== null],
  ['date', (text) => DATE_FORMATS.some((format) => readDate(text, format) !== null)],
  ['currency', hasCurrency],
  ['number', isNumber],
  ['boolean', (text) => readBoolean(text) !== undefined],
]

/** The type that at least 80 % of the filled samples agree on, or null. */
export function inferType(samples: readonly string[]): FieldType | null {
  const filled = samples.map((sample) => sample.trim()).filter((sample) => sample !== '')
  if (filled.length === 0) return null
  const enough = filled.length * AGREEMENT
  for (const [type, looksLike] of LOOKS) {
    if (filled.filter(looksLike).length >= enough) return type
  }
  return null
}

/** Of the filled samples the share that looks like each type; types that none looks like are left out. */
export function typeVotes(samples: readonly string[]): Partial<Record<FieldType, number>> {
  const filled = samples.map((sample) => sample.trim()).filter((sample) => sample !== '')
  const votes: Partial<Record<FieldType, number>> = {}
  for (const [type, looksLike] of LOOKS) {
    const found = filled.filter(looksLike).length
    if (found > 0) votes[type] = found / filled.length
  }
  return votes
}
