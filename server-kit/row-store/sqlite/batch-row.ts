import type { CellValue } from '../../values/cell-rule.ts'
import type { MatchKey, RowToWrite } from '../row-store.ts'
import type { CellAt } from './packed-column.ts'

/** What the rows of a batch share, by their places in it. */
export interface SharedByRows {
  /** By target. */
  own: ReadonlyMap<string, CellAt>
  missingAt(place: number): string | null
  keysAt(place: number): MatchKey[]
  linksAt(place: number): RowToWrite['links']
  actionAt(place: number): RowToWrite['action']
  valuesAt(place: number): Record<string, CellValue>
  rawAt(place: number): string[]
}

/**
 * A row to write. What it has is made when it is asked for: rows are read ahead, and what they have until
 * then is work for the garbage collector. Only its keys are asked for more than twice, and kept.
 */
export class BatchRow implements RowToWrite {
  readonly rowNumber: number
  readonly #place: number
  readonly #shared: SharedByRows
  #keys: MatchKey[] | null = null

  constructor(rowNumber: number, place: number, shared: SharedByRows) {
    this.rowNumber = rowNumber
    this.#place = place
    this.#shared = shared
  }

  get allKeys(): MatchKey[] {
    return (this.#keys ??= this.#shared.keysAt(this.#place))
  }

  get links(): RowToWrite['links'] {
    return this.#shared.linksAt(this.#place)
  }

  get key(): MatchKey | null {
    return this.allKeys[0] ?? null
  }

  get missing(): string | null {
    return this.#shared.missingAt(this.#place)
  }

  get action(): RowToWrite['action'] {
    return this.#shared.actionAt(this.#place)
  }

  get values(): Record<string, CellValue> {
    return this.#shared.valuesAt(this.#place)
  }

  value(target: string): CellValue | undefined {
    return this.#shared.own.get(target)?.(this.#place)
  }

  raw(): string[] {
    return this.#shared.rawAt(this.#place)
  }
}
