import type { ImporterField } from '../importer/importer.ts'
import { mergedValue } from '../matching/merge-lists.ts'
import type { RowToWrite } from '../row-store/row-store.ts'
import type { CellValue } from '../values/cell-rule.ts'

/** Bits of a small integer. */
const MOST_FIELDS = 30

interface Sending {
  row: RowToWrite
  /** Whether a blank cell is sent, as null. */
  clears: boolean
  /** Of the record to update, where lists are merged. */
  before: Record<string, CellValue> | undefined
}

/**
 * What rows send of the fields that a file brings. Objects with the same fields are copies of one: to add
 * field by field takes five times as much memory, which all is garbage soon.
 */
export class SentCells {
  readonly #fields: readonly ImporterField[]
  readonly #cells: (CellValue | undefined)[] = []
  /** By the fields that are sent, a bit each. */
  readonly #empty = new Map<number, Record<string, CellValue>>()

  constructor(fields: readonly ImporterField[]) {
    this.#fields = fields
  }

  of(sending: Sending): Record<string, CellValue> {
    let sent = 0
    for (let place = 0; place < this.#fields.length; place++) {
      const cell = this.#cellAt(place, sending)
      this.#cells[place] = cell
      if (cell !== undefined) sent |= 1 << place
    }
    const values = this.#emptyFor(sent)
    for (let place = 0; place < this.#fields.length; place++) {
      const cell = this.#cells[place]
      if (cell !== undefined) values[this.#fields[place]?.key ?? ''] = cell
    }
    return values
  }

  #cellAt(place: number, { row, clears, before }: Sending): CellValue | undefined {
    const field = this.#fields[place]
    const value = field && row.value(field.key)
    if (!field || value === undefined || (value === null && !clears)) return undefined
    return value === null ? null : mergedValue(field, before?.[field.key] ?? null, value)
  }

  #emptyFor(sent: number): Record<string, CellValue> {
    if (this.#fields.length > MOST_FIELDS) return {}
    const known = this.#empty.get(sent)
    if (known) return { ...known }
    const keys = this.#fields.flatMap(({ key }, place) => (sent & (1 << place) ? [key] : []))
    const empty = Object.fromEntries(keys.map((key) => [key, null]))
    this.#empty.set(sent, empty)
    return { ...empty }
  }
}
