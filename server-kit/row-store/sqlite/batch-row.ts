import type { CellValue } from '../../values/cell-rule.ts'
import type { MatchKey, RowToWrite } from '../row-store.ts'
import type { Cells } from './packed-column.ts'

type Decided = Pick<RowToWrite, 'rowNumber' | 'allKeys' | 'links' | 'missing' | 'action'>

/** What the rows of a batch share. */
interface Shared {
  /** By target. */
  own: ReadonlyMap<string, Cells>
  valuesAt(place: number): Record<string, CellValue>
  rawAt(place: number): string[]
}

/** A row to write. Of its cells an object is made when one is asked for: hardly any row needs it. */
export class BatchRow implements RowToWrite {
  readonly rowNumber: number
  readonly allKeys: MatchKey[]
  readonly links: RowToWrite['links']
  readonly missing: string | null
  readonly action: RowToWrite['action']
  readonly #place: number
  readonly #shared: Shared

  constructor(
    { rowNumber, allKeys, links, missing, action }: Decided,
    place: number,
    shared: Shared,
  ) {
    this.rowNumber = rowNumber
    this.allKeys = allKeys
    this.links = links
    this.missing = missing
    this.action = action
    this.#place = place
    this.#shared = shared
  }

  get key(): MatchKey | null {
    return this.allKeys[0] ?? null
  }

  get values(): Record<string, CellValue> {
    return this.#shared.valuesAt(this.#place)
  }

  value(target: string): CellValue | undefined {
    return this.#shared.own.get(target)?.[this.#place]
  }

  raw(): string[] {
    return this.#shared.rawAt(this.#place)
  }
}
