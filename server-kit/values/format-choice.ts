import type { DateFormat, NumberFormat } from '../contract/stages.ts'
import type { FormatReading } from './format-detector.ts'

type Readings<F extends string> = readonly FormatReading<F>[] | undefined

/** The proven reading, or the only one; null when only the user can say. */
function settled<F extends string>(readings: Readings<F>, fallback: F): F | null {
  if (!readings || readings.length === 0) return fallback
  const only = readings.length === 1 ? readings[0] : undefined
  return (readings.find((reading) => reading.proven) ?? only)?.format ?? null
}

/** The format of a date column whose mapping names none. Null: ambiguous, the user must choose. */
export const chooseDateFormat = (readings: Readings<DateFormat>) => settled(readings, 'iso')

/** The format of a number column whose mapping names none. Null: ambiguous, the user must choose. */
export const chooseNumberFormat = (readings: Readings<NumberFormat>) => settled(readings, 'point')
