import type { MatchPlan, BuiltRow, MatchKey } from '../row-store/row-store.ts'
import { keysOf } from '../values/fold-key.ts'

/** Why no new record can be made of a row: the first required cell that is blank or withheld. */
export function missingOf(row: BuiltRow, plan: MatchPlan): string | null {
  const lacking = plan.required.find(({ source }) => {
    const cell = row.cells.find((candidate) => candidate.source === source)
    return !cell || cell.withheld || cell.value === null
  })
  return lacking?.message ?? null
}

/** All that a later row of the file can find this row's record by. */
export function allKeysOf(row: BuiltRow, plan: MatchPlan): MatchKey[] {
  return plan.keys.flatMap(({ source, field }) => {
    const cell = row.cells.find((candidate) => candidate.source === source)
    if (!cell || cell.withheld || cell.value === null) return []
    return [{ field, values: keysOf(cell.value) }]
  })
}
