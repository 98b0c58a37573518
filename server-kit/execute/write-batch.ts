import type { SaveResult } from '../importer/importer.ts'
import { decideRow } from '../matching/decide-row.ts'
import { FileKeys, type FileIndex } from '../matching/file-index.ts'
import { findForRows, type FoundForRows } from '../matching/find-for-rows.ts'
import { DistinctKeys } from '../matching/find-records.ts'
import type { Batch, BatchCounts, BatchSteps } from '../model/batch.ts'
import type { MatchAction } from '../contract/stages.ts'
import type { Drift, FailedRow } from '../model/import.ts'
import type { RowToWrite } from '../row-store/row-store.ts'
import { contextOf, type Execution, MOST_UNEXPECTED } from './execution.ts'
import { linkRows } from './link-rows.ts'
import { LinkTargets } from './link-targets.ts'
import { reasonOf, type Refusal } from './reason.ts'
import { saveRows, type RowToSave } from './save-rows.ts'
import type { Outcome } from './split.ts'

interface Writing {
  /** How many rows the batch has. */
  size: number
  execution: Execution
  batch: Batch
  found: FoundForRows
  targets: LinkTargets
  /** What this batch has written so far: earlier batches are found in the database. */
  file: FileIndex
  pending: Pending
  /** All rows are decided. */
  isDecided: boolean
  counts: Required<BatchCounts>
  failed: FailedRow[]
}

/** Rows that wait for one `save`, and what a later row could depend on. */
interface Pending {
  rows: RowToSave[]
  keys: DistinctKeys
  ids: Set<string>
}

// Shared: most imports have no links, and rows come by the million.
const NO_LINKS: RowToSave['links'] = Object.freeze({})

const noPending = (): Pending => ({ rows: [], keys: new DistinctKeys(), ids: new Set() })

/**
 * Writes some rows inside the batch's transaction, in file order. Every key is looked up again here,
 * which also finds what earlier batches and other people made since the preview.
 */
export function* writeBatch(
  execution: Execution,
  batch: Batch,
  rows: readonly RowToWrite[],
): BatchSteps<BatchCounts> {
  const { importer, kit } = execution
  const context = contextOf(execution, batch)
  const found = yield* findForRows(rows, {
    importer,
    registry: kit.registry,
    context,
    wait: (value, by) => batch.wait(value, by),
  })
  const counts = { created: 0, updated: 0, skipped: 0, failed: 0, drift: [] }
  const writing: Writing = {
    size: rows.length,
    execution,
    batch,
    found,
    targets: new LinkTargets(importer.entityLinks, found.links),
    counts,
    file: new FileKeys(),
    pending: noPending(),
    isDecided: false,
    failed: [],
  }
  yield* placeAll(writing, rows)
  writing.isDecided = true
  yield* flush(writing, () => execution.onHandedOver(rows))
  if (writing.failed.length > 0) yield* batch.insertFailedRows(inOrder(writing.failed))
  return counts
}

const inOrder = (rows: FailedRow[]) => rows.sort((left, right) => left.rowNumber - right.rowNumber)

/** Decides the rows; each waits with the others unless it depends on one that waits. */
function* placeAll(writing: Writing, rows: readonly RowToWrite[]): BatchSteps<void> {
  for (const row of rows) {
    if (dependsOnPending(writing, row)) yield* flush(writing)
    const id = place(writing, row)
    if (id === undefined) continue
    // Two updates of one record in one `save` have no order: the second must see the first.
    if (id !== null && writing.pending.ids.has(id)) yield* flush(writing)
    wait(writing, row, id)
  }
}

/** Decides a row: the id of the record to update, null for a new one, undefined for none. */
function place(writing: Writing, row: RowToWrite): string | null | undefined {
  const { rules, check } = writing.execution
  const refused = refusedLink(writing, row)
  if (refused !== null) return void refuse(writing, row, refused)
  const deciding = { rules, found: writing.found.own, file: writing.file, check }
  const decision = decideRow(row, deciding)
  if (decision.action === 'fail') return void refuse(writing, row, decision.reason)
  if (decision.action === 'skip') {
    writing.counts.skipped++
    return void drift(writing, row, 'skip')
  }
  return decision.action === 'update' ? decision.owner : null
}

function wait({ pending }: Writing, row: RowToWrite, id: string | null) {
  pending.rows.push({ row, id, links: NO_LINKS })
  if (id !== null) pending.ids.add(id)
  for (const key of row.allKeys) pending.keys.add(key)
}

