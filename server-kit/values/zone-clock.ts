import { Temporal } from 'temporal-polyfill'

// Temporal takes 20 to 90 µs to place a naive time in its zone. A zone changes its clocks at most once a
// month, nearly always: what is known of the month then says it by arithmetic.

const DAY = 86_400_000
/** Beyond any offset from UTC, so that changes near the edge of a month are seen. */
const MARGIN = 2 * DAY
const FIRST_YEAR = 1900
const LAST_YEAR = 2099
const MOST_MONTHS = 20_000

interface MonthClock {
  /** Milliseconds east of UTC when the month begins. */
  offset: number
  change: { at: number; offset: number } | null
}

/** Null: the clocks change more than once. */
type Months = Map<number, MonthClock | null>

const zones = new Map<string, Months>()

const offsetOf = (time: Temporal.ZonedDateTime) => time.offsetNanoseconds / 1e6

function readMonth(timeZone: string, month: number): MonthClock | null {
  const begins = Date.UTC(Math.floor(month / 12), month % 12) - MARGIN
  const ends = Date.UTC(Math.floor(month / 12), (month % 12) + 1) + MARGIN
  const start = Temporal.Instant.fromEpochMilliseconds(begins).toZonedDateTimeISO(timeZone)
  const change = start.getTimeZoneTransition('next')
  if (!change || change.epochMilliseconds >= ends) return { offset: offsetOf(start), change: null }
  const another = change.getTimeZoneTransition('next')
  if (another && another.epochMilliseconds < ends) return null
  return {
    offset: offsetOf(start),
    change: { at: change.epochMilliseconds, offset: offsetOf(change) },
  }
}

function monthOf(timeZone: string, month: number): MonthClock | null {
  const known = zones.get(timeZone)
  // Zones and months come from users: they are kept as long as they are few.
  const isFull = known !== undefined && known.size >= MOST_MONTHS
  const months: Months = known && !isFull ? known : new Map()
  if (months !== known) zones.set(timeZone, months)
  const clock = months.get(month)
  if (clock !== undefined) return clock
  const read = readMonth(timeZone, month)
  months.set(month, read)
  return read
}

/** Whether the clocks of a zone stand still in a month, counted from the year 0, and the days around it. */
export function isSteady(timeZone: string, month: number): boolean {
  if (month < FIRST_YEAR * 12 || month >= (LAST_YEAR + 1) * 12) return false
  return monthOf(timeZone, month)?.change === null
}

/** What a naive time is in its zone, in milliseconds since 1970; `gap`: the clocks went over it then. */
export type Placed = { at: number } | { gap: number }

/**
 * Places a naive time, given as if it were UTC, in its zone: of two instants the earlier. Null where
 * the clocks changed too often, or too long ago, to say it.
 */
export function placeInZone(local: number, timeZone: string): Placed | null {
  const date = new Date(local)
  const year = date.getUTCFullYear()
  if (year < FIRST_YEAR || year > LAST_YEAR) return null
  const clock = monthOf(timeZone, year * 12 + date.getUTCMonth())
  if (!clock) return null
  const before = local - clock.offset
  if (!clock.change || before < clock.change.at) return { at: before }
  const after = local - clock.change.offset
  return after >= clock.change.at ? { at: after } : { gap: clock.change.at }
}

const NO_FRACTION = 19
const ZEROS = /0+$/

/** An instant as text, with a fraction only where there is one. */
export function instantText(at: number): string {
  const text = new Date(at).toISOString()
  if (at % 1000 === 0) return `${text.slice(0, NO_FRACTION)}Z`
  return `${text.slice(0, -1).replace(ZEROS, '')}Z`
}
