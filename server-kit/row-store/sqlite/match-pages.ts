import type { PreviewCounts } from '../../contract/index.ts'
import { MATCH_ACTIONS, type MatchAction } from '../../contract/stages.ts'
import type { PreviewRowsQuery } from '../row-store.ts'
import { type PackedMatches, UPDATE } from './packed-matches.ts'
import type { StoreFile } from './store-file.ts'

/** What one row will do. */
export interface RowMatch {
  action: MatchAction
  matchedId: string | null
  reason: string | null
}

type Filter = NonNullable<PreviewRowsQuery['action']>

interface PageRow {
  rows: Buffer
  actions: Buffer
  withheld: Buffer
  ids: string
  reasons: string
}

const NOT_MATCHED: RowMatch = { action: 'create', matchedId: null, reason: null }
export const NO_COUNTS: PreviewCounts = { create: 0, update: 0, skip: 0, fail: 0, withErrors: 0 }

const FIELDS = 'rows, actions, withheld, ids, reasons'

/**
 * What the rows will do, a page of rows in one record: columns of the rows themselves would be written
 * again row by row, which took longer than all the rest of the matching.
 */
export class MatchPages {
  readonly #store: StoreFile
  #last: MatchPage | null = null

  constructor(store: StoreFile) {
    this.#store = store
  }

  clear(): void {
    this.#last = null
    this.#store.run('DELETE FROM match_pages')
  }

  /** Rows of no page that is there; their counts. */
  add({ rowNumbers, actions, withheld, ids, reasons }: PackedMatches): PreviewCounts {
    const [first] = rowNumbers
    if (first === undefined) return NO_COUNTS
    this.#last = null
    const counts = { ...NO_COUNTS }
    actions.forEach((action) => (counts[MATCH_ACTIONS[action] ?? 'create'] += 1))
    withheld.forEach((one) => (counts.withErrors += one))
    this.#store.run(
      `INSERT OR REPLACE INTO match_pages (first_row, counts, ${FIELDS})
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      first,
      JSON.stringify(counts),
      bytesOf(rowNumbers),
      bytesOf(actions),
      bytesOf(withheld),
      JSON.stringify(ids),
      JSON.stringify(reasons),
    )
    return counts
  }

  /** The first and last row of each page. */
  ranges(): { first: number; last: number }[] {
    return this.#pages().flatMap(({ first_row: first }) => {
      const last = this.#pageOf(first)?.lastRow
      return last === undefined ? [] : [{ first, last }]
    })
  }

  /** Of one page: which of its rows have withheld cells; how many, and of how many. */
  saveWithheld(first: number, withheld: ReadonlySet<number>): { withheld: number; rows: number } {
    const rowNumbers = this.#pageOf(first)?.rowNumbers ?? new Uint32Array()
    const flags = Uint8Array.from(rowNumbers, (row) => (withheld.has(row) ? 1 : 0))
    this.#last = null
    this.#store.run(
      `UPDATE match_pages SET withheld = ?, counts = json_set(counts, '$.withErrors', ?)
       WHERE first_row = ?`,
      bytesOf(flags),
      withheld.size,
      first,
    )
    return { withheld: withheld.size, rows: rowNumbers.length }
  }

  /** What a row will do; a row that was not matched is created. */
  of(rowNumber: number): RowMatch {
    return this.#pageOf(rowNumber)?.matchOf(rowNumber) ?? NOT_MATCHED
  }

  /** The place of a row's action in `MATCH_ACTIONS`. */
  actionOf(rowNumber: number): number {
    return this.#pageOf(rowNumber)?.actionOf(rowNumber) ?? 0
  }

  /** The numbers of the rows that a filter shows, in file order. */
  rowsWith(filter: Filter, offset: number, limit: number): number[] {
    const found: number[] = []
    let before = 0
    for (const { first_row, counts } of this.#pages()) {
      const inPage = counts[filter === 'withErrors' ? 'withErrors' : filter]
      const skipped = Math.max(0, offset - before)
      before += inPage
      if (inPage <= skipped) continue
      const page = this.#pageOf(first_row)
      found.push(...(page?.rowsWith(filter).slice(skipped, skipped + limit - found.length) ?? []))
      if (found.length >= limit) break
    }
    return found
  }

  #pages() {
    return this.#store
      .all<{ first_row: number; counts: string }>(
        'SELECT first_row, counts FROM match_pages ORDER BY first_row',
      )
      .map(({ first_row, counts }): { first_row: number; counts: PreviewCounts } => ({
        first_row,
        counts: JSON.parse(counts),
      }))
  }

  #pageOf(rowNumber: number): MatchPage | null {
    if (this.#last?.has(rowNumber)) return this.#last
    const row = this.#store.get<PageRow>(
      `SELECT ${FIELDS} FROM match_pages WHERE first_row <= ? ORDER BY first_row DESC LIMIT 1`,
      rowNumber,
    )
    const page = row ? new MatchPage(row) : null
    if (!page?.has(rowNumber)) return null
    this.#last = page
    return page
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array) =>
  Buffer.from(buffer, byteOffset, byteLength)

/** One page of matched rows. */
class MatchPage {
  readonly #rowNumbers: Uint32Array
  readonly #row: PageRow
  #ids: Map<number, string | null> | null = null
  #reasons: Record<number, string> | null = null

  constructor(row: PageRow) {
    this.#row = row
    // A copy: the bytes of a blob may begin anywhere.
    this.#rowNumbers = new Uint32Array(new Uint8Array(row.rows).buffer)
  }

  get rowNumbers(): Uint32Array {
    return this.#rowNumbers
  }

  get lastRow(): number | undefined {
    return this.#rowNumbers.at(-1)
  }

  has(rowNumber: number): boolean {
    return this.#placeOf(rowNumber) >= 0
  }

  actionOf(rowNumber: number): number {
    return this.#row.actions[this.#placeOf(rowNumber)] ?? 0
  }

  matchOf(rowNumber: number): RowMatch {
    const place = this.#placeOf(rowNumber)
    this.#ids ??= this.#idsByPlace()
    this.#reasons ??= JSON.parse(this.#row.reasons)
    return {
      action: MATCH_ACTIONS[this.#row.actions[place] ?? 0] ?? 'create',
      matchedId: this.#ids.get(place) ?? null,
      reason: this.#reasons?.[place] ?? null,
    }
  }

  rowsWith(filter: Filter): number[] {
    const { actions, withheld } = this.#row
    const bytes = filter === 'withErrors' ? withheld : actions
    const wanted = filter === 'withErrors' ? 1 : MATCH_ACTIONS.indexOf(filter)
    return [...this.#rowNumbers].filter((_, place) => bytes[place] === wanted)
  }

  #idsByPlace(): Map<number, string | null> {
    const ids: (string | null)[] = JSON.parse(this.#row.ids)
    const byPlace = new Map<number, string | null>()
    this.#row.actions.forEach((action, place) => {
      if (action === UPDATE) byPlace.set(place, ids[byPlace.size] ?? null)
    })
    return byPlace
  }

  #placeOf(rowNumber: number): number {
    const rows = this.#rowNumbers
    let low = 0
    let high = rows.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = rows[middle] ?? 0
      if (found === rowNumber) return middle
      if (found < rowNumber) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}
