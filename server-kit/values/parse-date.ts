import { Temporal } from 'temporal-polyfill'
import type { DateFormat } from '../contract/stages.ts'
import { accepted, refused, type CellParser, type ItemVerdict } from './cell-parser.ts'
import { readDate, type ReadDate, type ReadTime } from './read-date.ts'
import { instantText, placeInZone } from './zone-clock.ts'

const FORMAT_LABELS: Record<DateFormat, string> = {
  iso: 'ISO',
  european: 'European',
  american: 'American',
}

const invalidDate = (format: DateFormat) =>
  refused(`Invalid date format. Expected: ${FORMAT_LABELS[format]}`)

const MINUTE = 60_000
const MIDNIGHT = { hour: 0, minute: 0, second: 0, millisecond: 0 }

const digits = (number: number, length: number) => String(number).padStart(length, '0')

const dateText = ({ year, month, day }: ReadDate) =>
  `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`

/** A date of the calendar. A time beside it is left out and no time zone is asked. */
export const parseDate: CellParser = (item, { dateFormat }) => {
  const date = readDate(item, dateFormat)
  return date ? accepted(dateText(date)) : invalidDate(dateFormat)
}

/**
 * An instant in UTC. A naive time is one of the rule's time zone: of two the earlier, none (the clocks
 * went forward over it) is an error. A date without a time is the start of that day there.
 */
export const parseDatetime: CellParser = (item, rule) => {
  const date = readDate(item, rule.dateFormat)
  if (!date) return invalidDate(rule.dateFormat)
  if (!date.time) return accepted(startOfDay(date, rule.timeZone))
  if (date.time.offset === null) return naive(date, date.time, rule.timeZone)
  return accepted(instantWithOffset(date, date.time, date.time.offset))
}

/** Milliseconds since 1970, as if it were UTC. */
function asUtc({ year, month, day }: ReadDate, time: Omit<ReadTime, 'offset'> = MIDNIGHT) {
  const { hour, minute, second, millisecond } = time
  const date = new Date(0)
  // Not `Date.UTC`: it takes the years below 100 for those of the last century.
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, millisecond)
  return date.getTime()
}

function startOfDay(date: ReadDate, timeZone: string) {
  const placed = placeInZone(asUtc(date), timeZone)
  if (placed) return instantText('gap' in placed ? placed.gap : placed.at)
  const { year, month, day } = date
  const plain = new Temporal.PlainDate(year, month, day)
  return plain.toZonedDateTime(timeZone).toInstant().toString()
}

function localTime({ year, month, day }: ReadDate, time: ReadTime) {
  const { hour, minute, second, millisecond } = time
  return new Temporal.PlainDateTime(year, month, day, hour, minute, second, millisecond)
}

/** Null: the clocks went forward over it. */
function instantOf(date: ReadDate, time: ReadTime, timeZone: string): string | null {
  const placed = placeInZone(asUtc(date, time), timeZone)
  if (placed) return 'gap' in placed ? null : instantText(placed.at)
  const local = localTime(date, time)
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  return zoned.toPlainDateTime().equals(local) ? zoned.toInstant().toString() : null
}

function naive(date: ReadDate, time: ReadTime, timeZone: string): ItemVerdict {
  const instant = instantOf(date, time, timeZone)
  if (instant !== null) return accepted(instant)
  const clock = `${digits(time.hour, 2)}:${digits(time.minute, 2)}`
  return refused(
    `${dateText(date)} ${clock} does not exist in ${timeZone}: the clocks went forward over it`,
  )
}

function instantWithOffset(date: ReadDate, time: ReadTime, offset: number) {
  const utc = new Date(asUtc(date, time) - offset * MINUTE)
  return Temporal.Instant.fromEpochMilliseconds(utc.getTime()).toString()
}
