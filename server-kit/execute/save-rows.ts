import { checkLoaded, checkSaveResults } from '../importer/host-answers.ts'
import type { ImportRecord, LoadedRecord, MaybePromise, SaveResult } from '../importer/importer.ts'
import type { Batch, BatchSteps } from '../model/batch.ts'
import type { RowToWrite } from '../row-store/row-store.ts'
import { contextOf, type Execution } from './execution.ts'
import { split, type Outcome } from './split.ts'

/** A row with what it is to do, its record's id and its links. */
export interface RowToSave {
  row: RowToWrite
  /** Null: a new record. */
  id: string | null
  links: Record<string, string[]>
}

/**
 * Writes rows through the importer; those that it refuses or fails on are told apart, row by row.
 * `onHandedOver`: the importer has been given all of them, and gives new records their ids.
 */
export function* saveRows(
  execution: Execution,
  batch: Batch,
  { rows, onHandedOver }: { rows: readonly RowToSave[]; onHandedOver: () => void },
): BatchSteps<Outcome<SaveResult>[]> {
  const loaded = yield* loadLists(execution, batch, rows)
  return yield* split(batch, rows, (inner, some) =>
    save(execution, inner, { rows: some, loaded, ...(some === rows && { onHandedOver }) }),
  )
}

interface Saving {
  rows: readonly RowToSave[]
  loaded: Loaded
  onHandedOver?: () => void
}

function* save(
  execution: Execution,
  batch: Batch,
  { rows, loaded, onHandedOver }: Saving,
): BatchSteps<SaveResult[]> {
  const { importer } = execution
  const answer = handOver(execution, batch, { rows, loaded })
  onHandedOver?.()
  const results = yield* batch.wait(answer, `save of ${importer.entityType}`)
  const rowNumbers = rows.map(({ row }) => row.rowNumber)
  const host = { importer: importer.entityType, call: 'save', rows: rowNumbers }
  return checkSaveResults(results, rows.length, host)
}

/** By itself, so that nothing holds the records while the importer waits but what it needs of them. */
function handOver(
  execution: Execution,
  batch: Batch,
  { rows, loaded }: Saving,
): MaybePromise<SaveResult[]> {
  const records = rows.map((row) => recordOf(execution, row, loaded))
  return execution.importer.save(records, contextOf(execution, batch))
}

/** Records by their id. */
type Loaded = ReadonlyMap<string, LoadedRecord>

/** The records to update, where a list of theirs is to be merged: else nothing needs loading. */
function* loadLists(
  execution: Execution,
  batch: Batch,
  rows: readonly RowToSave[],
): BatchSteps<Loaded> {
  const { importer, lists } = execution
  if (lists.length === 0 || !importer.load) return new Map()
  const ids = rows.flatMap(({ row, id }) =>
    id !== null && lists.some((key) => Array.isArray(row.value(key))) ? [id] : [],
  )
  if (ids.length === 0) return new Map()
  const by = `load of ${importer.entityType}`
  const records = yield* batch.wait(importer.load(ids, contextOf(execution, batch)), by)
  const host = { importer: importer.entityType, call: 'load' }
  return new Map(checkLoaded(records, host).map((record) => [record.id, record]))
}

function recordOf(
  { record, importer, cells }: Execution,
  { row, id, links }: RowToSave,
  loaded: Loaded,
): ImportRecord {
  const before = id === null ? undefined : loaded.get(id)?.values
  const clears = id !== null && importer.blankCells === 'clear'
  return {
    rowNumber: row.rowNumber,
    idempotencyKey: `${record.id}:${row.rowNumber}`,
    action: id === null ? 'create' : 'update',
    id,
    values: cells.of({ row, clears, before }),
    links,
  }
}
