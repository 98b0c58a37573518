import {
  DATE_FORMATS,
  NUMBER_FORMATS,
  type DateFormat,
  type NumberFormat,
} from '../contract/stages.ts'
import { readAmount } from './parse-number.ts'
import { readDate } from './read-date.ts'

/** What a column can be read as; `proven` when its values rule the other readings out. */
export interface FormatReading<F extends string> {
  format: F
  proven: boolean
  proof?: { row: number; value: string } | undefined
}

/** Watches all values of one column as they stream by. */
export interface FormatDetector<F extends string> {
  see(value: string, rowNumber: number): void
  /** Counts values that just these formats read, where one like them has been seen. */
  tally(formats: readonly F[], values: number): void
  /** The readings, the one that reads most values first; undefined when no value can be read. */
  readings(): FormatReading<F>[] | undefined
}

interface Tally<F extends string> {
  format: F
  read: number
  /** The first value that no other format can read. */
  proof: { row: number; value: string } | undefined
}

const tallies = <F extends string>(formats: readonly F[]): Tally<F>[] =>
  formats.map((format) => ({ format, read: 0, proof: undefined }))

function addRead<F extends string>(all: Tally<F>[], formats: readonly F[], values: number) {
  for (const tally of all) if (formats.includes(tally.format)) tally.read += values
}

/** Proven: a value that nothing else can read, and no other format reads as many values. */
function judge<F extends string>(all: Tally<F>[]): FormatReading<F>[] {
  const found = all.filter(({ read }) => read > 0).sort((a, b) => b.read - a.read)
  return found.map(({ format, read, proof }) => {
    const proven =
      proof !== undefined && found.every((other) => other.format === format || other.read < read)
    return proven ? { format, proven, proof } : { format, proven }
  })
}

/** Dates are told by their spelling: `31/12/2024` can only be European, `05/06/2024` is either. */
export function createDateFormatDetector(): FormatDetector<DateFormat> {
  const all = tallies(DATE_FORMATS)
  return {
    see(value, rowNumber) {
      const text = value.trim()
      if (text === '') return
      const readers = all.filter(({ format }) => readDate(text, format) !== null)
      for (const reader of readers) reader.read += 1
      const only = readers.length === 1 ? readers[0] : undefined
      if (only) only.proof ??= { row: rowNumber, value: text }
    },
    tally: (formats, values) => addRead(all, formats, values),
    readings() {
      const found = judge(all)
      return found.length > 0 ? found : undefined
    },
  }
}

/**
 * Only values that the two formats read differently count: `1,000` is either, `1.5` is point, `1902`
 * says nothing. A column of nothing but such numbers is read with a point, without asking.
 */
export function createNumberFormatDetector(): FormatDetector<NumberFormat> {
  const all = tallies(NUMBER_FORMATS)
  const [point, comma] = all
  let isRead = false
  return {
    see(value, rowNumber) {
      const text = value.trim()
      if (text === '' || !point || !comma) return
      const asPoint = readAmount(text, 'point')
      const asComma = readAmount(text, 'comma')
      if (asPoint === null && asComma === null) return
      isRead = true
      if (asPoint === asComma) return
      if (asPoint !== null) point.read += 1
      if (asComma !== null) comma.read += 1
      const proof = { row: rowNumber, value: text }
      if (asComma === null) point.proof ??= proof
      if (asPoint === null) comma.proof ??= proof
    },
    tally: (formats, values) => addRead(all, formats, values),
    readings() {
      if (!isRead) return undefined
      const found = judge(all)
      return found.length > 0 ? found : [{ format: 'point', proven: true }]
    },
  }
}
