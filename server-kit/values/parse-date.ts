import { Temporal } from 'temporal-polyfill'
import type { DateFormat } from '../contract/stages.ts'
import { accepted, refused, type CellParser, type ItemVerdict } from './cell-parser.ts'
import { readDate, type ReadDate, type ReadTime } from './read-date.ts'

const FORMAT_LABELS: Record<DateFormat, string> = {
  iso: 'ISO',
  european: 'European',
  american: 'American',
}

const invalidDate = (format: DateFormat) =>
  refused(`Invalid date format. Expected: ${FORMAT_LABELS[format]}`)

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

function startOfDay({ year, month, day }: ReadDate, timeZone: string) {
  const date = new Temporal.PlainDate(year, month, day)
  return date.toZonedDateTime(timeZone).toInstant().toString()
}

function localTime({ year, month, day }: ReadDate, time: ReadTime) {
  const { hour, minute, second, millisecond } = time
  return new Temporal.PlainDateTime(year, month, day, hour, minute, second, millisecond)
}

function naive(date: ReadDate, time: ReadTime, timeZone: string): ItemVerdict {
  const local = localTime(date, time)
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  if (zoned.toPlainDateTime().equals(local)) return accepted(zoned.toInstant().toString())
  const clock = `${digits(time.hour, 2)}:${digits(time.minute, 2)}`
  return refused(
    `${dateText(date)} ${clock} does not exist in ${timeZone}: the clocks went forward over it`,
  )
}

function instantWithOffset(date: ReadDate, time: ReadTime, offset: number) {
  const utc = localTime(date, time).toZonedDateTime('UTC').toInstant()
  return utc.subtract({ minutes: offset }).toString()
}
