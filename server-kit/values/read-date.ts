import type { DateFormat } from '../contract/stages.ts'

export interface ReadTime {
  hour: number
  minute: number
  second: number
  millisecond: number
  /** Minutes east of UTC; null for a naive time. */
  offset: number | null
}

/** A real calendar date as written, with its time if there is one. */
export interface ReadDate {
  year: number
  month: number
  day: number
  time: ReadTime | null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH_NAME =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const ORDINAL_DAY = '(\\d{1,2})(?:st|nd|rd|th|\\.)?'
const OFFSET = ' ?(?:z|utc|gmt|(?:utc|gmt)?[+-]\\d{2}(?::?\\d{2})?)'
const TIME = `\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?: ?[ap]\\.?m\\.?)?(?:${OFFSET})?|\\d{1,2} ?[ap]\\.?m\\.?`

const withTime = (date: string) =>
  new RegExp(`^(?:(${TIME}),? )?(?:${date})(?:(?:,? |t)(${TIME}))?$`, 'i')

// Places of year, month and day among the groups: group 1 is the time before, the last one the time after.
const SPELLINGS: Record<DateFormat, { pattern: RegExp; after: number; places: number[][] }> = {
  iso: {
    pattern: withTime('(\\d{4})-(\\d{2})-(\\d{2})'),
    after: 5,
    places: [[2, 3, 4]],
  },
  european: {
    pattern: withTime(
      `(\\d{1,2})([/.-])(\\d{1,2})\\3(\\d{4})|${ORDINAL_DAY}[ -]${MONTH_NAME}(?:[ -]|, )(\\d{4})`,
    ),
    after: 9,
    places: [
      [5, 4, 2],
      [8, 7, 6],
    ],
  },
  american: {
    pattern: withTime(
      `(\\d{1,2})([/-])(\\d{1,2})\\3(\\d{4})|${MONTH_NAME}[ -]${ORDINAL_DAY}(?:[ -]|, ?)(\\d{4})`,
    ),
    after: 9,
    places: [
      [5, 2, 4],
      [8, 6, 7],
    ],
  },
}

const TIME_PARTS =
  /^(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?(?:[.,](\d{1,9}))? ?(?:([ap])\.?m\.?)? ?(z|(?:utc|gmt)?(?:([+-])(\d{2}):?(\d{2})?)?)$/i
const SPACES = /\s+/g
/** Longer than any date with its time: a cheap way past cells of prose. */
const LONGEST = 60

const daysInMonth = (year: number, month: number) => {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

const monthOf = (text: string) =>
  text.charCodeAt(0) < 58 ? Number(text) : MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1

function hourOf(hour: number, half: string | undefined) {
  if (!half) return hour <= 23 ? hour : null
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

function offsetOf(zone: string, hours: string | undefined, minutes = '0') {
  if (!zone) return null
  if (!hours) return 0
  return Number(hours) * 60 + Number(minutes)
}

function readTime(text: string): ReadTime | null {
  const parts = TIME_PARTS.exec(text)
  if (!parts) return null
  const hour = hourOf(Number(parts[1]), parts[5])
  const minute = Number(parts[2] ?? 0)
  const second = Number(parts[3] ?? 0)
  const offset = offsetOf(parts[6] ?? '', parts[8], parts[9])
  if (hour === null || minute > 59 || second > 59) return null
  if (offset !== null && (offset > 14 * 60 || Number(parts[9] ?? 0) > 59)) return null
  return {
    hour,
    minute,
    second,
    millisecond: Number((parts[4] ?? '').slice(0, 3).padEnd(3, '0')),
    offset: offset !== null && parts[7] === '-' ? -offset : offset,
  }
}

/** Reads a date in one format, with or without a time before or after it; null when it is none. */
export function readDate(text: string, format: DateFormat): ReadDate | null {
  if (text.length > LONGEST) return null
  const { pattern, after, places } = SPELLINGS[format]
  const match = pattern.exec(text.replace(SPACES, ' '))
  if (!match) return null
  const place = places.find(([year = 0]) => match[year] !== undefined)
  const [year, month, day] = (place ?? []).map((group) => monthOf(match[group] ?? ''))
  if (!year || !month || !day || month > 12 || day > daysInMonth(year, month)) return null
  const before = match[1]
  const time = before ?? match[after]
  if (time === undefined) return { year, month, day, time: null }
  if (before !== undefined && match[after] !== undefined) return null
  const read = readTime(time)
  return read && { year, month, day, time: read }
}
