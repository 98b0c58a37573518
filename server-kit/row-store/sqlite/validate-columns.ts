import type { CellError } from '../../values/cell-rule.ts'
import { Slice, type Steps } from './slices.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'
import { cellColumn } from './store-schema.ts'

/** Cells judged before the clock is asked again. */
const CELLS = 4000
const VALUES = 1000

const asJson = (error: CellError | null) => (error === null ? null : JSON.stringify(error))

/** Judges all pending columns by their built-in rules, and those that become pending meanwhile. */
export function* validateColumns(store: StoreFile): Steps<void> {
  for (;;) {
    const pending = store.mappedColumns().filter(({ isJudged }) => !isJudged)
    if (pending.length === 0) return
    begin(store, pending)
    const grouped = pending.filter(({ distinctValues }) => distinctValues !== null)
    const ungrouped = pending.filter(({ distinctValues }) => distinctValues === null)
    if (ungrouped.length > 0) yield* judgeRows(store, ungrouped)
    for (const column of grouped) yield* judgeValues(store, column)
  }
}

function begin(store: StoreFile, columns: MappedColumn[]) {
  store.transaction(() => {
    for (const { place } of columns) {
      store.run("UPDATE import_columns SET status = 'validating' WHERE place = ?", place)
      store.progress.set(place, 0)
    }
  })
  store.forgetColumns()
}

/** Those that still have the rule they began with. */
function unchanged(store: StoreFile, columns: MappedColumn[]) {
  const now = store.columns()
  return columns.filter(({ place, version }) => now[place]?.version === version)
}

function end(store: StoreFile, columns: MappedColumn[]) {
  store.transaction(() => {
    for (const { place, rule } of columns) {
      const status = rule.hasHostRule ? 'validating' : 'done'
      store.run(
        'UPDATE import_columns SET is_judged = 1, status = ? WHERE place = ?',
        status,
        place,
      )
      store.progress.set(place, 1)
      store.decisions.forget(place)
    }
  })
  store.forgetColumns()
}

/** Columns that nobody has opened: one pass over the rows, all columns at once; only errors are kept. */
function* judgeRows(store: StoreFile, started: MappedColumn[]): Steps<void> {
  const slice = new Slice()
  for (const column of started) yield* forgetErrors(store, column)
  let columns = unchanged(store, started)
  let after = 0
  while (columns.length > 0) {
    const cells = columns.map(({ place }) => cellColumn(place)).join(', ')
    const limit = Math.max(20, Math.floor(CELLS / columns.length))
    const rows = store.tuples<[number, ...string[]]>(
      `SELECT row_number, ${cells} FROM import_rows WHERE row_number > ?
       ORDER BY row_number LIMIT ${limit}`,
      after,
    )
    const last = rows.at(-1)
    if (!last) break
    judgePage(store, columns, rows)
    after = last[0]
    for (const { place } of columns) store.progress.set(place, after / store.lastRow)
    if (!slice.isOver()) continue
    yield
    columns = unchanged(store, columns)
  }
  end(store, columns)
}

function* forgetErrors(store: StoreFile, { place }: MappedColumn): Steps<void> {
  const slice = new Slice()
  const forget = () =>
    store.run(
      `UPDATE column_values SET error = NULL, host_error = NULL
       WHERE place = @place AND value IN
         (SELECT value FROM column_values
          WHERE place = @place AND skipped = 0 AND effective_error IS NOT NULL
            AND correction IS NULL
          LIMIT ${VALUES * 5})`,
      { place },
    )
  while (forget() > 0) if (slice.isOver()) yield
  store.decisions.forget(place)
}

function judgePage(store: StoreFile, columns: MappedColumn[], rows: [number, ...string[]][]) {
  const found = columns.map((column, at) => {
    const judge = store.judge(column)
    const errors = new Map<string, CellError>()
    for (const row of rows) {
      const cell = String(row[at + 1])
      const error = judge.error(cell)
      if (error !== null) errors.set(cell, error)
    }
    return { place: column.place, errors }
  })
  if (found.every(({ errors }) => errors.size === 0)) return
  store.transaction(() => {
    for (const { place, errors } of found) {
      for (const [value, error] of errors) saveError(store, place, { value, error })
    }
  })
}

const saveError = (
  store: StoreFile,
  place: number,
  { value, error }: { value: string; error: CellError },
) =>
  store.run(
    `INSERT INTO column_values (place, value, error) VALUES (?, ?, ?)
     ON CONFLICT (place, value) DO UPDATE SET error = excluded.error WHERE error IS NOT excluded.error`,
    place,
    value,
    asJson(error),
  )

interface Judged {
  value: string
  correction: string | null
}

/** Columns whose distinct values are known: those alone, and the corrections. */
function* judgeValues(store: StoreFile, column: MappedColumn): Steps<void> {
  const { place, distinctValues } = column
  const slice = new Slice()
  let after: string | null = null
  let done = 0
  while (unchanged(store, [column]).length > 0) {
    const values: Judged[] = store.all(
      `SELECT value, correction FROM column_values
       WHERE place = @place ${after === null ? '' : 'AND value > @after'}
       ORDER BY value LIMIT ${VALUES}`,
      { place, after },
    )
    const last = values.at(-1)
    if (!last) return end(store, [column])
    judgeDistinct(store, column, values)
    after = last.value
    done += values.length
    store.progress.set(place, done / Math.max(1, distinctValues ?? 1))
    if (slice.isOver()) yield
  }
}

function judgeDistinct(store: StoreFile, column: MappedColumn, values: Judged[]) {
  const judge = store.judge(column)
  store.transaction(() => {
    for (const { value, correction } of values) {
      // A host's verdict on the value comes again after this one.
      store.run(
        `UPDATE column_values
         SET error = @error, host_error = NULL, correction_error = @correctionError
         WHERE place = @place AND value = @value
           AND (error IS NOT @error OR host_error IS NOT NULL
             OR correction_error IS NOT @correctionError)`,
        {
          error: asJson(judge.error(value)),
          correctionError: correction === null ? null : asJson(judge.error(correction)),
          place: column.place,
          value,
        },
      )
    }
  })
  store.decisions.forget(column.place)
}
