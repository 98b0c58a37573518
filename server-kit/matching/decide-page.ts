import type { LinkRule, MatchResults, MatchRules, RowToMatch } from '../row-store/row-store.ts'
import type { RowCheck } from './check-row.ts'
import { decideRow, type RowDecision } from './decide-row.ts'
import { isRowOwner, rowOwner, type FileIndex } from './file-index.ts'
import type { FoundForRows } from './find-for-rows.ts'
import { resolveLink, type LinkTarget } from './resolve-link.ts'

export interface DecidingPage {
  rules: MatchRules
  /** Of all rows of the file, in its order. */
  file: FileIndex
  check: RowCheck | null
}

/** What a page of rows will do, and where its links lead. */
export function decidePage(
  rows: readonly RowToMatch[],
  found: FoundForRows,
  { rules, file, check }: DecidingPage,
): MatchResults {
  const results: MatchResults = { rows: [], links: [] }
  const deciding = { rules, found: found.own, file, check }
  for (const row of rows) {
    const links = linksOf(rules.importer.entityLinks, row, found)
    const decision = 'reason' in links ? refusal(links.reason) : decideRow(row, deciding)
    if (decision.action === 'create') file.register(row.allKeys, rowOwner(row.rowNumber))
    if (decision.action === 'update') file.register(row.allKeys, decision.owner)
    results.rows.push(rowResult(row, decision))
    const isWritten = decision.action === 'create' || decision.action === 'update'
    if (isWritten && 'targets' in links) results.links.push(...links.targets)
  }
  return { rows: results.rows, links: countLinks(results.links) }
}

const refusal = (reason: string): RowDecision => ({ action: 'fail', reason })

export type LinkResults = MatchResults['links']

// Shared: most imports have no links, and rows come by the million.
const NO_TARGETS: { targets: LinkResults } = { targets: [] }

/** Where each link cell of a row leads, or why the row cannot be written. */
export function linksOf(
  rules: readonly LinkRule[],
  row: Pick<RowToMatch, 'links'>,
  found: Pick<FoundForRows, 'links'>,
): { targets: LinkResults } | { reason: string } {
  if (rules.length === 0) return NO_TARGETS
  const targets: LinkResults = []
  for (const link of rules) {
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

export function countLinks(links: LinkResults): LinkResults {
  const counted = new Map<string, LinkResults[number]>()
  for (const target of links) {
    const key = `${target.link}\n${target.field}\n${target.value}`
    const earlier = counted.get(key)
    counted.set(key, { ...(earlier ?? target), rows: (earlier?.rows ?? 0) + 1 })
  }
  return [...counted.values()]
}
