import { dayNumber } from '../calendar-days.ts'

const SIZE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
const TIME_UNITS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const
const SECOND = ['second', 1] as const

export type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** Numbers, sizes, times and plurals as users of one locale and time zone write them. */
export class Format {
  readonly locale: string
  readonly timeZone: string
  #plurals: Intl.PluralRules
  #number: Intl.NumberFormat

  constructor(locale: string, timeZone: string) {
    this.locale = locale
    this.timeZone = timeZone
    this.#plurals = new Intl.PluralRules(locale)
    this.#number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  }

  number(count: number): string {
    return this.#number.format(count)
  }

  /** `share` from 0 to 1; what is not all is never shown as 100 %, what is something never as 0 %. */
  percent(share: number): string {
    const style = { style: 'percent', maximumFractionDigits: 0 } as const
    const honest = share > 0 && share < 1 ? Math.min(0.99, Math.max(0.01, share)) : share
    return new Intl.NumberFormat(this.locale, style).format(honest)
  }

  bytes(size: number): string {
    const power = size < 1024 ? 0 : Math.min(3, Math.floor(Math.log2(size) / 10))
    const unit = SIZE_UNITS[power] ?? 'byte'
    const amount = size / 1024 ** power
    const digits = amount < 100 && power > 0 ? 1 : 0
    // The short form of a byte has no plural: "877 byte".
    return this.#unit(amount, unit, { digits, unitDisplay: power === 0 ? 'long' : 'short' })
  }

  /** `12 sec`, `3 min`, `2 hr`: the largest unit that fits. */
  duration(seconds: number): string {
    const whole = Math.max(1, Math.round(seconds))
    const [unit, length] = TIME_UNITS.find(([, length]) => whole >= length) ?? SECOND
    return this.#unit(Math.round(whole / length), unit, { digits: 0, unitDisplay: 'short' })
  }

  /** `now`, `2 hours ago`, `yesterday`, `3 months ago`; days are those of the calendar. */
  relative(time: string, now: number): string {
    const then = Math.min(Date.parse(time), now)
    const seconds = (now - then) / 1000
    const [unit, length] = TIME_UNITS.find(([, length]) => seconds >= length) ?? SECOND
    const days = dayNumber(now, this.timeZone) - dayNumber(then, this.timeZone)
    const count = unit === 'day' ? days : unit === 'second' ? 0 : Math.trunc(seconds / length)
    const words = new Intl.RelativeTimeFormat(this.locale, {
      // Otherwise 40 days would be "last month", 20 days too.
      numeric: length > 86_400 ? 'always' : 'auto',
    })
    return words.format(-count, unit)
  }

  dateTime(time: string): string {
    const style = { dateStyle: 'medium', timeStyle: 'short', timeZone: this.timeZone } as const
    return new Intl.DateTimeFormat(this.locale, style).format(new Date(time))
  }

  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.locale, { type: 'conjunction' }).format(items)
  }

  /** The form for `count`, with `#` replaced by the number: `{ one: '# row', other: '# rows' }`. */
  plural(count: number, forms: PluralForms): string {
    const form = forms[this.#plurals.select(count)] ?? forms.other
    return form.replace('#', this.number(count))
  }

  #unit(
    amount: number,
    unit: string,
    { digits, unitDisplay }: { digits: number; unitDisplay: 'short' | 'long' },
  ): string {
    const style = { style: 'unit', unit, unitDisplay, maximumFractionDigits: digits } as const
    // Otherwise a number could stand at the end of a line without its unit.
    return new Intl.NumberFormat(this.locale, style).format(amount).replaceAll(' ', '\u00a0')
  }
}
