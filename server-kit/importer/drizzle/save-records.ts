import type { ImporterContext, ImportRecord, SaveResult } from '../importer.ts'
import { insertion } from './insert-records.ts'
import { saveLinkRows } from './link-rows.ts'
import { saveLookups } from './lookup-rows.ts'
import type { RecordTable } from './record-table.ts'
import type { Row, Statement, Statements } from './statements.ts'
import { updating } from './update-records.ts'

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
  const all = waves(records)
  return all.length > 1 ? saveWaves(saving, records, all) : saveWave(saving, records)
}

function* saveWaves(
  saving: Saving,
  records: readonly ImportRecord[],
  all: readonly ImportRecord[][],
): Statements<SaveResult[]> {
  const results = new Map<ImportRecord, SaveResult>()
  for (const wave of all) {
    const saved = yield* saveWave(saving, wave)
    wave.forEach((given, index) => results.set(given, saved[index] ?? { gone: true }))
  }
  return records.map((given) => results.get(given) ?? { gone: true })
}

/**
 * Writes records of which no two are the same. Not a generator: while statements wait for their turn and
 * the database, the records are let go, which would be half of what the garbage collector has to move.
 */
function saveWave(saving: Saving, wave: readonly ImportRecord[]): Statements<SaveResult[]> {
  const identified = wave.map((given) => withId(given, saving.record))
  const creates = identified.filter(({ action }) => action === 'create')
  const updates = identified.filter(({ action }) => action === 'update')
  return writeWave(saving, {
    insert: creates.length > 0 ? insertion(saving, creates) : null,
    update: updates.length > 0 ? updating(saving, updates) : null,
    ids: identified.map(({ id }) => id),
    updatedIds: new Set(updates.map(({ id }) => id)),
    beside: isInOneTable(saving.record) ? [] : identified,
  })
}

interface Wave {
  insert: Statement | null
  /** It answers the ids of the records that are still there. */
  update: Statement | null
  ids: readonly string[]
  updatedIds: ReadonlySet<string>
  /** Records of which something stands in other tables. */
  beside: readonly RecordToSave[]
}

function* writeWave(
  saving: Saving,
  { insert, update, ids, updatedIds, beside }: Wave,
): Statements<SaveResult[]> {
  if (insert) yield insert
  const updated = update ? idsIn(yield update) : NONE
  const isThere = (id: string) => !updatedIds.has(id) || updated.has(id)
  const written = beside.filter(({ id }) => isThere(id))
  yield* saveLookups(saving, written)
  yield* saveLinkRows(saving, written)
  return ids.map((id) => (isThere(id) ? { id } : { gone: true }))
}

const NONE: ReadonlySet<string> = new Set()

const idsIn = (rows: readonly Row[]) => new Set(rows.map(({ id }) => String(id)))

const isInOneTable = ({ lookups, links }: RecordTable) =>
  lookups.size === 0 && [...links.values()].every((link) => 'column' in link)

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
