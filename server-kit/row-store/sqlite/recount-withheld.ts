import type { MatchPlan } from '../row-store.ts'
import { CellBuilder } from './built-cells.ts'
import { currentPass, mayWithhold, previewCounts } from './match-rows.ts'
import type { Steps } from './slices.ts'
import type { StoreFile } from './store-file.ts'
import { cellColumn } from './store-schema.ts'
import type { RowTuple } from './typed-rows.ts'

/** See `RowStore.recountWithheld`: nobody is asked, and what the rows do stays. */
export function* recountWithheld(store: StoreFile, plan: MatchPlan): Steps<boolean> {
  if (!isEnough(store, plan)) return false
  const pass = currentPass(store)
  store.run("UPDATE store SET match_status = 'matching', matched_rows = 0")
  let withErrors = 0
  for (const { first, last } of store.matches.ranges()) {
    const withheld = withheldRows(store, first, last)
    const isOvertaken = store.transaction(() => {
      if (currentPass(store) !== pass) return true
      const counted = store.matches.saveWithheld(first, withheld)
      withErrors += counted.withheld
      store.run('UPDATE store SET matched_rows = matched_rows + ?', counted.rows)
      return false
    }, 'lasting later')
    if (isOvertaken) return true
    yield
  }
  store.run(
    `UPDATE store SET match_status = 'done', match_problem = NULL, match_counts = ?
     WHERE match_pass = ? AND match_status <> 'pending'`,
    JSON.stringify({ ...previewCounts(store), withErrors }),
    pass,
  )
  return true
}

interface Outdated {
  match_scope: string
  match_status: string
  match_plan: string | null
}

function isEnough(store: StoreFile, plan: MatchPlan) {
  const now = store.get<Outdated>('SELECT match_scope, match_status, match_plan FROM store')
  return (
    now?.match_scope === 'withheld' &&
    now.match_status !== 'done' &&
    now.match_plan === JSON.stringify(plan)
  )
}

/** The numbers of the rows that have withheld cells. */
function withheldRows(store: StoreFile, first: number, last: number): Set<number> {
  const columns = store.mappedColumns().filter((column) => mayWithhold(store, column))
  if (columns.length === 0) return new Set()
  const tuples = store.tuples<RowTuple>(
    `SELECT row_number, ${columns.map(({ place }) => cellColumn(place)).join(', ')}
     FROM import_rows WHERE row_number BETWEEN ? AND ?`,
    first,
    last,
  )
  const builder = new CellBuilder(store, first, last)
  const isWithheld = (tuple: RowTuple) =>
    columns.some((column, at) => builder.isWithheld(column, tuple[0], String(tuple[at + 1])))
  return new Set(tuples.filter(isWithheld).map(([rowNumber]) => rowNumber))
}
