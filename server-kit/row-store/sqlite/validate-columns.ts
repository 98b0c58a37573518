import type { CellError } from '../../values/cell-rule.ts'
import { judgeRemembered } from './correct-remembered.ts'
import { judgeOwnCells } from './decide-cell.ts'
import { FoundErrors } from './found-errors.ts'
import { groupAhead } from './group-column.ts'
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
    if (pending.length === 0) {
      // Nobody waits for it yet; when it fails, whoever opens the column tries again.
      groupAhead(store).catch(() => {})
      return
    }
    begin(store, pending)
    for (const column of pending) yield* judgeOwnCells(store, column)
    const grouped = pending.filter(({ distinctValues }) => distinctValues !== null)
    const ungrouped = pending.filter(({ distinctValues }) => distinctValues === null)
    for (const column of ungrouped) yield* judgeRemembered(store, column)
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
      const isOpen = rule.hasHostRule || rule.isUnique || rule.isRemembered
      const status = isOpen ? 'validating' : 'done'
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
  const found = new FoundErrors(store)
  let columns = unchanged(store, started)
  let after = 0
  while (columns.length > 0 && after < store.lastRow) {
    after = judgeSlice(store, columns, { after, slice, found })
    yield* found.write(() => unchanged(store, started), after >= store.lastRow)
    for (const { place } of columns) store.progress.set(place, after / store.lastRow)
    if (after < store.lastRow) yield
    columns = unchanged(store, columns)
  }
  end(store, columns)
}

interface Pass {
  after: number
  slice: Slice
  found: FoundErrors
}

/** Judges pages of rows until it is time to let others in; the last row it came to. */
function judgeSlice(store: StoreFile, columns: MappedColumn[], { after, slice, found }: Pass) {
  // Of a column that accepts everything no cell has to be read.
  const judged = columns.filter((column) => !store.judge(column).acceptsAll)
  if (judged.length === 0) return store.lastRow
  const cells = judged.map(({ place }) => cellColumn(place)).join(', ')
  const limit = Math.max(20, Math.floor(CELLS / judged.length))
  const sql = `SELECT row_number, ${cells} FROM import_rows WHERE row_number > ?
    ORDER BY row_number LIMIT ${limit}`
  for (let last = after; ;) {
    const rows = store.tuples<[number, ...string[]]>(sql, last)
    judgePage(store, judged, { rows, found })
    last = rows.at(-1)?.[0] ?? store.lastRow
    if (last >= store.lastRow || slice.isOver()) return last
  }
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

interface Page {
  rows: [number, ...string[]][]
  found: FoundErrors
}

function judgePage(store: StoreFile, columns: MappedColumn[], { rows, found }: Page) {
  columns.forEach((column, at) => {
    const judge = store.judge(column)
    for (const row of rows) {
      const cell = String(row[at + 1])
      const error = judge.error(cell)
      if (error !== null) found.add(column.place, cell, error)
    }
  })
}

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
