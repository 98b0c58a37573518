const DAY = 86_400_000

/** The clock on the wall of a zone as if it were UTC: in Swedish, times are written as ISO has them. */
const wallTime = (instant: number, timeZone: string): number =>
  Date.parse(`${new Date(instant).toLocaleString('sv', { timeZone }).replace(' ', 'T')}Z`)

/** Days since 1970 on the calendar of a zone. */
export const dayNumber = (instant: number, timeZone: string): number =>
  Math.floor(wallTime(instant, timeZone) / DAY)

/** `YYYY-MM-DD` of a day number. */
export const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** True for a day that is on the calendar, written `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && dayText(time / DAY) === text
}

/** The instant at which `YYYY-MM-DD`, or a day after it, begins in a zone. */
export const startOfDay = (text: string, timeZone: string, later = 0): Date => {
  const wall = Date.parse(`${text}T00:00:00Z`) + later * DAY
  const guess = wall - (wallTime(wall, timeZone) - wall)
  // Once more: the first guess may lie beyond the hour at which the clocks were changed.
  return new Date(wall - (wallTime(guess, timeZone) - guess))
}
