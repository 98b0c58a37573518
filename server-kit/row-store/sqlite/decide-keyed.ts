import { MATCH_ACTIONS } from '../../contract/stages.ts'
import { countLinks, type LinkResults, linksOf } from '../../matching/decide-page.ts'
import { decideRow, type RowDecision } from '../../matching/decide-row.ts'
import type { FoundForRows } from '../../matching/find-for-rows.ts'
import type { MatchRules } from '../row-store.ts'
import { linksAt, missingByRow } from './keyed-rows.ts'
import { noMatches, type PackedMatches, UPDATE } from './packed-matches.ts'
import {
  decidingColumn,
  decidingKey,
  entriesAt,
  type KeyedPage,
  type PassKeys,
} from './pass-keys.ts'

interface Deciding {
  rules: MatchRules
  keys: PassKeys
  links: FoundForRows['links']
}

/** The place in `MATCH_ACTIONS`, and who is updated by its number. */
interface Decision {
  action: number
  owner: number
  reason: string | null
}

const CREATE = MATCH_ACTIONS.indexOf('create')

/**
 * What a page of rows will do, and where its links lead. Hardly a row needs more than a look at two
 * numbers; any other is decided by `decideRow`, as the import decides it.
 */
export function decideKeyed(keyed: KeyedPage, deciding: Deciding): PackedMatches {
  const missing = missingByRow(keyed)
  const matches = noMatches(keyed.rowNumbers.length)
  const links: LinkResults = []
  keyed.rowNumbers.forEach((rowNumber, place) => {
    const row = { rowNumber, links: linksAt(keyed, place), missing: missing.get(place) ?? null }
    const linked = linksOf(deciding.rules.importer.entityLinks, row, deciding)
    const decision =
      'reason' in linked
        ? { action: MATCH_ACTIONS.indexOf('fail'), owner: 0, reason: linked.reason }
        : (plainly(keyed, place, { row, deciding }) ?? wholly(keyed, place, { row, deciding }))
    const { action, owner, reason } = decision
    matches.rowNumbers[place] = rowNumber
    matches.actions[place] = action
    if (reason !== null) matches.reasons[place] = reason
    if (action === UPDATE)
      matches.ids.push(owner < 0 ? deciding.keys.file.owners.text(owner) : null)
    if (action !== CREATE && action !== UPDATE) return
    giveKeys(keyed, place, action === CREATE ? rowNumber : owner)
    if ('targets' in linked) links.push(...linked.targets)
  })
  matches.withheld.set(keyed.withheld)
  return { ...matches, links: countLinks(links) }
}

interface Row {
  rowNumber: number
  missing: string | null
}

/** Undefined: it takes `decideRow`. */
function plainly(
  keyed: KeyedPage,
  place: number,
  { row, deciding: { rules, keys } }: { row: Row; deciding: Deciding },
): Decision | undefined {
  const column = decidingColumn(keyed, place)
  if (!column) return row.missing === null ? { action: CREATE, owner: 0, reason: null } : undefined
  const entry = (column.entries[place] ?? 0) - 1
  if (entry < 0) return undefined
  const found = column.found.only(entry)
  const earlier = column.keys.owner(entry)
  if (found === undefined || column.keys.others(entry).length > 0) return undefined
  if (found !== 0 && earlier !== 0 && !keys.file.owners.isSame(found, earlier)) return undefined
  const owner = found === 0 ? earlier : found
  if (owner !== 0) return { action: UPDATE, owner, reason: null }
  const creates = behaviorOf(rules, column.field) !== 'match_only' && row.missing === null
  return creates ? { action: CREATE, owner: 0, reason: null } : undefined
}

const behaviorOf = ({ importer }: MatchRules, field: string) =>
  importer.matchableFields.find((matcher) => matcher.field === field)?.behavior

function wholly(
  keyed: KeyedPage,
  place: number,
  { row, deciding: { rules, keys } }: { row: Row; deciding: Deciding },
): Decision {
  const key = decidingKey(keyed, place)
  const found = key ? keys.foundFor(key) : new Map<never, never>()
  const decision: RowDecision = decideRow(
    { ...row, values: {}, key },
    // The validation of rows is the host's: rows that it checks are not decided here.
    { rules, found, file: keys.file, check: null },
  )
  return {
    action: MATCH_ACTIONS.indexOf(decision.action),
    owner: decision.action === 'update' ? keys.file.owners.of(decision.owner) : 0,
    reason: 'reason' in decision ? decision.reason : null,
  }
}

function giveKeys({ columns }: KeyedPage, place: number, owner: number) {
  for (const column of columns) {
    const entry = column.entries[place] ?? 0
    if (entry > 0) column.keys.give(entry - 1, owner)
    else for (const one of entriesAt(column, place)) column.keys.give(one, owner)
  }
}
