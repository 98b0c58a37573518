import type { NumberFormat } from '../contract/stages.ts'
import { refused, type CellParser, type ItemVerdict } from './cell-parser.ts'

const FORMAT_LABELS: Record<NumberFormat, string> = { point: 'Point', comma: 'Comma' }

// Thousands marks: the same one all through, before groups of exactly three digits.
const NUMBERS: Record<NumberFormat, RegExp> = {
  point:
    /^([+\-\u2212]?)(\d{1,3}(?:([,'\u2019 \u00a0\u202f\u2009])\d{3}(?:\3\d{3})*)?|\d+)?(?:\.(\d+))?$/,
  comma:
    /^([+\-\u2212]?)(\d{1,3}(?:([.'\u2019 \u00a0\u202f\u2009])\d{3}(?:\3\d{3})*)?|\d+)?(?:,(\d+))?$/,
}
const MARKS = /[^\d]/g

const CURRENCY_WORDS = String.raw`[a-z]{0,3}\p{Sc}|kr\.?|zł|kč|ft|lei|rs\.?|fr\.?|r\$|[a-z]{3}`
const AMOUNT = new RegExp(
  String.raw`^(\(?)([+\-−]?)\s*(${CURRENCY_WORDS})?\s*([+\-−]?)\s*([\d.,][\d.,'’\s]*?)\s*(${CURRENCY_WORDS})?(\)?)$`,
  'iu',
)
const ISO_CODE = /^[a-z]{3}$/i
/** Longer than any amount: a cheap way past cells of prose. */
const LONGEST = 60
const isoCodes = new Set(Intl.supportedValuesOf('currency'))
const isCurrency = (word: string) => !ISO_CODE.test(word) || isoCodes.has(word.toUpperCase())

/** A number as JSON has it, as text (`-1000.5`), or null when `text` is none in this format. */
export function readNumber(text: string, format: NumberFormat): string | null {
  const match = NUMBERS[format].exec(text)
  if (!match) return null
  const [, sign, whole, mark, fraction] = match
  if (whole === undefined && fraction === undefined) return null
  const digits = mark ? whole?.replace(MARKS, '') : whole
  const number = fraction === undefined ? digits : `${digits ?? '0'}.${fraction}`
  return sign && sign !== '+' ? `-${number}` : `${number}`
}

/** Like `readNumber`, with a sign, a symbol or an ISO code before or after, or in parentheses (negative). */
export function readAmount(text: string, format: NumberFormat): string | null {
  const plain = readNumber(text, format)
  if (plain !== null || text.length > LONGEST) return plain
  const match = AMOUNT.exec(text)
  if (!match) return null
  const [, open, outer, before, inner, amount, after, close] = match
  if (Boolean(open) !== Boolean(close) || (before && after)) return null
  if (!isCurrency(before || after || '$')) return null
  const signs = `${outer}${inner}`
  if (signs.length > (open ? 0 : 1)) return null
  return readNumber(`${open ? '-' : signs}${amount}`, format)
}

/** Whether a column of amounts, not of plain numbers: there is a symbol or a code. */
export const hasCurrency = (text: string) =>
  /[\p{Sc}a-z]/iu.test(text) &&
  (readAmount(text, 'point') !== null || readAmount(text, 'comma') !== null)

function typed(number: string | null, format: NumberFormat): ItemVerdict {
  if (number === null) {
    return refused(`Invalid number format. Expected: ${FORMAT_LABELS[format]}`)
  }
  const value = Number(number)
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    return refused('Number too large to be kept exactly')
  }
  const shown = String(value)
  // `-0` is 0; and nobody reads `1e-7` as what they wrote.
  if (value === 0) return { ok: true, value: 0, mapped: '0' }
  return { ok: true, value, mapped: shown.includes('e') ? number : shown }
}

export const parseNumber: CellParser = (item, rule) =>
  typed(readNumber(item, rule.numberFormat), rule.numberFormat)

export const parseCurrency: CellParser = (item, rule) =>
  typed(readAmount(item, rule.numberFormat), rule.numberFormat)
