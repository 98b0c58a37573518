import type { CellRule, CellValue } from '../../values/cell-rule.ts'
import type { BuiltCell, BuiltRow } from '../row-store.ts'

type CellTarget = Pick<BuiltCell, 'source' | 'target' | 'entityLink'>

/** A built row as it crosses threads: sending objects by the cell would cost more than building them. */
export interface PackedRow extends Omit<BuiltRow, 'cells'> {
  /** Places of the withheld cells. */
  withheld: number[]
  /** Places of the cells with a decision of their own; absent: none. */
  own?: number[]
  values: CellValue[]
  /** Null where it is the value itself. */
  mapped: (string | null)[]
}

export interface PackedRows {
  targets: CellTarget[]
  rows: PackedRow[]
}

export const targetsOf = (rules: readonly CellRule[]): CellTarget[] =>
  rules.map(({ source, target, entityLink }) => ({ source, target, entityLink }))

/** The cells of a row, as lists. */
export const packCells = (cells: readonly BuiltCell[]) => ({
  withheld: cells.flatMap((cell, place) => (cell.withheld ? [place] : [])),
  ...(cells.some(({ own }) => own) && {
    own: cells.flatMap((cell, place) => (cell.own ? [place] : [])),
  }),
  values: cells.map(({ value }) => value),
  mapped: cells.map(({ value, mapped }) => (value === mapped ? null : mapped)),
})

export const unpackRows = ({ targets, rows }: PackedRows): BuiltRow[] =>
  rows.map((row) => ({
    rowNumber: row.rowNumber,
    action: row.action,
    matchedId: row.matchedId,
    reason: row.reason,
    key: row.key,
    links: row.links,
    cells: unpackCells(row, targets),
    raw: row.raw,
  }))

// Written out: spreading took most of the time.
function unpackCells(
  { withheld, own, values, mapped }: PackedRow,
  targets: CellTarget[],
): BuiltCell[] {
  return targets.map(({ source, target, entityLink }, place) => {
    const value = values[place] ?? null
    return {
      source,
      target,
      entityLink,
      withheld: withheld.length > 0 && withheld.includes(place),
      own: own !== undefined && own.includes(place),
      value,
      mapped: mapped[place] ?? String(value ?? ''),
    }
  })
}
