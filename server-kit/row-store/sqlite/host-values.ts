import type { CellError } from '../../values/cell-rule.ts'
import type { HostValue } from '../row-store.ts'
import { groupColumn } from './group-column.ts'
import type { Steps } from './slices.ts'
import type { StoreFile } from './store-file.ts'

interface HostValuesQuery {
  source: string
  after: string | null
  limit: number
}

interface Effective {
  value: string
  correction: string | null
  rows: number
  skipped: number
}

/** See `RowStore.valuesForHost`. */
export function* hostValues(
  store: StoreFile,
  { source, after, limit }: HostValuesQuery,
): Steps<HostValue[]> {
  yield* groupColumn(store, source)
  const column = store.mappedColumn(source)
  const judge = store.judge(column)
  const found: HostValue[] = []
  let last = after
  while (found.length < limit) {
    const page: Effective[] = store.all(
      `SELECT value, correction, rows, skipped FROM column_values
       WHERE place = @place ${last === null ? '' : 'AND value > @last'} ORDER BY value LIMIT @limit`,
      { place: column.place, last, limit },
    )
    for (const { value, correction, rows, skipped } of page) {
      const parsed = judge.parse(correction ?? value)
      if (parsed.ok && parsed.value !== null) {
        found.push({ value, typed: parsed.value, rows, skipped: skipped === 1 })
      }
    }
    last = page.at(-1)?.value ?? null
    if (page.length < limit) break
    yield
  }
  return found.slice(0, limit)
}

/** See `RowStore.saveHostVerdicts`. */
export function saveHostVerdicts(
  store: StoreFile,
  source: string,
  verdicts: { value: string; error: CellError | null }[],
): void {
  const { place } = store.mappedColumn(source)
  store.transaction(() => {
    for (const { value, error } of verdicts) {
      store.run(
        `UPDATE column_values SET
           host_error = CASE WHEN correction IS NULL THEN @error ELSE host_error END,
           correction_error = CASE WHEN correction IS NULL THEN NULL ELSE @error END
         WHERE place = @place AND value = @value`,
        { error: error === null ? null : JSON.stringify(error), place, value },
      )
    }
  })
  store.decisions.forget(place)
}

/** See `RowStore.hostDone`. */
export function hostDone(store: StoreFile, source: string): void {
  const { place } = store.mappedColumn(source)
  // A rule that changed meanwhile made the column pending again.
  store.run("UPDATE import_columns SET status = 'done' WHERE place = ? AND is_judged = 1", place)
  store.forgetColumns()
}
