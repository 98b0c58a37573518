import type { Cell } from '../../contract/index.ts'
import { ImportError } from '../../errors.ts'
import type { CellError } from '../../values/cell-rule.ts'
import type { CellQuery } from '../row-store.ts'
import type { OwnCell } from './own-cells.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'
import { cellColumn } from './store-schema.ts'

/** See `RowStore.cell`. */
export function readCell(store: StoreFile, { source, rowNumber }: CellQuery): Cell {
  const column = store.mappedColumn(source)
  const row = store.get<{ value: string }>(
    `SELECT ${cellColumn(column.place)} AS value FROM import_rows WHERE row_number = ?`,
    rowNumber,
  )
  if (!row) throw new ImportError('invalid_request', `The file has no row ${rowNumber}.`)
  const own = store.cells.at(column.place, rowNumber)
  return own ? toCell(store, column, own) : cellOfValue(store, column, { rowNumber, ...row })
}

/** What the reviewer sees of a cell with a decision of its own. */
export function toCell(store: StoreFile, column: MappedColumn, own: OwnCell): Cell {
  const { value, rowNumber, isSkipped } = own
  return {
    rowNumber,
    source: column.source,
    value,
    mapped: mappedText(store, column, own.correction ?? value),
    error: isSkipped ? verdictOn(store, column, value) : own.error,
    // A cell that stays as read, against the decision on its value, is not corrected.
    correction: own.correction === value ? null : own.correction,
    skipped: isSkipped,
    own: true,
  }
}

function cellOfValue(
  store: StoreFile,
  column: MappedColumn,
  { rowNumber, value }: { rowNumber: number; value: string },
): Cell {
  const decided = decidedOf(store, column, value)
  const correction = decided?.correction ?? null
  return {
    rowNumber,
    source: column.source,
    value,
    mapped: mappedText(store, column, correction ?? value),
    error:
      correction === null
        ? verdictOn(store, column, value)
        : parsedError(decided?.correctionError ?? null),
    correction,
    skipped: decided?.skipped === 1,
    own: false,
  }
}

function mappedText(store: StoreFile, column: MappedColumn, text: string) {
  const parsed = store.judge(column).parse(text)
  return parsed.ok ? parsed.mapped : ''
}

interface DecidedValue {
  correction: string | null
  correctionError: string | null
  hostError: string | null
  skipped: number
}

const decidedOf = (store: StoreFile, { place }: MappedColumn, value: string) =>
  store.get<DecidedValue>(
    `SELECT correction, correction_error AS correctionError, host_error AS hostError, skipped
     FROM column_values WHERE place = ? AND value = ?`,
    place,
    value,
  )

const parsedError = (json: string | null): CellError | null =>
  json === null ? null : JSON.parse(json)

/** On a value as read, whatever was decided about it; a pass that runs may not have come there yet. */
const verdictOn = (store: StoreFile, column: MappedColumn, value: string) =>
  store.judge(column).error(value) ??
  parsedError(decidedOf(store, column, value)?.hostError ?? null)
