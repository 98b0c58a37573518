import { MATCH_ACTIONS } from '../../contract/stages.ts'
import type { MatchResults } from '../row-store.ts'

/** What the rows of a page will do, as it crosses threads and is stored: by the column. */
export interface PackedMatches {
  rowNumbers: Uint32Array
  /** Places in `MATCH_ACTIONS`. */
  actions: Uint8Array
  /** 1 where a cell is withheld. */
  withheld: Uint8Array
  /** Of the rows that update, in their order; null: the record is made by an earlier row. */
  ids: (string | null)[]
  /** By the place of the row. */
  reasons: Record<number, string>
  links: MatchResults['links']
}

export const UPDATE = MATCH_ACTIONS.indexOf('update')

/** For so many rows, to be filled in. */
export const noMatches = (rows: number): PackedMatches => ({
  rowNumbers: new Uint32Array(rows),
  actions: new Uint8Array(rows),
  withheld: new Uint8Array(rows),
  ids: [],
  reasons: {},
  links: [],
})

export function packMatches({ rows, links }: MatchResults): PackedMatches {
  const packed = { ...noMatches(rows.length), links }
  // Not `from` with a function: for rows by the million that takes several times as long.
  rows.forEach(({ rowNumber, action, hasWithheld, matchedId, reason }, place) => {
    packed.rowNumbers[place] = rowNumber
    packed.actions[place] = MATCH_ACTIONS.indexOf(action)
    packed.withheld[place] = hasWithheld ? 1 : 0
    if (action === 'update') packed.ids.push(matchedId)
    if (reason !== null) packed.reasons[place] = reason
  })
  return packed
}
