import type { DateFormat, NumberFormat } from '../contract/stages.ts'
import type { FormatDetector, FormatReading } from '../values/format-detector.ts'
import { textIn } from './record-block.ts'

/** A column of which so many values are read by no format has none. */
const PATIENCE = 1000
const ZERO = 48
const NINE = 57

/** In bytes, with padding; dates and numbers are far shorter. */
const LONGEST = 240

/** A cell that is not blank, and the row that it is in. */
export interface SeenCell {
  bytes: Uint8Array
  view: DataView
  start: number
  end: number
  rowNumber: number
}

/** A spelling that tells by itself which formats read it. */
interface Shape<F extends string> {
  readonly formats: readonly F[]
}

/** Tells a common spelling by its bytes; null: the detector has to look. */
type ShapeOf<F extends string> = (cell: SeenCell) => Shape<F> | null

/** A detector that is asked only where it can learn something: otherwise it costs more than reading. */
export class FormatWatch<F extends string> {
  #detector: FormatDetector<F> | null
  readonly #shapeOf: ShapeOf<F>
  /** How many values of each shape came after the first one, which the detector has seen. */
  readonly #counts = new Map<Shape<F>, number>()
  #lastShape: Shape<F> | null = null
  #lastCount = 0
  #seen = 0
  #hasSeenDigits: boolean

  /** `readsDigits`: whether digits alone say something. */
  constructor(
    detector: FormatDetector<F>,
    { readsDigits, shapeOf }: { readsDigits: boolean; shapeOf: ShapeOf<F> },
  ) {
    this.#detector = detector
    this.#shapeOf = shapeOf
    this.#hasSeenDigits = !readsDigits
  }

  see(cell: SeenCell): void {
    if (!this.#detector) return
    this.#seen += 1
    if (this.#seen === PATIENCE && !this.#detector.readings()) {
      this.#detector = null
      return
    }
    if (isDigits(cell)) {
      // Digits alone are no date, and as a number all formats read them alike.
      if (this.#hasSeenDigits) return
      this.#hasSeenDigits = true
    }
    const { bytes, start, end, rowNumber } = cell
    // Whatever is longer is no date and no number.
    if (end - start > LONGEST) return
    const shape = this.#shapeOf(cell)
    if (shape && this.#hasSeen(shape)) return
    this.#detector.see(textIn(bytes, start, end), rowNumber)
  }

  readings(): FormatReading<F>[] | undefined {
    this.#keepCount()
    for (const [{ formats }, count] of this.#counts) this.#detector?.tally(formats, count)
    for (const shape of this.#counts.keys()) this.#counts.set(shape, 0)
    return this.#detector?.readings()
  }

  /** Counts a shape, unless it is the first of its kind. Most columns are of one shape. */
  #hasSeen(shape: Shape<F>): boolean {
    if (shape !== this.#lastShape) {
      this.#keepCount()
      this.#lastShape = shape
      const count = this.#counts.get(shape)
      this.#lastCount = count ?? 0
      if (count === undefined) {
        this.#counts.set(shape, 0)
        return false
      }
    }
    this.#lastCount += 1
    return true
  }

  #keepCount() {
    if (this.#lastShape) this.#counts.set(this.#lastShape, this.#lastCount)
    this.#lastShape = null
  }
}

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= ZERO && byte <= NINE

function isDigits({ bytes, start, end }: SeenCell) {
  for (let at = start; at < end; at++) if (!isDigit(bytes[at])) return false
  return true
}

const EITHER_DATE: Shape<DateFormat> = { formats: ['european', 'american'] }
const ISO: Shape<DateFormat> = { formats: ['iso'] }
const EUROPEAN: Shape<DateFormat> = { formats: ['european'] }
const AMERICAN: Shape<DateFormat> = { formats: ['american'] }
const DASH = 45
const POINT = 46
const SLASH = 47
const COMMA = 44
const SPACE = 32
const COLON = 58
const LETTER_T = 84
const DATE_LENGTH = 10
const MINUTES_LENGTH = 6
const SECONDS_LENGTH = 9
/** In every month. */
const SURE_DAYS = 28

const twoDigits = (bytes: Uint8Array, at: number) =>
  isDigit(bytes[at]) && isDigit(bytes[at + 1])
    ? ((bytes[at] ?? 0) - ZERO) * 10 + (bytes[at + 1] ?? 0) - ZERO
    : -1

/** `2024-05-15`, `15/05/2024` and the like; days that not every month has are left to the detector. */
export function dateShape({ bytes, start, end }: SeenCell): Shape<DateFormat> | null {
  if (end - start !== DATE_LENGTH && !hasTime(bytes, start, end)) return null
  if (bytes[start + 4] === DASH && bytes[start + 7] === DASH) {
    const isYear = twoDigits(bytes, start) >= 10 && twoDigits(bytes, start + 2) >= 0
    const isDate = isMonth(twoDigits(bytes, start + 5)) && isDay(twoDigits(bytes, start + 8))
    return isYear && isDate ? ISO : null
  }
  const mark = bytes[start + 2]
  if (mark !== bytes[start + 5] || !(mark === SLASH || mark === DASH)) return null
  if (twoDigits(bytes, start + 6) < 10 || twoDigits(bytes, start + 8) < 0) return null
  const first = twoDigits(bytes, start)
  const second = twoDigits(bytes, start + 3)
  if (!isDay(first) || !isDay(second)) return null
  if (isMonth(first) && isMonth(second)) return EITHER_DATE
  if (isMonth(second)) return EUROPEAN
  return isMonth(first) ? AMERICAN : null
}

/** `16:00` or `16:00:30` after the date. */
function hasTime(bytes: Uint8Array, start: number, end: number) {
  const length = end - start - DATE_LENGTH
  if (length !== MINUTES_LENGTH && length !== SECONDS_LENGTH) return false
  const at = start + DATE_LENGTH
  if (bytes[at] !== SPACE && bytes[at] !== LETTER_T) return false
  if (!isBelow(24, bytes, at + 1) || bytes[at + 3] !== COLON || !isBelow(60, bytes, at + 4)) {
    return false
  }
  return length === MINUTES_LENGTH || (bytes[at + 6] === COLON && isBelow(60, bytes, at + 7))
}

function isBelow(limit: number, bytes: Uint8Array, at: number) {
  const number = twoDigits(bytes, at)
  return number >= 0 && number < limit
}

const isMonth = (number: number) => number >= 1 && number <= 12
const isDay = (number: number) => number >= 1 && number <= SURE_DAYS

const READ_AS_POINT: Shape<NumberFormat> = { formats: ['point'] }
const READ_AS_COMMA: Shape<NumberFormat> = { formats: ['comma'] }
const EITHER_NUMBER: Shape<NumberFormat> = { formats: ['point', 'comma'] }
const LONGEST_GROUP = 3

/** `12.50` and `12,50`: digits, one mark, digits. */
export function numberShape({ bytes, start, end }: SeenCell): Shape<NumberFormat> | null {
  const from = bytes[start] === DASH ? start + 1 : start
  let mark = from
  while (mark < end && isDigit(bytes[mark])) mark += 1
  const byte = bytes[mark]
  if (mark === from || mark >= end - 1 || !(byte === POINT || byte === COMMA)) return null
  for (let at = mark + 1; at < end; at++) if (!isDigit(bytes[at])) return null
  const isGroup = end - mark - 1 === LONGEST_GROUP && mark - from <= LONGEST_GROUP
  if (isGroup) return EITHER_NUMBER
  return byte === POINT ? READ_AS_POINT : READ_AS_COMMA
}
