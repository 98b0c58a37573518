import type { Column } from '../contract/shapes.ts'
import type { DateFormat, NumberFormat } from '../contract/stages.ts'
import { createDateFormatDetector, createNumberFormatDetector } from '../values/format-detector.ts'
import { inferType, typeVotes } from '../values/infer-type.ts'
import { DistinctCounter } from './distinct-counter.ts'
import { dateShape, FormatWatch, numberShape, type SeenCell } from './format-watch.ts'
import { isBlankIn, textIn } from './record-block.ts'

/** One column as profiled while it was read. */
type ColumnProfile = Omit<Column, 'suggestion'>

const SAMPLES = 5
const TYPE_SAMPLES = 100

/** Enough to be recognised; cells may be large. */
const LONGEST_SAMPLE = 500
const MOST_BYTES_PER_UNIT = 3

/** Watches the values of one column as they stream by. */
export class ColumnProfiler {
  readonly source: string
  readonly #distinct: DistinctCounter
  readonly #samples = new Set<string>()
  readonly #typeSamples: string[] = []
  readonly #dates = new FormatWatch<DateFormat>(createDateFormatDetector(), {
    readsDigits: false,
    shapeOf: dateShape,
  })
  readonly #numbers = new FormatWatch<NumberFormat>(createNumberFormatDetector(), {
    readsDigits: true,
    shapeOf: numberShape,
  })
  #filled = 0
  #hasBlank = false
  #longest = 0

  constructor(source: string, columns: number) {
    this.source = source
    this.#distinct = new DistinctCounter(columns)
  }

  see(cell: SeenCell): void {
    const { bytes, view, start, end } = cell
    if (isBlankIn(bytes, start, end)) {
      this.#seeBlank(cell)
      return
    }
    this.#filled += 1
    if (end - start > this.#longest) this.#seeLong(cell)
    this.#distinct.add(view, start, end)
    if (this.#typeSamples.length < TYPE_SAMPLES || this.#samples.size < SAMPLES) this.#sample(cell)
    this.#dates.see(cell)
    this.#numbers.see(cell)
  }

  profile(): ColumnProfile {
    const dateFormats = this.#dates.readings()
    const numberFormats = this.#numbers.readings()
    return {
      source: this.source,
      samples: [...this.#samples],
      filled: this.#filled,
      distinct: this.#countDistinct(),
      distinctIsExact: this.#distinct.isExact,
      longest: this.#longest,
      inferredType: inferType(this.#typeSamples),
      votes: typeVotes(this.#typeSamples),
      ...(dateFormats && { dateFormats }),
      ...(numberFormats && { numberFormats }),
    }
  }

  /** An estimate can be a little too high: never more values than cells are told. */
  #countDistinct() {
    const count = this.#distinct.count()
    return this.#distinct.isExact ? count : Math.min(count, this.#filled + Number(this.#hasBlank))
  }

  // Bytes are at least as many as characters: only cells of more bytes can have more of these.
  #seeLong({ bytes, start, end }: SeenCell) {
    this.#longest = Math.max(this.#longest, charactersIn(bytes, start, end))
  }

  #sample({ bytes, start, end }: SeenCell) {
    const enough = Math.min(end, start + LONGEST_SAMPLE * MOST_BYTES_PER_UNIT)
    const sample = textIn(bytes, start, enough).slice(0, LONGEST_SAMPLE)
    if (this.#samples.size < SAMPLES) this.#samples.add(sample)
    if (this.#typeSamples.length < TYPE_SAMPLES) this.#typeSamples.push(sample)
  }

  #seeBlank({ view, start, end }: SeenCell) {
    if (start === end && this.#hasBlank) return
    if (start === end) this.#hasBlank = true
    this.#distinct.add(view, start, end)
  }
}

/** Bytes that continue a character begin with the bits 10. */
function charactersIn(bytes: Uint8Array, start: number, end: number) {
  let count = 0
  for (let at = start; at < end; at++) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) count += 1
  return count
}
