import type { StoreFile } from './store-file.ts'

/** What is known of a value beyond its built-in verdict. */
export interface ValueDecision {
  correction: string | null
  /** The verdict on the correction; on the value itself the host's, when it is not corrected. */
  isRefused: boolean
  isSkipped: boolean
}

interface DecisionRow {
  value: string
  correction: string | null
  is_refused: number
  skipped: number
}

/** More decisions than that on one column are looked up one by one. */
const MOST_REMEMBERED = 20_000
const FIELDS = `value, correction, skipped,
  (CASE WHEN correction IS NULL THEN host_error ELSE correction_error END) IS NOT NULL AS is_refused`
// Each part has its index.
const DECIDED = `
  SELECT ${FIELDS} FROM column_values WHERE place = @place AND skipped = 1
  UNION ALL SELECT ${FIELDS} FROM column_values
    WHERE place = @place AND skipped = 0 AND correction IS NOT NULL
  UNION ALL SELECT ${FIELDS} FROM column_values
    WHERE place = @place AND host_error IS NOT NULL AND skipped = 0 AND correction IS NULL
  LIMIT ${MOST_REMEMBERED + 1}`

const WITHHELD = `
  SELECT value FROM column_values WHERE place = @place AND skipped = 1
  UNION ALL SELECT value FROM column_values
    WHERE place = @place AND skipped = 0 AND effective_error IS NOT NULL
  LIMIT ${MOST_REMEMBERED + 1}`

const decisionOf = ({ correction, is_refused, skipped }: DecisionRow): ValueDecision => ({
  correction,
  isRefused: is_refused === 1,
  isSkipped: skipped === 1,
})

/** The decisions of one import, remembered per column until one changes. */
export class Decisions {
  readonly #store: StoreFile
  readonly #known = new Map<number, Map<string, ValueDecision> | null>()
  readonly #withheld = new Map<number, Set<string> | null>()

  constructor(store: StoreFile) {
    this.#store = store
  }

  /** Undefined: the value stands as read. */
  of(place: number, value: string): ValueDecision | undefined {
    const known = this.#ofColumn(place)
    if (known) return known.get(value)
    const row = this.#store.get<DecisionRow>(
      `SELECT ${FIELDS} FROM column_values WHERE place = ? AND value = ?`,
      place,
      value,
    )
    return row && decisionOf(row)
  }

  /** Whether any value of a column does not stand as read. */
  areAny(place: number): boolean {
    return this.#ofColumn(place)?.size !== 0
  }

  /** Whether a cell of a judged column is withheld; undefined: too many are, ask the value itself. */
  isWithheld(place: number, value: string): boolean | undefined {
    return this.#withheldOf(place)?.has(value)
  }

  /** Whether some value of a judged column is. */
  withholdsAny(place: number): boolean {
    return this.#withheldOf(place)?.size !== 0
  }

  #withheldOf(place: number): Set<string> | null {
    const known = this.#withheld.get(place)
    if (known !== undefined) return known
    const rows = this.#store.all<{ value: string }>(WITHHELD, { place })
    const withheld = rows.length > MOST_REMEMBERED ? null : new Set(rows.map(({ value }) => value))
    this.#withheld.set(place, withheld)
    return withheld
  }

  /** Called after every write of a decision or a verdict. */
  forget(place: number): void {
    this.#known.delete(place)
    this.#withheld.delete(place)
  }

  #ofColumn(place: number) {
    const known = this.#known.get(place)
    if (known !== undefined) return known
    const rows = this.#store.all<DecisionRow>(DECIDED, { place })
    const decided =
      rows.length > MOST_REMEMBERED
        ? null
        : new Map(rows.map((row) => [row.value, decisionOf(row)]))
    this.#known.set(place, decided)
    return decided
  }
}
