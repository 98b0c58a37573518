import { checkLoaded, checkSaveResults } from '../importer/host-answers.ts'
import type { ImportRecord, LoadedRecord, SaveResult } from '../importer/importer.ts'
import { mergedValue } from '../matching/merge-lists.ts'
import type { Batch, BatchSteps } from '../model/batch.ts'
import type { RowToWrite } from '../row-store/row-store.ts'
import type { CellValue } from '../values/cell-rule.ts'
import { contextOf, type Execution } from './execution.ts'
import { split, type Outcome } from './split.ts'

/** A row with what it is to do, its record's id and its links. */
export interface RowToSave {
  row: RowToWrite
  /** Null: a new record. */
  id: string | null
  links: Record<string, string[]>
}

/** Writes rows through the importer; those that it refuses or fails on are told apart, row by row. */
export function* saveRows(
  execution: Execution,
  batch: Batch,
  rows: readonly RowToSave[],
): BatchSteps<Outcome<SaveResult>[]> {
  const loaded = yield* loadLists(execution, batch, rows)
  const records = rows.map((row) => recordOf(execution, row, loaded))
  return yield* split(batch, records, (inner, some) => save(execution, inner, some))
}

function* save(
  execution: Execution,
  batch: Batch,
  records: readonly ImportRecord[],
): BatchSteps<SaveResult[]> {
  const { importer } = execution
  const by = `save of ${importer.entityType}`
  const results = yield* batch.wait(importer.save([...records], contextOf(execution, batch)), by)
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
  { record, importer, writable }: Execution,
  { row, id, links }: RowToSave,
  loaded: Map<string, LoadedRecord>,
): ImportRecord {
  const before = id === null ? undefined : loaded.get(id)
  const clears = id !== null && importer.blankCells === 'clear'
  const values: Record<string, CellValue> = {}
  for (const [key, field] of writable) {
    const value = row.value(key)
    if (value === undefined || (value === null && !clears)) continue
    values[key] = value === null ? null : mergedValue(field, before?.values[key] ?? null, value)
  }
  return {
    rowNumber: row.rowNumber,
    idempotencyKey: `${record.id}:${row.rowNumber}`,
    action: id === null ? 'create' : 'update',
    id,
    values,
    links,
  }
}
