import { planOf, plansOf, type PhonePlan } from './phone-plans.ts'

// The library takes 10 µs to judge a number. Its patterns, with room for what people write between the
// digits, find most of the right ones at once; all others are left to it.

const BETWEEN = '[ ()./-]*'
const LONGEST = 40
const HIGHEST_CODE = 1000
const ZERO = '0'.charCodeAt(0)
/** What the patterns are made of: digits, classes of digits, groups, and how often. */
const PARTS = /\\d|\[[\d\\-]+\]|\d|\((?:\?[:!=])?|\)|\||\?|\{\d+(?:,\d+)?\}|\$/y
const IS_DIGIT = /^(?:\\d|\[|\d)/

/** The pattern of a number's digits as one of its text; null when it has parts unknown here. */
function spaced(pattern: string): string | null {
  let made = ''
  PARTS.lastIndex = 0
  while (PARTS.lastIndex < pattern.length) {
    const [part] = PARTS.exec(pattern) ?? []
    if (part === undefined) return null
    made += IS_DIGIT.test(part) ? `(?:${part}${BETWEEN})` : part === '(' ? '(?:' : part
  }
  return made
}

const digitCounts = (lengths: readonly number[]) =>
  lengths.map((length) => `(?:\\d${BETWEEN}){${length}}$`).join('|')

/** A number of this country, from where the pattern stands to the end; null when it cannot be told. */
function ofCountry({ pattern, lengths, kinds }: PhonePlan): string | null {
  const general = spaced(pattern)
  const types = (kinds ?? []).map((kind) => {
    const type = spaced(kind.pattern)
    return type === null ? null : `(?=${digitCounts(kind.lengths)})(?:${type})`
  })
  if (general === null || types.includes(null)) return null
  return kinds
    ? `(?=(?:${general})$)(?:${types.join('|')})$`
    : `(?=${digitCounts(lengths)})(?:${general})$`
}

/** A number of any country of the calling code: the first one that claims a number judges it. */
function ofCode(callingCode: string): string | null {
  const plans = plansOf(callingCode) ?? []
  const [only] = plans
  if (!only) return null
  if (plans.length === 1) return ofCountry(only)
  let claimed = ''
  const made: string[] = []
  for (const plan of plans) {
    const leading = plan.leading === null ? '' : spaced(plan.leading)
    const number = plan.kinds || leading !== '' ? ofCountry(plan) : ''
    if (leading === null || number === null) return null
    if (number !== '') made.push(leading ? `${claimed}(?=${leading})${number}` : claimed + number)
    if (leading) claimed += `(?!${leading})`
  }
  return `(?:${made.map((number) => `(?:${number})`).join('|')})`
}

// The library takes a prefix off: what might be one is left to it.
function withoutPrefix(plan: PhonePlan | undefined): string | null {
  if (!plan?.prefix) return plan ? '' : null
  const prefix = spaced(plan.prefix)
  return prefix === null ? null : `(?!${prefix})`
}

const compiled = (parts: readonly (string | null)[]) =>
  parts.includes(null) ? null : new RegExp(`^${parts.join('')}`)

const ofCodes: (RegExp | null | undefined)[] = []

/** Numbers as they are dialled from abroad, behind the `+`: the calling code first. */
function international(callingCode: number): RegExp | null {
  const known = ofCodes[callingCode]
  if (known !== undefined) return known
  const plans = plansOf(String(callingCode))
  const numbers = ofCode(String(callingCode))
  const code = spaced(String(callingCode))
  const made = plans ? compiled(['\\+', BETWEEN, code, withoutPrefix(plans[0]), numbers]) : null
  ofCodes[callingCode] = made
  return made
}

const ONLY_DIGITS = /^\d+$/

/** Numbers as they are dialled within the country, with the prefix or without. */
function national(country: string): RegExp | null {
  const plan = planOf(country)
  if (!plan) return null
  const { callingCode, abroad, prefix } = plan
  const other = [abroad, callingCode].map((pattern) => `(?!${spaced(pattern)})`)
  if (spaced(abroad) === null || abroad === '') return null
  const numbers = ofCode(callingCode)
  const bare = withoutPrefix(plan)
  const isSimple = prefix !== null && ONLY_DIGITS.test(prefix)
  const start = isSimple && bare !== null ? `(?:${bare}|${spaced(prefix)})` : bare
  return compiled([BETWEEN, ...other, start, numbers])
}

/** The numbers of the calling code of a text that begins with `+`: no code is the beginning of another. */
function numbersFor(text: string): RegExp | null {
  let code = 0
  for (let at = 1; at < text.length && code < HIGHEST_CODE / 10; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (digit < 0 || digit > 9) continue
    code = code * 10 + digit
    const numbers = international(code)
    if (numbers) return numbers
  }
  return null
}

/** Whether a text is beyond doubt a phone number, one of `country` when it has no `+`. */
export function plainPhone(country: string): (text: string) => boolean {
  const inCountry = national(country)
  return (text) => {
    if (text.length > LONGEST) return false
    if (!text.startsWith('+')) return inCountry?.test(text) ?? false
    return numbersFor(text)?.test(text) ?? false
  }
}
