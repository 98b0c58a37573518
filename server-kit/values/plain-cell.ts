import type { Option } from '../contract/shapes.ts'
import type { DateFormat, NumberFormat } from '../contract/stages.ts'
import type { CellRule } from './cell-rule.ts'
import { plainPhone } from './plain-phone.ts'
import { isSteady, placeInZone } from './zone-clock.ts'

/** Tells of a text whether it is right beyond doubt; false says nothing. */
export type PlainCheck = (text: string) => boolean

/** No name in it is too long for a domain, no mailbox too long for an address. */
const LONGEST = 60

const NAMES = '(?:[a-z\\d]+(?:-[a-z\\d]+)*\\.)+[a-z]{2,}'
const MAIL = `[a-z\\d]+(?:[._+-][a-z\\d]+)*@${NAMES}`
const URL = `(?:https?://)?${NAMES}(?:/[\\w.~/+-]*)?(?:\\?[\\w.~/+=&%-]*)?`
const DAY = '(?:0[1-9]|1\\d|2[0-8])'
const MONTH = '(?:0[1-9]|1[0-2])'
const YEAR = '[12]\\d{3}'
const BOOLEAN = 'true|false|yes|no|on|off|1|0'

const DATES: Record<DateFormat, string> = {
  iso: `${YEAR}-(?:${MONTH}-${DAY}|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)`,
  european: `${DAY}([/.-])${MONTH}\\1${YEAR}`,
  american: `${MONTH}([/-])${DAY}\\1${YEAR}`,
}
const NUMBERS: Record<NumberFormat, string> = {
  point: '(?:\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,15})(?:\\.\\d+)?',
  comma: '(?:\\d{1,3}(?:\\.\\d{3}){1,4}|\\d{1,15})(?:,\\d+)?',
}

function matching(pattern: string): PlainCheck {
  const whole = new RegExp(`^(?:${pattern})$`, 'i')
  return (text) => text.length <= LONGEST && whole.test(text)
}

const DATETIME =
  /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/

const WITHOUT_SECONDS = 'YYYY-MM-DD hh:mm'.length
const ZERO = '0'.charCodeAt(0)

/** Two digits of a text as a number. */
const two = (text: string, at: number) =>
  (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO

/** Of a time without an offset the clocks of its zone have to be asked. */
function plainDatetime({ dateFormat, timeZone }: CellRule): PlainCheck {
  if (dateFormat !== 'iso') return never
  const steady = new Map<number, boolean>()
  return (text) => {
    if (!DATETIME.test(text)) return false
    const year = two(text, 0) * 100 + two(text, 2)
    const month = year * 12 + two(text, 5) - 1
    const known = steady.get(month)
    if (known === true) return true
    if (known === undefined) steady.set(month, isSteady(timeZone, month))
    const second = text.length > WITHOUT_SECONDS ? two(text, 17) : 0
    const time = [two(text, 11), two(text, 14), second] as const
    const placed = placeInZone(Date.UTC(year, month % 12, two(text, 8), ...time), timeZone)
    return placed !== null && 'at' in placed
  }
}

/** A list of nothing but commas is blank. */
const SAYS_SOMETHING = /[^\s,]/

const never: PlainCheck = () => false

/** The check of a column in which no text is wrong. */
export const acceptAll: PlainCheck = () => true

const MOST_OPTIONS = 40
const PLAIN_OPTION = /^[a-z\d][a-z\d &-]*$/i

function plainChoice(options: readonly Option[]): PlainCheck {
  const names = options.flatMap(({ value, label }) => [value, label])
  const isFew = options.length > 0 && options.length <= MOST_OPTIONS
  const isPlain = isFew && names.every((name) => PLAIN_OPTION.test(name) && name === name.trim())
  return isPlain ? matching(names.join('|')) : never
}

function plainItem(rule: CellRule): PlainCheck {
  switch (rule.type) {
    case 'text':
    case 'id':
      return acceptAll
    case 'email':
      return matching(MAIL)
    case 'phone':
      return plainPhone(rule.defaultCountry)
    case 'url':
      return matching(URL)
    case 'domain':
      // A leading `www.` is taken off: what is left must be a domain still.
      return matching(`(?!www\\.)${NAMES}`)
    case 'date':
      return matching(DATES[rule.dateFormat])
    case 'datetime':
      return plainDatetime(rule)
    case 'number':
      return matching(`-?${NUMBERS[rule.numberFormat]}`)
    case 'currency':
      return matching(`-?[$€£]?${NUMBERS[rule.numberFormat]}`)
    case 'boolean':
      return matching(BOOLEAN)
    case 'choice':
      return plainChoice(rule.options ?? [])
  }
}

/**
 * A quick check of a column's raw cells: what it accepts, `parseCell` accepts. Most cells of a file are
 * written in a few common ways, which one expression tells; whatever else there is goes the long way.
 */
export function plainCheck(rule: CellRule): PlainCheck {
  const item = plainItem(rule)
  const filled = rule.multiple ? plainList(item) : item
  if (item === acceptAll) return rule.required ? (text) => SAYS_SOMETHING.test(text) : acceptAll
  return rule.required ? filled : (text) => text === '' || filled(text)
}

const plainList =
  (item: PlainCheck): PlainCheck =>
  (text) =>
    text.includes(',') ? text.split(',').every((part) => item(part.trim())) : item(text)
