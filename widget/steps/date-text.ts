import type { DateFormat } from '../../server-kit/contract/stages.ts'

const PICKED = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?))?/

/** What a native picker gave (`1990-12-31`, `1990-12-31T16:00`), written in the column's format. */
export const writeDate = (picked: string, format: DateFormat): string => {
  const [, year, month, day, time] = PICKED.exec(picked) ?? []
  if (!year) return ''
  const dates = {
    iso: `${year}-${month}-${day}`,
    european: `${day}/${month}/${year}`,
    american: `${month}/${day}/${year}`,
  }
  return time ? `${dates[format]} ${time}` : dates[format]
}

const WRITTEN: Record<DateFormat, RegExp> = {
  iso: /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[ T](?<time>\d{2}:\d{2}))?/,
  european: /^(?<day>\d{1,2})[./-](?<month>\d{1,2})[./-](?<year>\d{4})(?: (?<time>\d{2}:\d{2}))?/,
  american: /^(?<month>\d{1,2})[/-](?<day>\d{1,2})[/-](?<year>\d{4})(?: (?<time>\d{2}:\d{2}))?/,
}

/** A written date as a native picker takes it; blank when it cannot hold it, such as 30 February. */
export const pickerDate = (
  written: string,
  { format, hasTime }: { format: DateFormat; hasTime: boolean },
): string => {
  const { year, month = '', day = '', time } = WRITTEN[format].exec(written.trim())?.groups ?? {}
  if (!year) return ''
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const isReal = !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date)
  if (!isReal) return ''
  return hasTime ? `${date}T${time ?? '00:00'}` : date
}
