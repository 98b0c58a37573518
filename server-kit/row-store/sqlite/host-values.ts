import type { CellError } from '../../values/cell-rule.ts'
import type { HostCell, HostValue } from '../row-store.ts'
import { saveCellError } from './decide-cell.ts'
import { groupColumn } from './group-column.ts'
import type { Steps } from './slices.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'

interface HostValuesQuery {
  source: string
  after: string | null
  limit: number
}

interface DecidedValue {
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
  const found: HostValue[] = []
  let last = after
  for (;;) {
    const page: DecidedValue[] = store.all(
      `SELECT value, correction, rows, skipped FROM column_values
       WHERE place = @place ${last === null ? '' : 'AND value > @last'} ORDER BY value LIMIT @limit`,
      { place: column.place, last, limit },
    )
    for (const row of page) {
      found.push(...askable(store, column, row))
      if (found.length >= limit) return found
    }
    last = page.at(-1)?.value ?? null
    if (page.length < limit) return found
    yield
  }
}

/** The value as read, and its correction: an undone one must have its verdict without asking again. */
function askable(store: StoreFile, column: MappedColumn, row: DecidedValue): HostValue[] {
  const { value, correction } = row
  const rows = row.rows - store.cells.rowsOf(column.place, value)
  const skipped = row.skipped === 1
  const texts = correction === null ? [value] : [value, correction]
  return texts.flatMap((text, at) => {
    const parsed = store.judge(column).parse(text)
    const isEffective = at === texts.length - 1
    return parsed.ok && parsed.value !== null
      ? [{ value, text, typed: parsed.value, rows: isEffective ? rows : 0, skipped }]
      : []
  })
}

interface Verdict {
  text: string
  error: CellError | null
}

/** See `RowStore.saveHostVerdicts`. A correction is never the value itself. */
export function saveHostVerdicts(
  store: StoreFile,
  source: string,
  verdicts: readonly (Verdict & { value: string })[],
): void {
  const { place } = store.mappedColumn(source)
  // A column whose verdicts did not last is asked for again.
  store.transaction(() => {
    saveVerdicts(store, { place, verdicts, sql: ON_VALUES })
    saveVerdicts(store, { place, verdicts, sql: ON_CORRECTIONS })
  }, 'lasting later')
  store.decisions.forget(place)
}

const FOUND = `(SELECT value ->> 0 AS value, value ->> 1 AS text, nullif(value -> 2, 'null') AS error
  FROM json_each(@verdicts))`
// Only what changes is touched: nearly all are right, as they were. The values are there already.
const ON_VALUES = `INSERT INTO column_values (place, value, host_error)
  SELECT @place, value, error FROM ${FOUND} WHERE value = text
  ON CONFLICT (place, value) DO UPDATE SET host_error = excluded.host_error
    WHERE host_error IS NOT excluded.host_error`
const ON_CORRECTIONS = `INSERT INTO column_values (place, value, correction, correction_error)
  SELECT @place, value, text, error FROM ${FOUND} WHERE value <> text
  ON CONFLICT (place, value) DO UPDATE SET correction_error = excluded.correction_error
    WHERE correction = excluded.correction AND correction_error IS NOT excluded.correction_error`

interface Saving {
  place: number
  verdicts: readonly (Verdict & { value: string })[]
  sql: string
}

function saveVerdicts(store: StoreFile, { place, verdicts, sql }: Saving) {
  const some = verdicts.filter(({ value, text }) => (value === text) === (sql === ON_VALUES))
  if (some.length === 0) return
  store.run(sql, {
    place,
    verdicts: JSON.stringify(some.map(({ value, text, error }) => [value, text, error])),
  })
}

interface HostCellsQuery {
  source: string
  after: number
  limit: number
}

/** See `RowStore.cellsForHost`. */
export function hostCells(store: StoreFile, { source, after, limit }: HostCellsQuery): HostCell[] {
  const column = store.mappedColumn(source)
  const found: HostCell[] = []
  for (let last = after; !store.cells.isEmpty && found.length < limit;) {
    const page = store.cells.after(column.place, last, limit)
    for (const { rowNumber, correction: text } of page) {
      const parsed = text === null ? null : store.judge(column).parse(text)
      if (text !== null && parsed?.ok && parsed.value !== null) {
        found.push({ rowNumber, text, typed: parsed.value })
      }
    }
    if (page.length < limit) break
    last = page.at(-1)?.rowNumber ?? last
  }
  return found
}

/** See `RowStore.saveHostCellVerdicts`. */
export function saveHostCellVerdicts(
  store: StoreFile,
  source: string,
  verdicts: readonly (Verdict & { rowNumber: number })[],
): void {
  const { place } = store.mappedColumn(source)
  store.transaction(() => {
    for (const verdict of verdicts) saveCellError(store, place, verdict)
  })
}

/** See `RowStore.hostDone`. */
export function hostDone(store: StoreFile, source: string, problem?: string): void {
  const { place } = store.mappedColumn(source)
  // A rule that changed meanwhile made the column pending again.
  store.run(
    "UPDATE import_columns SET status = 'done', problem = ? WHERE place = ? AND is_judged = 1",
    problem ?? null,
    place,
  )
  store.forgetColumns()
}
