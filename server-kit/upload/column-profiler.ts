import type { Column } from '../contract/shapes.ts'
import {
  createDateFormatDetector,
  createNumberFormatDetector,
  type FormatDetector,
  type FormatReading,
} from '../values/format-detector.ts'
import { inferType } from '../values/infer-type.ts'
import { DistinctCounter } from './distinct-counter.ts'

/** One column as profiled while it was read. */
type ColumnProfile = Omit<Column, 'suggestion'>

const SAMPLES = 5
const TYPE_SAMPLES = 100
/** A column of which so many values are read by no format has none. */
const PATIENCE = 1000

/** Enough to be recognised; cells may be large. */
const LONGEST_SAMPLE = 500

// Otherwise a text cut from a piece of the file would keep the whole piece in memory.
const detached = (text: string) => Buffer.from(text.slice(0, LONGEST_SAMPLE)).toString()

/** Watches the values of one column as they stream by. */
export class ColumnProfiler {
  readonly #source: string
  readonly #distinct: DistinctCounter
  readonly #samples = new Set<string>()
  readonly #typeSamples: string[] = []
  readonly #dates = new FormatWatch(createDateFormatDetector(), false)
  readonly #numbers = new FormatWatch(createNumberFormatDetector(), true)
  #filled = 0
  #hasBlank = false
  #last = ''

  constructor(source: string, columns: number) {
    this.#source = source
    this.#distinct = new DistinctCounter(columns)
  }

  see(value: string, rowNumber: number): void {
    if (value === '' || value.trim() === '') {
      this.#seeBlank(value)
      return
    }
    this.#filled += 1
    if (value !== this.#last) {
      this.#last = value
      this.#distinct.add(value)
      if (this.#samples.size < SAMPLES) this.#samples.add(detached(value))
    }
    if (this.#typeSamples.length < TYPE_SAMPLES) this.#typeSamples.push(detached(value))
    this.#dates.see(value, rowNumber)
    this.#numbers.see(value, rowNumber)
  }

  profile(): ColumnProfile {
    const dateFormats = this.#dates.readings()
    const numberFormats = this.#numbers.readings()
    return {
      source: this.#source,
      samples: [...this.#samples],
      filled: this.#filled,
      distinct: this.#distinct.count(),
      distinctIsExact: this.#distinct.isExact,
      inferredType: inferType(this.#typeSamples),
      ...(dateFormats && { dateFormats }),
      ...(numberFormats && { numberFormats }),
    }
  }

  #seeBlank(value: string) {
    if (value === '' && this.#hasBlank) return
    if (value === '') this.#hasBlank = true
    this.#distinct.add(value)
  }
}

const DIGITS = /^\d+$/

/** A detector that is asked only where it can learn something: otherwise it costs more than reading. */
class FormatWatch<F extends string> {
  #detector: FormatDetector<F> | null
  #seen = 0
  #hasSeenDigits: boolean

  constructor(detector: FormatDetector<F>, readsDigits: boolean) {
    this.#detector = detector
    this.#hasSeenDigits = !readsDigits
  }

  see(value: string, rowNumber: number): void {
    if (!this.#detector) return
    this.#seen += 1
    if (this.#seen === PATIENCE && !this.#detector.readings()) {
      this.#detector = null
      return
    }
    if (DIGITS.test(value)) {
      // Digits alone are no date, and as a number all formats read them alike.
      if (this.#hasSeenDigits) return
      this.#hasSeenDigits = true
    }
    this.#detector.see(value, rowNumber)
  }

  readings(): FormatReading<F>[] | undefined {
    return this.#detector?.readings()
  }
}
