import type { ImporterContext, ImportRecord, SaveResult } from '../importer.ts'
import { insertion } from './insert-records.ts'
import { saveLinkRows } from './link-rows.ts'
import { saveLookups } from './lookup-rows.ts'
import type { RecordTable } from './record-table.ts'
import type { Statement, Statements } from './statements.ts'
import { updateRecords } from './update-records.ts'

/** A record with the id that it has or is given. */
export interface RecordToSave extends ImportRecord {
  id: string
}

export interface Saving {
  record: RecordTable
  context: ImporterContext
  /** Labels of the fields, for sentences. */
  labels: ReadonlyMap<string, string>
}

/** Writes a batch in a few statements; the answer is aligned with `records`. */
export function saveRecords(
  saving: Saving,
  records: readonly ImportRecord[],
): Statements<SaveResult[]> {
  const isOneInsert = isInOneTable(saving.record) && records.every(isNew) && records.length > 0
  return isOneInsert ? insertAll(saving, records) : saveInWaves(saving, records)
}

/**
 * Not a generator: while the statement waits for its turn and the database, the records are let go. They
 * would be half of what the garbage collector has to move.
 */
function insertAll(saving: Saving, records: readonly ImportRecord[]): Statements<SaveResult[]> {
  const creates = records.map((given) => withId(given, saving.record))
  const ids = creates.map(({ id }) => id)
  return inserted(insertion(saving, creates), ids)
}

function* inserted(statement: Statement, ids: readonly string[]): Statements<SaveResult[]> {
  yield statement
  return ids.map((id) => ({ id }))
}

function* saveInWaves(saving: Saving, records: readonly ImportRecord[]): Statements<SaveResult[]> {
  const all = waves(records)
  const [only] = all
  if (only && all.length === 1) return yield* saveWave(saving, only)
  const results = new Map<ImportRecord, SaveResult>()
  for (const wave of all) {
    const saved = yield* saveWave(saving, wave)
    wave.forEach((given, index) => results.set(given, saved[index] ?? { gone: true }))
  }
  return records.map((given) => results.get(given) ?? { gone: true })
}

const isNew = ({ action }: ImportRecord) => action === 'create'

const isInOneTable = ({ lookups, links }: RecordTable) =>
  lookups.size === 0 && [...links.values()].every((link) => 'column' in link)

/** Records of which no two are the same. */
function* saveWave(saving: Saving, wave: readonly ImportRecord[]): Statements<SaveResult[]> {
  const identified = wave.map((given) => withId(given, saving.record))
  const creates = identified.filter(isNew)
  const updates = identified.filter(({ action }) => action === 'update')
  if (creates.length > 0) yield insertion(saving, creates)
  const updated = yield* updateRecords(saving, updates)
  const isThere = ({ action, id }: RecordToSave) => action === 'create' || updated.has(id)
  const written = updates.length === 0 ? creates : identified.filter(isThere)
  yield* saveLookups(saving, written)
  yield* saveLinkRows(saving, written)
  return identified.map((one) => (isThere(one) ? { id: one.id } : { gone: true }))
}

/** Updates of one record come one after the other: a statement would take any one of them. */
function waves(records: readonly ImportRecord[]): ImportRecord[][] {
  const times = new Map<string, number>()
  const found: ImportRecord[][] = []
  for (const given of records) {
    const wave = given.id === null ? 0 : (times.get(given.id) ?? 0)
    if (given.id !== null) times.set(given.id, wave + 1)
    const list = (found[wave] ??= [])
    list.push(given)
  }
  return found
}

// Written out: by the million it takes a fraction of what spreading takes.
const withId = (given: ImportRecord, { newId }: RecordTable): RecordToSave => ({
  rowNumber: given.rowNumber,
  idempotencyKey: given.idempotencyKey,
  action: given.action,
  id: given.id ?? newId(),
  values: given.values,
  links: given.links,
})
