import type { Cell } from '../../contract/index.ts'
import { ImportError } from '../../errors.ts'
import type { CellError } from '../../values/cell-rule.ts'
import type { CellDecision } from '../row-store.ts'
import { judgeAgain } from './decide-value.ts'
import { readCell } from './read-cell.ts'
import { Slice, type Steps } from './slices.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'

/** What is kept of a decision; null: the cell follows the decision on its value. */
type Kept = { correction: string | null; error: CellError | null; skipped: number } | null

const SKIPPED: Kept = { correction: null, error: null, skipped: 1 }

/** See `RowStore.decideCell`. */
export function decideCell(store: StoreFile, decision: CellDecision): Cell {
  const column = store.mappedColumn(decision.source)
  return store.transaction(() => {
    const before = readCell(store, decision)
    if (isIdle(before, decision)) return before
    keep(store, column, { cell: before, kept: keptOf(store, column, { before, decision }) })
    if (column.rule.isUnique) judgeAgain(store, column)
    const after = readCell(store, decision)
    if (JSON.stringify(after) !== JSON.stringify(before)) store.outdateMatches(decision.source)
    return after
  })
}

const isIdle = (before: Cell, { action }: CellDecision) =>
  (action === 'undo' && !before.own) || (action === 'unskip' && !before.skipped)

interface Deciding {
  before: Cell
  decision: CellDecision
}

function keptOf(store: StoreFile, column: MappedColumn, { before, decision }: Deciding): Kept {
  const { action, correction, hostError = null } = decision
  const corrected = (text: string): Kept => ({
    correction: text,
    error: store.judge(column).error(text) ?? hostError,
    skipped: 0,
  })
  if (action === 'undo') return null
  if (action === 'skip') return SKIPPED
  if (action === 'unskip') {
    const isValueSkipped = store.decisions.of(column.place, before.value)?.isSkipped
    // Otherwise the cell would stay skipped, with its value.
    return isValueSkipped ? corrected(before.value) : null
  }
  if (correction === undefined) {
    throw new ImportError('invalid_request', 'A correction needs the new value.')
  }
  return correction.trim() === '' ? SKIPPED : corrected(correction)
}

function keep(
  store: StoreFile,
  { place }: MappedColumn,
  { cell: { rowNumber, value }, kept }: { cell: Cell; kept: Kept },
) {
  if (kept === null) {
    store.run('DELETE FROM cell_decisions WHERE place = ? AND row_number = ?', place, rowNumber)
  } else {
    store.run(
      `INSERT OR REPLACE INTO cell_decisions
         (place, row_number, value, correction, correction_error, skipped)
       VALUES (?, ?, ?, ?, ?, ?)`,
      place,
      rowNumber,
      value,
      kept.correction,
      kept.error === null ? null : JSON.stringify(kept.error),
      kept.skipped,
    )
  }
  store.cells.forget()
}

const PAGE = 1000

/** Judges the own cells of a column by its rule as it is now; the host's verdicts come after. */
export function* judgeOwnCells(store: StoreFile, column: MappedColumn): Steps<void> {
  const slice = new Slice()
  let after = 0
  for (;;) {
    const page = store.cells.isEmpty ? [] : store.cells.after(column.place, after, PAGE)
    const last = page.at(-1)
    if (!last) return
    after = last.rowNumber
    store.transaction(() => {
      for (const { rowNumber, correction } of page) {
        const error = correction === null ? null : store.judge(column).error(correction)
        saveCellError(store, column.place, { rowNumber, text: correction, error })
      }
    })
    if (slice.isOver()) yield
  }
}

interface CellVerdict {
  rowNumber: number
  /** What was judged: another decision may have come meanwhile. */
  text: string | null
  error: CellError | null
}

/** Writes the verdict on an own cell's correction; the caller has the transaction. */
export function saveCellError(
  store: StoreFile,
  place: number,
  { rowNumber, text, error }: CellVerdict,
): void {
  store.run(
    `UPDATE cell_decisions SET correction_error = ?
     WHERE place = ? AND row_number = ? AND correction IS ?`,
    error === null ? null : JSON.stringify(error),
    place,
    rowNumber,
    text,
  )
  store.cells.forget()
}
