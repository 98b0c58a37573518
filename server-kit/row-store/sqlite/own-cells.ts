import type { CellError } from '../../values/cell-rule.ts'
import type { ValueDecision } from './decisions.ts'
import type { StoreFile } from './store-file.ts'

/** The decision about one row's cell alone. */
export interface OwnCell extends ValueDecision {
  place: number
  rowNumber: number
  /** As read. */
  value: string
  error: CellError | null
}

/** Own cells by row and place. */
export type OwnCellsOfRows = ReadonlyMap<number, ReadonlyMap<number, OwnCell>>

interface CellRow {
  place: number
  row_number: number
  value: string
  correction: string | null
  correction_error: string | null
  skipped: number
}

const FIELDS = 'place, row_number, value, correction, correction_error, skipped'

const ownCell = (row: CellRow): OwnCell => ({
  place: row.place,
  rowNumber: row.row_number,
  value: row.value,
  correction: row.correction,
  error: row.correction_error === null ? null : JSON.parse(row.correction_error),
  isRefused: row.correction_error !== null,
  isSkipped: row.skipped === 1,
})

/** What the reviewer decided about single cells; how many there are is remembered until one changes. */
export class OwnCells {
  readonly #store: StoreFile
  #isEmpty: boolean | null = null
  readonly #rowsOfValues = new Map<number, ReadonlyMap<string, number>>()

  constructor(store: StoreFile) {
    this.#store = store
  }

  get isEmpty(): boolean {
    this.#isEmpty ??= this.#store.get('SELECT 1 FROM cell_decisions LIMIT 1') === undefined
    return this.#isEmpty
  }

  /** Those in the rows from one row number to another, both included; null: none. */
  inRows(first: number, last: number): OwnCellsOfRows | null {
    if (this.isEmpty) return null
    const found = this.#store.all<CellRow>(
      `SELECT ${FIELDS} FROM cell_decisions WHERE row_number BETWEEN ? AND ?`,
      first,
      last,
    )
    if (found.length === 0) return null
    const byRow = new Map<number, Map<number, OwnCell>>()
    for (const row of found) {
      const cells = byRow.get(row.row_number) ?? new Map<number, OwnCell>()
      byRow.set(row.row_number, cells.set(row.place, ownCell(row)))
    }
    return byRow
  }

  at(place: number, rowNumber: number): OwnCell | undefined {
    const row = this.#store.get<CellRow>(
      `SELECT ${FIELDS} FROM cell_decisions WHERE place = ? AND row_number = ?`,
      place,
      rowNumber,
    )
    return row && ownCell(row)
  }

  /** The cells of a column in file order, keyset by row number. */
  after(place: number, rowNumber: number, limit: number): OwnCell[] {
    const rows = this.#store.all<CellRow>(
      `SELECT ${FIELDS} FROM cell_decisions WHERE place = ? AND row_number > ?
       ORDER BY row_number LIMIT ?`,
      place,
      rowNumber,
      limit,
    )
    return rows.map(ownCell)
  }

  /** How many rows with this value have a decision of their own. */
  rowsOf(place: number, value: string): number {
    if (this.isEmpty) return 0
    const known = this.#rowsOfValues.get(place) ?? this.#countRows(place)
    return known.get(value) ?? 0
  }

  counts(place: number): { cells: number; errors: number } {
    const none = { cells: 0, errors: 0 }
    if (this.isEmpty) return none
    const counted = this.#store.get<{ cells: number; errors: number }>(
      `SELECT count(*) AS cells,
         count(CASE WHEN skipped = 0 AND correction_error IS NOT NULL THEN 1 END) AS errors
       FROM cell_decisions WHERE place = ?`,
      place,
    )
    return counted ?? none
  }

  /** Called after every write to `cell_decisions`. */
  forget(): void {
    this.#isEmpty = null
    this.#rowsOfValues.clear()
  }

  #countRows(place: number) {
    const counted = this.#store.all<{ value: string; rows: number }>(
      'SELECT value, count(*) AS rows FROM cell_decisions WHERE place = ? GROUP BY value',
      place,
    )
    const byValue = new Map(counted.map(({ value, rows }) => [value, rows]))
    this.#rowsOfValues.set(place, byValue)
    return byValue
  }
}
