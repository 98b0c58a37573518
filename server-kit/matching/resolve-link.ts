import type { LinkKey, LinkRule, MatchedRecord } from '../row-store/row-store.ts'
import type { FoundRecords } from './find-records.ts'

/** What one value of a link's cell leads to. */
export interface LinkTarget {
  field: string
  /** Folded. */
  value: string
  /** As the user wrote it. */
  text: string
  action: 'link' | 'create' | 'none'
  id: string | null
  name: string
}

export type LinkResolution = { targets: LinkTarget[] } | { reason: string }

/**
 * The records that a row's link cell leads to: one per value where the link is `multiple`, else the
 * first value that is found. `create` never looks up. Two records for one value: a reason to fail.
 */
export function resolveLink(link: LinkRule, key: LinkKey, found: FoundRecords): LinkResolution {
  if (key.values.length === 1) {
    // Without lists of one: most cells have one value, and rows come by the million.
    const target = resolveAt(link, { key, place: 0 }, found)
    return 'reason' in target ? target : { targets: [target] }
  }
  return resolveList(link, key, found)
}

function resolveList(link: LinkRule, key: LinkKey, found: FoundRecords): LinkResolution {
  const targets = key.values.map((_, place) => resolveAt(link, { key, place }, found))
  const refused = targets.find((target) => 'reason' in target)
  if (refused && 'reason' in refused) return refused
  const resolved = targets.filter((target) => 'action' in target)
  if (link.multiple) return { targets: resolved }
  const hit = resolved.find(({ action }) => action === 'link') ?? resolved[0]
  return { targets: hit ? [hit] : [] }
}

function resolveAt(
  link: LinkRule,
  { key: { field, values, texts }, place }: { key: LinkKey; place: number },
  found: FoundRecords,
) {
  const value = values[place] ?? ''
  return resolveValue(link, { field, value, text: texts[place] ?? value }, found)
}

const NONE: readonly MatchedRecord[] = []

function resolveValue(
  link: LinkRule,
  asked: { field: string; value: string; text: string },
  found: FoundRecords,
): LinkTarget | { reason: string } {
  const { field, value, text } = asked
  const matcher = link.matchableFields.find(({ field }) => field === asked.field)
  // Written out: to spread what was asked takes longer than all the rest, by the million.
  if (matcher?.behavior === 'create') {
    return { field, value, text, action: 'create', id: null, name: text }
  }
  const records = found.get(field)?.get(value) ?? NONE
  const record = records[0]
  if (records.length > 1) return { reason: ambiguousLink(link, asked, records.length) }
  if (record?.problem) return { reason: `${record.problem}: ${link.label} “${asked.text}”` }
  if (record) {
    return { field, value, text, action: 'link', id: record.id, name: record.name ?? text }
  }
  const action = matcher?.behavior === 'match_or_create' ? 'create' : 'none'
  return { field, value, text, action, id: null, name: text }
}

const ambiguousLink = (link: LinkRule, asked: { field: string; text: string }, count: number) =>
  `${count} records match ${link.label} “${asked.text}” by ${matcherLabel(link, asked.field)}`

export const matcherLabel = (link: LinkRule, field: string) =>
  link.matchableFields.find((matcher) => matcher.field === field)?.label ?? field
