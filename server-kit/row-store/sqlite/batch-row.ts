import type { CellValue } from '../../values/cell-rule.ts'
import type { MatchKey, RowToWrite } from '../row-store.ts'
import type { CellAt } from './packed-column.ts'

/** What the rows of a batch share, by their places in it. */
export interface SharedByRows {
  /** By target. */
  own: ReadonlyMap<string, CellAt>
  missing: ReadonlyMap<number, string>
  keysAt(place: number): MatchKey[]
  linksAt(place: number): RowToWrite['links']
  actionAt(place: number): RowToWrite['action']
  valuesAt(place: number): Record<string, CellValue>
  rawAt(place: number): string[]
}

/** A row to write. Of its cells an object is made when one is asked for: hardly any row needs it. */
export class BatchRow implements RowToWrite {
  readonly rowNumber: number
  readonly allKeys: MatchKey[]
  readonly links: RowToWrite['links']
  readonly #place: number
  readonly #shared: SharedByRows

  constructor(rowNumber: number, place: number, shared: SharedByRows) {
    this.rowNumber = rowNumber
    this.allKeys = shared.keysAt(place)
    this.links = shared.linksAt(place)
    this.#place = place
    this.#shared = shared
  }

  get key(): MatchKey | null {
    return this.allKeys[0] ?? null
  }

  get missing(): string | null {
    return this.#shared.missing.get(this.#place) ?? null
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
