import type { BulkAnswer, ChangedValue } from '../../contract/index.ts'
import type { BulkChange, BulkResult } from '../row-store.ts'
import {
  followingRows,
  MOST_SAMPLES,
  parsedError,
  PREVIEWED,
  textNow,
  type Counted,
  type Previewed,
} from './bulk-values.ts'
import { judgeAgain } from './decide-value.ts'
import { groupColumn } from './group-column.ts'
import { replaceText } from './replace-in-bulk.ts'
import { Slice, type Steps } from './slices.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'

const PAGE = 1000

/** See `RowStore.bulk`. */
export function* changeInBulk(store: StoreFile, change: BulkChange): Steps<BulkResult> {
  store.mappedColumn(change.source)
  yield* groupColumn(store, change.source)
  const column = store.mappedColumn(change.source)
  if (change.action === 'replace') return yield* replaceText(store, column, change)
  if (change.preview) return previewSets(store, column, change)
  const answer = yield* changeSets(store, column, change)
  if (column.rule.isUnique && answer.changedValues > 0) judgeAgain(store, column)
  return answer
}

type SetChange = Exclude<BulkChange, { action: 'replace' }>

// Each condition has its index; a changed value leaves the set.
const SETS: Record<SetChange['action'], { conditions: string[]; skipped: 0 | 1 }> = {
  skip_errors: { conditions: ['skipped = 0 AND effective_error IS NOT NULL'], skipped: 1 },
  undo: { conditions: ['skipped = 1', 'skipped = 0 AND correction IS NOT NULL'], skipped: 0 },
}

function* changeSets(
  store: StoreFile,
  { place, rule, source }: MappedColumn,
  { action }: SetChange,
): Steps<BulkResult> {
  const slice = new Slice()
  const changed = { changedValues: 0, changedRows: 0 }
  const { conditions, skipped } = SETS[action]
  const isUndoing = action === 'undo' && rule.isRemembered === true
  const undone: string[] = []
  const changePage = (condition: string) =>
    store.transaction(() => {
      const values = store.all<Counted>(
        `UPDATE column_values SET skipped = ${skipped}, correction = NULL, correction_error = NULL,
           remembered = 2
         WHERE place = @place AND value IN
           (SELECT value FROM column_values WHERE place = @place AND ${condition} LIMIT ${PAGE})
         RETURNING value, rows`,
        { place },
      )
      if (values.length > 0) store.outdateMatches(source)
      return values
    })
  for (const condition of conditions) {
    for (let page = changePage(condition); page.length > 0; page = changePage(condition)) {
      store.decisions.forget(place)
      changed.changedValues += page.length
      for (const row of page) changed.changedRows += followingRows(store, place, row)
      if (isUndoing) undone.push(...page.map(({ value }) => value))
      if (slice.isOver()) yield
    }
  }
  return isUndoing ? { ...changed, undone } : changed
}

/** What `changeSets` would do, the values with the most rows first. */
function previewSets(store: StoreFile, { place }: MappedColumn, { action }: SetChange): BulkAnswer {
  const changed = { changedValues: 0, changedRows: 0 }
  const samples: ChangedValue[] = []
  for (const condition of SETS[action].conditions) {
    const counted = store.get<{ count: number; rows: number }>(
      `SELECT count(*) AS count, coalesce(sum(rows), 0) AS rows FROM column_values
       WHERE place = @place AND ${condition}`,
      { place },
    )
    const own = store.get<{ count: number }>(
      `SELECT count(*) AS count FROM cell_decisions AS own WHERE place = @place AND EXISTS
         (SELECT 1 FROM column_values WHERE place = @place AND value = own.value AND ${condition})`,
      { place },
    )
    changed.changedValues += counted?.count ?? 0
    changed.changedRows += (counted?.rows ?? 0) - (own?.count ?? 0)
    const rows = store.all<Previewed>(
      `SELECT ${PREVIEWED} FROM column_values WHERE place = @place AND ${condition}
       ORDER BY rows DESC, value LIMIT @limit`,
      { place, limit: MOST_SAMPLES - samples.length },
    )
    samples.push(...rows.map((row) => sampleOfSet(row, action)))
  }
  return { ...changed, samples }
}

function sampleOfSet(row: Previewed, action: SetChange['action']): ChangedValue {
  const { value, rows } = row
  return action === 'undo'
    ? { value, rows, before: textNow(row), after: value, error: parsedError(row.raw_error) }
    : { value, rows, before: textNow(row), after: '', error: null }
}
