import type { ImporterContext, ImportRecord, SaveResult } from '../importer.ts'
import { insertRecords } from './insert-records.ts'
import { saveLinkRows } from './link-rows.ts'
import { saveLookups } from './lookup-rows.ts'
import type { RecordTable } from './record-table.ts'
import type { Statements } from './statements.ts'
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
export function* saveRecords(
  saving: Saving,
  records: readonly ImportRecord[],
): Statements<SaveResult[]> {
  const results = new Map<ImportRecord, SaveResult>()
  for (const wave of waves(records)) {
    const identified = wave.map((given) => ({ ...given, id: idOf(given, saving.record) }))
    const creates = identified.filter(({ action }) => action === 'create')
    const updates = identified.filter(({ action }) => action === 'update')
    yield* insertRecords(saving, creates)
    const updated = yield* updateRecords(saving, updates)
    const written = [...creates, ...updates.filter(({ id }) => updated.has(id))]
    yield* saveLookups(saving, written)
    yield* saveLinkRows(saving, written)
    const ids = new Set(written.map(({ id }) => id))
    identified.forEach(({ id }, index) => {
      const given = wave[index]
      if (given) results.set(given, ids.has(id) ? { id } : { gone: true })
    })
  }
  return records.map((given) => results.get(given) ?? { gone: true })
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

const idOf = (given: ImportRecord, { newId }: RecordTable) => given.id ?? newId()
