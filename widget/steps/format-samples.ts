import type { DateFormat, NumberFormat } from '../../server-kit/contract/stages.ts'
import type { Format } from '../strings/format.ts'

const NUMERIC_DATE = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})/

/** Places of year, month and day in a date that is written in numbers. */
const PLACES: Record<DateFormat, readonly [year: number, month: number, day: number]> = {
  iso: [1, 2, 3],
  european: [3, 2, 1],
  american: [3, 1, 2],
}

/** How a numeric date reads in a format, in words; null when it cannot be read so. */
const dateReading = (value: string, dateFormat: DateFormat, format: Format): string | null => {
  const parts = NUMERIC_DATE.exec(value.trim())
  const [year, month, day] = PLACES[dateFormat].map((place) => Number(parts?.[place]))
  if (!year || !month || !day || month > 12 || day > 31) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  const style = { dateStyle: 'long', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(format.locale, style).format(date)
}

/** The same for a number, without thousands marks: the other sign and spaces are such marks. */
const numberReading = (
  value: string,
  numberFormat: NumberFormat,
  format: Format,
): string | null => {
  const [marks, decimal] = numberFormat === 'point' ? [/[,\s]/g, '.'] : [/[.\s]/g, ',']
  const number = Number(value.replace(marks, '').replace(decimal, '.'))
  if (value.trim() === '' || !Number.isFinite(number)) return null
  const style = { maximumFractionDigits: 6, useGrouping: false } as const
  return new Intl.NumberFormat(format.locale, style).format(number)
}

const isDateFormat = (name: DateFormat | NumberFormat): name is DateFormat => name in PLACES

const readingOf = (
  value: string,
  name: DateFormat | NumberFormat,
  format: Format,
): string | null =>
  isDateFormat(name) ? dateReading(value, name, format) : numberReading(value, name, format)

export interface ReadSample<F extends DateFormat | NumberFormat> {
  sample: string
  readings: ReadonlyMap<F, string>
}

/**
 * One sample in each of the formats a user has to choose among; the sample is the first that they
 * read differently. Formats that cannot read it are left out.
 */
export const readSample = <F extends DateFormat | NumberFormat>(
  samples: readonly string[],
  formats: readonly F[],
  format: Format,
): ReadSample<F> | null => {
  for (const sample of samples) {
    const readings = new Map<F, string>()
    for (const name of formats) {
      const reading = readingOf(sample, name, format)
      if (reading !== null) readings.set(name, reading)
    }
    if (new Set(readings.values()).size > 1) return { sample, readings }
  }
  return null
}

const EXAMPLES = { dateFormat: '03/04/2024', numberFormat: '1,234' } as const

/** What stands in for a sample where the values at hand read alike in all formats. */
export const readExample = <F extends DateFormat | NumberFormat>(
  kind: keyof typeof EXAMPLES,
  formats: readonly F[],
  format: Format,
): ReadSample<F> | null => readSample([EXAMPLES[kind]], formats, format)