const dependsOnPending = ({ pending }: Writing, { key }: RowToWrite): boolean =>
  key !== null && pending.keys.hasOneOf(key)

function refusedLink({ targets }: Writing, row: RowToWrite): string | null {
  for (const resolution of targets.of(row)) if ('reason' in resolution) return resolution.reason
  return null
}

/** Writes the rows that wait, with their links. */
function* flush(writing: Writing, onHandedOver = () => {}): BatchSteps<void> {
  const { execution, batch } = writing
  const { rows: waiting } = writing.pending
  if (waiting.length === 0) return onHandedOver()
  writing.pending = noPending()
  const toSave = yield* linkPending(writing, waiting)
  if (writing.isDecided) writing.targets.clear()
  const outcomes = yield* saveRows(execution, batch, { rows: toSave, onHandedOver })
  toSave.forEach((saved, index) => {
    const outcome = outcomes[index]
    if (outcome) count(writing, saved, outcome)
  })
}

/** The rows that wait and have their links. */
function* linkPending(writing: Writing, waiting: RowToSave[]): BatchSteps<RowToSave[]> {
  const { execution, batch, targets } = writing
  if (execution.importer.entityLinks.length === 0) return waiting
  const rows = waiting.map(({ row }) => row)
  const linksOf = yield* linkRows(execution, batch, { rows, targets })
  return waiting.filter((one) => {
    const linked = linksOf(one.row)
    if ('reason' in linked) {
      failByHost(writing, one.row, linked)
      return false
    }
    // In place: a copy of each would wait for the database with the batch.
    one.links = linked.ids
    return true
  })
}

function count(writing: Writing, { row, id }: RowToSave, outcome: Outcome<SaveResult>) {
  const { counts, execution, file } = writing
  if ('thrown' in outcome) {
    const { thrown } = outcome
    const blamed = { thrown, row: row.rowNumber, cells: row.raw() }
    return failByHost(writing, row, reasonOf(execution, blamed))
  }
  execution.unexpected = 0
  if ('error' in outcome.result) return fail(writing, row, outcome.result.error)
  if ('gone' in outcome.result) {
    counts.skipped++
    return drift(writing, row, 'skip')
  }
  if (!writing.isDecided) file.register(row.allKeys, outcome.result.id)
  if (id === null) counts.created++
  else {
    counts.updated++
    execution.updates++
  }
  drift(writing, row, id === null ? 'create' : 'update')
}

/** The host failed on the row: what nobody foresaw is counted, since it may fail on all. */
function failByHost(writing: Writing, row: RowToWrite, { reason, isUnexpected }: Refusal) {
  const { execution } = writing
  execution.unexpected = isUnexpected ? execution.unexpected + 1 : 0
  const isEnough = execution.unexpected >= MOST_UNEXPECTED && writing.size > MOST_UNEXPECTED
  if (isEnough) throw new HostFailsError()
  fail(writing, row, reason)
}

/** The host fails on all: no more rows than that are to become failed ones. */
export class HostFailsError extends Error {
  override name = 'HostFailsError'
}

/** The rule that the preview asked too refuses the row. */
function refuse(writing: Writing, row: RowToWrite, reason: string) {
  drift(writing, row, 'fail')
  fail(writing, row, reason)
}

function fail({ counts, failed, execution }: Writing, row: RowToWrite, error: string) {
  counts.failed++
  failed.push(failedRow(execution, row, error))
}

function failedRow({ record }: Execution, row: RowToWrite, error: string): FailedRow {
  const raw = row.raw()
  const entries = record.headers.map((header, index) => [header, raw[index] ?? ''] as const)
  return { rowNumber: row.rowNumber, data: Object.fromEntries(entries), error }
}

/** What the preview said is not what the row does now: somebody has changed records since. */
function drift({ counts }: Writing, { action: planned }: RowToWrite, became: MatchAction) {
  if (planned === became) return
  const same = (one: Drift) => one.planned === planned && one.became === became
  const known = counts.drift.find(same)
  if (known) known.rows++
  else counts.drift.push({ planned, became, rows: 1 })
}

const CRASHED = 'crashed: this row ended the process three times, so it was left out.'

/** Writes rows as failed without asking the host: they have killed its process before. */
export function* leaveOut(
  execution: Execution,
  batch: Batch,
  rows: readonly RowToWrite[],
): BatchSteps<BatchCounts> {
  yield* batch.insertFailedRows(rows.map((row) => failedRow(execution, row, CRASHED)))
  return { created: 0, updated: 0, skipped: 0, failed: rows.length }
}
