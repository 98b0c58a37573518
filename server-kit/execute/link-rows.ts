import { checkSaveResults } from '../importer/host-answers.ts'
import type { EntityLinkDefinition, SaveResult } from '../importer/importer.ts'
import type { LinkTarget } from '../matching/resolve-link.ts'
import type { Batch, BatchSteps } from '../model/batch.ts'
import type { RowToWrite } from '../row-store/row-store.ts'
import { contextOf, type Execution } from './execution.ts'
import type { LinkTargets } from './link-targets.ts'
import { reasonOf } from './reason.ts'
import { type Outcome, split } from './split.ts'

/** Ids of linked records by link key, or why the row cannot be written. */
export type RowLinks = { ids: Record<string, string[]> } | NotMade

/** By link, field and value: the id of the record made for it, or why it could not be made. */
type Made = Map<string, { id: string } | NotMade>

interface NotMade {
  reason: string
  isUnexpected: boolean
}

const keyOf = (link: string, { field, value }: Pick<LinkTarget, 'field' | 'value'>) =>
  JSON.stringify([link, field, value])

/** Resolves the links of rows about to be written; what is to be created is made once per value and import. */
export function* linkRows(
  execution: Execution,
  batch: Batch,
  { rows, targets }: { rows: readonly RowToWrite[]; targets: LinkTargets },
): BatchSteps<(row: RowToWrite) => RowLinks> {
  const made: Made = new Map()
  for (const [at, link] of execution.importer.entityLinks.entries()) {
    for (const [field, byValue] of wantedFor(rows, targets, at)) {
      yield* make(execution, batch, { link, field, wanted: [...byValue.values()], made })
    }
  }
  return (row) => linksOf(execution, row, { targets, made })
}

interface Making {
  link: EntityLinkDefinition
  field: string
  wanted: Wanted[]
  made: Made
}

/** A record to make, with the first row that needs it. */
interface Wanted extends LinkTarget {
  row: number
}

/** By field and value. The first spelling of a value names the record: later ones do not take its place. */
function wantedFor(rows: readonly RowToWrite[], targets: LinkTargets, link: number) {
  const byField = new Map<string, Map<string, Wanted>>()
  for (const row of rows) {
    for (const target of targets.targets(row, link)) {
      if (target.action !== 'create') continue
      const byValue = byField.get(target.field) ?? new Map<string, Wanted>()
      byField.set(target.field, byValue)
      if (byValue.has(target.value)) continue
      byValue.set(target.value, { ...target, row: row.rowNumber })
    }
  }
  return byField
}

function* make(
  execution: Execution,
  batch: Batch,
  { link, field, wanted, made }: Making,
): BatchSteps<void> {
  const values = wanted.map(({ value }) => value)
  const known = yield* batch.createdLinks(link.key, field, values)
  for (const [value, id] of known) made.set(keyOf(link.key, { field, value }), { id })
  const missing = wanted.filter(({ value }) => !known.has(value))
  const outcomes = yield* split(batch, missing, (inner, some) =>
    createLinked(execution, inner, { link, field, targets: some }),
  )
  outcomes.forEach((outcome, index) => {
    const target = missing[index]
    if (target) made.set(keyOf(link.key, target), madeOf(execution, target, outcome))
  })
}

function madeOf(execution: Execution, { row, text }: Wanted, outcome: Outcome<SaveResult>) {
  if ('thrown' in outcome) {
    return reasonOf(execution, { thrown: outcome.thrown, row, cells: [text] })
  }
  if ('id' in outcome.result) return { id: outcome.result.id }
  const reason = 'error' in outcome.result ? outcome.result.error : 'It is gone.'
  return { reason, isUnexpected: false }
}

function* createLinked(
  execution: Execution,
  batch: Batch,
  {
    link,
    field,
    targets,
  }: { link: EntityLinkDefinition; field: string; targets: readonly Wanted[] },
): BatchSteps<SaveResult[]> {
  const { create } = execution.kit.registry.linkCalls(link)
  const values = targets.map(({ text }) => ({ field, value: text }))
  const by = `create of ${execution.importer.entityType}'s link ${link.key}`
  const answer = yield* batch.wait(create(values, contextOf(execution, batch)), by)
  const rows = targets.map(({ row }) => row)
  const call = `create of link ${link.key}`
  const host = { importer: execution.importer.entityType, call, rows }
  const results = checkSaveResults(answer, values.length, host)
  const ids = new Map<string, string>()
  targets.forEach(({ value }, index) => {
    const result = results[index]
    if (result && 'id' in result) ids.set(value, result.id)
  })
  yield* batch.rememberLinks(link.key, field, ids)
  return results
}

function linksOf(
  { importer }: Execution,
  row: RowToWrite,
  { targets, made }: { targets: LinkTargets; made: Made },
): RowLinks {
  const ids: Record<string, string[]> = {}
  let at = 0
  for (const link of importer.entityLinks) {
    const ofLink = idsOf(link, targets.targets(row, at++), made)
    if ('reason' in ofLink) return ofLink
    if (ofLink.length > 0) ids[link.key] = ofLink
  }
  return { ids }
}

const NO_IDS: string[] = []

function idsOf(
  { key, label }: EntityLinkDefinition,
  targets: readonly LinkTarget[],
  made: Made,
): string[] | NotMade {
  let ids = NO_IDS
  for (const target of targets) {
    const record = target.id === null ? made.get(keyOf(key, target)) : undefined
    if (record && 'reason' in record) {
      const { reason, isUnexpected } = record
      return { reason: `${label} “${target.text}” could not be created: ${reason}`, isUnexpected }
    }
    const id = target.id ?? record?.id
    if (id === undefined || ids.includes(id)) continue
    // Without `push`, which makes room for seventeen.
    ids = ids.length === 0 ? [id] : [...ids, id]
  }
  return ids
}
