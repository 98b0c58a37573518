import { checkLoaded, checkSaveResults } from '../importer/host-answers.ts'
import type { ImportRecord, LoadedRecord, SaveResult } from '../importer/importer.ts'
import { mergedValue } from '../matching/merge-lists.ts'
import type { Batch, BatchSteps } from '../model/batch.ts'
import type { BuiltRow } from '../row-store/row-store.ts'
import type { CellValue } from '../values/cell-rule.ts'
import { contextOf, type Execution } from './execution.ts'
import { split, type Outcome } from './split.ts'

/** A row with what it is to do, its record's id and its links. */
export interface RowToSave {
  row: BuiltRow
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
  return checkSaveResults(results, records.length, { importer: importer.entityType, call: 'save' })
}

/** The records to update, where a list of theirs is to be merged: else nothing needs loading. */
function* loadLists(
  execution: Execution,
  batch: Batch,
  rows: readonly RowToSave[],
): BatchSteps<Map<string, LoadedRecord>> {
  const { importer, fields } = execution
  const lists = new Set(
    fields.filter((f) => f.multiple && f.listUpdate === 'merge').map(({ key }) => key),
  )
  const ids = rows.flatMap(({ row, id }) =>
    id !== null && row.cells.some((cell) => Array.isArray(cell.value) && lists.has(cell.target))
      ? [id]
      : [],
  )
  if (ids.length === 0 || !importer.load) return new Map()
  const by = `load of ${importer.entityType}`
  const records = yield* batch.wait(importer.load(ids, contextOf(execution, batch)), by)
  const host = { importer: importer.entityType, call: 'load' }
  return new Map(checkLoaded(records, host).map((record) => [record.id, record]))
}

function recordOf(
  { record, importer, fields }: Execution,
  { row, id, links }: RowToSave,
  loaded: Map<string, LoadedRecord>,
): ImportRecord {
  const before = id === null ? undefined : loaded.get(id)
  const clears = id !== null && importer.blankCells === 'clear'
  const entries = row.cells.flatMap(({ target, entityLink, withheld, value }) => {
    const field = fields.find(({ key }) => key === target)
    if (entityLink !== null || withheld || !field || isIdentity(field.type)) return []
    if (value === null) return clears ? [[target, null] as const] : []
    return [[target, mergedValue(field, before?.values[target] ?? null, value)] as const]
  })
  return {
    rowNumber: row.rowNumber,
    idempotencyKey: `${record.id}:${row.rowNumber}`,
    action: id === null ? 'create' : 'update',
    id,
    values: Object.fromEntries<CellValue>(entries),
    links,
  }
}

// The record's own id finds it and is never written.
const isIdentity = (type: string) => type === 'id'
