import type { Value } from '../../contract/index.ts'
import { ImportError } from '../../errors.ts'
import type { CellError } from '../../values/cell-rule.ts'
import type { Decision } from '../row-store.ts'
import { groupColumn } from './group-column.ts'
import type { Steps } from './slices.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'
import { VALUE_FIELDS, type ValueRow } from './value-order.ts'
import { toValue } from './value-page.ts'

/** What a decision makes of a value. */
export interface Decided {
  correction: string | null
  correctionError: CellError | null
  skipped: number
}

const NOTHING: Decided = { correction: null, correctionError: null, skipped: 0 }
const SKIPPED: Decided = { correction: null, correctionError: null, skipped: 1 }

/** See `RowStore.decide`. */
export function* decideValue(store: StoreFile, decision: Decision): Steps<Value> {
  store.mappedColumn(decision.source)
  yield* groupColumn(store, decision.source)
  const column = store.mappedColumn(decision.source)
  return store.transaction(() => {
    const before = read(store, column, decision)
    const isIdle = decision.action === 'unskip' && before.skipped === 0
    if (isIdle) return toValue(store, column, before)
    const decided = decidedBy(store, column, decision)
    saveDecision(store, column, { value: decision.value, decided })
    if (column.rule.isUnique) judgeAgain(store, column)
    const after = read(store, column, decision)
    if (!isEqual(before, after)) store.outdateMatches(decision.source)
    return toValue(store, column, after)
  })
}

/** The same decision once more: otherwise a large file would be matched again for nothing. */
const isEqual = (before: ValueRow, after: ValueRow) =>
  JSON.stringify(before) === JSON.stringify(after)

function read(store: StoreFile, { place }: MappedColumn, { source, value }: Decision): ValueRow {
  const row = store.get<ValueRow>(
    `SELECT ${VALUE_FIELDS} FROM column_values WHERE place = ? AND value = ?`,
    place,
    value,
  )
  if (row) return row
  throw new ImportError('invalid_request', `No row has this value in the column “${source}”.`)
}

function decidedBy(store: StoreFile, column: MappedColumn, decision: Decision): Decided {
  const { action, value, correction, hostError } = decision
  if (action === 'skip') return SKIPPED
  if (action !== 'correct') return NOTHING
  if (correction === undefined) {
    throw new ImportError('invalid_request', 'A correction needs the new value.')
  }
  return corrected(store, column, { value, correction, hostError })
}

interface Correction {
  value: string
  correction: string
  hostError?: CellError | null | undefined
}

/** A blank correction is a skip; the value itself is none. */
export function corrected(
  store: StoreFile,
  column: MappedColumn,
  { value, correction, hostError }: Correction,
): Decided {
  if (correction.trim() === '') return SKIPPED
  if (correction === value) return NOTHING
  const correctionError = store.judge(column).error(correction) ?? hostError ?? null
  return { correction, correctionError, skipped: 0 }
}

interface Saved {
  value: string
  decided: Decided
}

/** Writes a decision; the caller has the transaction. */
export function saveDecision(
  store: StoreFile,
  column: MappedColumn,
  { value, decided }: Saved,
): void {
  const { correction, correctionError, skipped } = decided
  store.run(
    `UPDATE column_values
     SET correction = ?, correction_error = ?, skipped = ?, error = ?, remembered = 2
     WHERE place = ? AND value = ?`,
    correction,
    correctionError === null ? null : JSON.stringify(correctionError),
    skipped,
    // A pass that runs may not have come here yet.
    asJson(store.judge(column).error(value)),
    column.place,
    value,
  )
  store.decisions.forget(column.place)
}

const asJson = (error: CellError | null) => (error === null ? null : JSON.stringify(error))

/** The host has yet to see what a change has made of the column. */
export function judgeAgain(store: StoreFile, { place }: MappedColumn): void {
  store.run("UPDATE import_columns SET status = 'pending', is_judged = 0 WHERE place = ?", place)
  store.forgetColumns()
}
