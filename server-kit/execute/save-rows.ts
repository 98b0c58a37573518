import { checkLoaded, checkSaveResults } from '../importer/host-answers.ts'
import type { ImportRecord, LoadedRecord, SaveResult } from '../importer/importer.ts'
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
  const records = rows.map((row) => recordOf(execution, row, loaded))
  return yield* split(batch, records, (inner, some) =>
    save(execution, inner, {
      records: some,
      onHandedOver: some === records ? onHandedOver : null,
    }),
  )
}

function* save(
  execution: Execution,
  batch: Batch,
  {
    records,
    onHandedOver,
  }: { records: readonly ImportRecord[]; onHandedOver: (() => void) | null },
): BatchSteps<SaveResult[]> {
  const { importer } = execution
  const by = `save of ${importer.entityType}`
  const answer = importer.save([...records], contextOf(execution, batch))
  onHandedOver?.()
  const results = yield* batch.wait(answer, by)
  const rows = records.map(({ rowNumber }) => rowNumber)
  const host = { importer: importer.entityType, call: 'save', rows }
  return checkSaveResults(results, records.length, host)
}

/** The records to update, where a list of theirs is to be merged: else nothing needs loading. */
function* loadLists(
  execution: Execution,
  batch: Batch,
  rows: readonly RowToSave[],
): BatchSteps<Map<string, LoadedRecord>> {
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
  loaded: Map<string, LoadedRecord>,
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
