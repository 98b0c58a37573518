import type { SaveResult } from '../importer/importer.ts'
import { decideRow } from '../matching/decide-row.ts'
import { createFileIndex, type FileIndex } from '../matching/file-index.ts'
import { findForRows, type FoundForRows } from '../matching/find-for-rows.ts'
import { resolveLink } from '../matching/resolve-link.ts'
import type { Batch, BatchCounts, BatchSteps } from '../model/batch.ts'
import type { FailedRow } from '../model/import.ts'
import type { BuiltRow, MatchKey } from '../row-store/row-store.ts'
import { rowValues } from '../row-store/row-values.ts'
import { contextOf, type Execution } from './execution.ts'
import { linkRows } from './link-rows.ts'
import { reasonOf } from './reason.ts'
import { allKeysOf, missingOf } from './row-keys.ts'
import { saveRows, type RowToSave } from './save-rows.ts'
import type { Outcome } from './split.ts'

interface Writing {
  execution: Execution
  batch: Batch
  found: FoundForRows
  /** What this batch has written so far: earlier batches are found in the database. */
  file: FileIndex
  pending: Pending
  counts: BatchCounts
  failed: FailedRow[]
}

/** Rows that wait for one `save`, and what a later row could depend on. */
interface Pending {
  rows: { row: BuiltRow; id: string | null }[]
  keys: Set<string>
  ids: Set<string>
}

const noPending = (): Pending => ({ rows: [], keys: new Set(), ids: new Set() })

/**
 * Writes some rows inside the batch's transaction, in file order. Every key is looked up again here,
 * which also finds what earlier batches and other people made since the preview.
 */
export function* writeBatch(
  execution: Execution,
  batch: Batch,
  rows: readonly BuiltRow[],
): BatchSteps<BatchCounts> {
  const { importer, kit } = execution
  const context = contextOf(execution, batch)
  const found = yield* findForRows(rows, {
    importer,
    registry: kit.registry,
    context,
    wait: (value, by) => batch.wait(value, by),
  })
  const counts = { created: 0, updated: 0, skipped: 0, failed: 0 }
  const writing: Writing = {
    execution,
    batch,
    found,
    counts,
    file: createFileIndex(),
    pending: noPending(),
    failed: [],
  }
  for (const row of rows) yield* place(writing, row)
  yield* flush(writing)
  if (writing.failed.length > 0) yield* batch.insertFailedRows(inOrder(writing.failed))
  return counts
}

const inOrder = (rows: FailedRow[]) => rows.sort((left, right) => left.rowNumber - right.rowNumber)

/** Decides a row; it waits with the others unless it depends on one that waits. */
function* place(writing: Writing, row: BuiltRow): BatchSteps<void> {
  if (dependsOnPending(writing, row)) yield* flush(writing)
  const { importer, fields, plan, check } = writing.execution
  const refused = refusedLink(writing, row)
  if (refused !== null) return fail(writing, row, refused)
  const deciding = { importer, fields, found: writing.found.own, file: writing.file, check }
  const { rowNumber, key } = row
  const values = rowValues(row.cells)
  const decision = decideRow({ rowNumber, key, values, missing: missingOf(row, plan) }, deciding)
  if (decision.action === 'fail') return fail(writing, row, decision.reason)
  if (decision.action === 'skip') {
    writing.counts.skipped++
    return
  }
  const id = decision.action === 'update' ? decision.owner : null
  // Two updates of one record in one `save` have no order: the second must see the first.
  if (id !== null && writing.pending.ids.has(id)) yield* flush(writing)
  wait(writing, row, id)
}

function wait({ pending, execution }: Writing, row: BuiltRow, id: string | null) {
  pending.rows.push({ row, id })
  if (id !== null) pending.ids.add(id)
  for (const key of allKeysOf(row, execution.plan)) {
    for (const name of keyNames(key)) pending.keys.add(name)
  }
}

const dependsOnPending = ({ pending }: Writing, { key }: BuiltRow) =>
  key !== null && keyNames(key).some((name) => pending.keys.has(name))

const keyNames = ({ field, values }: MatchKey) => values.map((value) => `${field}\n${value}`)

function refusedLink({ execution, found }: Writing, row: BuiltRow): string | null {
  for (const link of execution.importer.entityLinks) {
    const key = row.links[link.key]
    const resolution = key && resolveLink(link, key, found.links.get(link.key) ?? new Map())
    if (resolution && 'reason' in resolution) return resolution.reason
  }
  return null
}

/** Writes the rows that wait, with their links. */
function* flush(writing: Writing): BatchSteps<void> {
  const { execution, batch, found, pending } = writing
  if (pending.rows.length === 0) return
  writing.pending = noPending()
  const rows = pending.rows.map(({ row }) => row)
  const links = yield* linkRows(execution, batch, { rows, found })
  const toSave: RowToSave[] = []
  for (const { row, id } of pending.rows) {
    const linked = links.get(row) ?? { ids: {} }
    if ('reason' in linked) fail(writing, row, linked.reason)
    else toSave.push({ row, id, links: linked.ids })
  }
  const outcomes = yield* saveRows(execution, batch, toSave)
  toSave.forEach((saved, index) => {
    const outcome = outcomes[index]
    if (outcome) count(writing, saved, outcome)
  })
}

function count(writing: Writing, { row, id }: RowToSave, outcome: Outcome<SaveResult>) {
  const { counts, execution, file } = writing
  if ('thrown' in outcome) {
    const { reason, isUnexpected } = reasonOf(execution, outcome.thrown)
    execution.unexpected = isUnexpected ? execution.unexpected + 1 : 0
    return fail(writing, row, reason)
  }
  execution.unexpected = 0
  if ('error' in outcome.result) return fail(writing, row, outcome.result.error)
  if ('gone' in outcome.result) counts.skipped++
  else {
    file.register(allKeysOf(row, execution.plan), outcome.result.id)
    if (id === null) counts.created++
    else counts.updated++
  }
}

function fail({ counts, failed, execution }: Writing, row: BuiltRow, error: string) {
  counts.failed++
  const { headers } = execution.record
  const entries = headers.map((header, index) => [header, row.raw[index] ?? ''] as const)
  failed.push({ rowNumber: row.rowNumber, data: Object.fromEntries(entries), error })
}
