import { hostContext } from '../importer/host-context.ts'
import type { Importer, ImporterContext, ImporterField } from '../importer/importer.ts'
import type { KitParts } from '../kit-parts.ts'
import { createRowCheck, type RowCheck } from '../matching/check-row.ts'
import { decideRow, type RowDecision } from '../matching/decide-row.ts'
import { createFileIndex, isRowOwner, rowOwner, type FileIndex } from '../matching/file-index.ts'
import { findForRows, type FoundForRows } from '../matching/find-for-rows.ts'
import { settle, waitFor } from '../matching/find-records.ts'
import { matchPlan } from '../matching/match-plan.ts'
import { resolveLink, type LinkTarget } from '../matching/resolve-link.ts'
import type { Import } from '../model/import.ts'
import type { MatchResults, RowStore, RowToMatch } from '../row-store/row-store.ts'

const PAGE = 2000

type MatchParts = Pick<KitParts, 'rows' | 'registry' | 'db' | 'clock' | 'logger'>

interface Matching {
  kit: MatchParts
  store: RowStore
  importer: Importer
  fields: ImporterField[]
  context: ImporterContext
  check: RowCheck
  signal: AbortSignal
}

/**
 * Works out what every row will do, in pages of rows with bulk look-ups. A decision that comes
 * meanwhile overtakes the pass, which then begins again; resolves early when `signal` aborts.
 */
export async function matchImport(kit: MatchParts, record: Import, signal: AbortSignal) {
  const store = kit.rows.open(record.id)
  const importer = kit.registry.get(record.entityType)
  const fields = await importer.fieldsFor(record.teamId)
  const plan = matchPlan(record.columnMappings, importer, fields)
  const context = hostContext(kit, record)
  const check = createRowCheck(importer, kit.logger, record.id)
  const matching = { kit, store, importer, fields, context, check, signal }
  while (!signal.aborted && (await store.progress()).matching.status !== 'done') {
    await matchRows(matching, await store.beginMatching(plan))
  }
}

async function matchRows(matching: Matching, pass: number): Promise<void> {
  const { store, signal } = matching
  const file = createFileIndex()
  let after = 0
  while (!signal.aborted) {
    const rows = await store.rowsToMatch(pass, after, PAGE)
    const last = rows.at(-1)
    if (!last) {
      await store.finishMatching(pass)
      return
    }
    const { overtaken } = await store.saveMatches(pass, await matchPage(matching, rows, file))
    if (overtaken) return
    after = last.rowNumber
  }
}

async function matchPage(matching: Matching, rows: RowToMatch[], file: FileIndex) {
  const { kit, importer, fields, context, check } = matching
  const found = await settle(
    findForRows(rows, { importer, registry: kit.registry, context, wait: waitFor }),
  )
  const results: MatchResults = { rows: [], links: [] }
  for (const row of rows) {
    const links = linksOf(importer, row, found)
    const decision =
      'reason' in links
        ? refusal(links.reason)
        : decideRow(row, { importer, fields, found: found.own, file, check })
    if (decision.action === 'create') file.register(row.allKeys, rowOwner(row.rowNumber))
    if (decision.action === 'update') file.register(row.allKeys, decision.owner)
    results.rows.push(rowResult(row, decision))
    const isWritten = decision.action === 'create' || decision.action === 'update'
    if (isWritten && 'targets' in links) results.links.push(...links.targets)
  }
  return { rows: results.rows, links: countLinks(results.links) }
}

const refusal = (reason: string): RowDecision => ({ action: 'fail', reason })

type LinkResults = MatchResults['links']

/** Where each link cell of a row leads, or why the row cannot be written. */
function linksOf(importer: Importer, row: RowToMatch, found: FoundForRows) {
  const targets: LinkResults = []
  for (const link of importer.entityLinks) {
    const key = row.links[link.key]
    if (!key) continue
    const resolution = resolveLink(link, key, found.links.get(link.key) ?? new Map())
    if ('reason' in resolution) return resolution
    targets.push(...resolution.targets.map((target) => linkResult(link.key, target)))
  }
  return { targets }
}

const linkResult = (link: string, { field, value, action, id, name }: LinkTarget) => ({
  link,
  field,
  value,
  action,
  id,
  name,
  rows: 1,
})

function rowResult(row: RowToMatch, decision: RowDecision): MatchResults['rows'][number] {
  const { rowNumber, hasWithheld } = row
  const matchedId =
    decision.action === 'update' && !isRowOwner(decision.owner) ? decision.owner : null
  const reason = 'reason' in decision ? decision.reason : null
  return { rowNumber, hasWithheld, action: decision.action, matchedId, reason }
}

function countLinks(links: LinkResults): LinkResults {
  const counted = new Map<string, LinkResults[number]>()
  for (const target of links) {
    const key = JSON.stringify([target.link, target.field, target.value])
    const earlier = counted.get(key)
    counted.set(key, { ...target, rows: (earlier?.rows ?? 0) + 1 })
  }
  return [...counted.values()]
}
