import type { CheckedRecord } from '../importer/host-answers.ts'
import type { RowToCheck } from '../importer/importer.ts'
import type { MatchBehavior } from '../contract/stages.ts'
import type { MatchKey, MatchRules } from '../row-store/row-store.ts'
import type { RowCheck } from './check-row.ts'
import type { FileIndex } from './file-index.ts'
import type { FoundRecords } from './find-records.ts'

/** What a row will do. `owner`: the id of the record to update, or the row that makes it. */
export type RowDecision =
  | { action: 'create' }
  | { action: 'update'; owner: string }
  | { action: 'skip' | 'fail'; reason: string }

export interface DecidingRow {
  rowNumber: number
  values: RowToCheck['values']
  key: MatchKey | null
  /** Why a new record could not be made of it. */
  missing: string | null
}

export interface Deciding {
  rules: MatchRules
  found: FoundRecords
  file: FileIndex
  /** Null: there is none. */
  check: RowCheck | null
}

/**
 * The rule of the preview and of the import alike: the first key that is not blank decides; found →
 * update, not found → `match_only` skips, `match_or_create` creates; no key → create. The first value
 * of a list that hits wins; two records for one value are an error, not a guess. What would be
 * written has to pass the importer's `validateRow`.
 */
export function decideRow(row: DecidingRow, deciding: Deciding): RowDecision {
  const decision = matchRow(row, deciding)
  if (!deciding.check || (decision.action !== 'create' && decision.action !== 'update')) {
    return decision
  }
  const { rowNumber, values } = row
  const reason = deciding.check({ rowNumber, action: decision.action, values })
  return reason === null ? decision : { action: 'fail', reason }
}

const NONE: readonly CheckedRecord[] = []

function matchRow({ key, missing }: DecidingRow, deciding: Deciding): RowDecision {
  if (!key) return create(missing)
  const { found, file } = deciding
  const { importer } = deciding.rules
  for (const value of key.values) {
    const records = found.get(key.field)?.get(value) ?? NONE
    const problem = records.length > 0 && records.find((record) => record.problem)?.problem
    if (problem) {
      return { action: 'fail', reason: `${problem}: “${value}” by ${labelOf(key.field, deciding)}` }
    }
    const earlier = file.owner(key.field, value)
    const owner = records[0]?.id ?? earlier
    const count = ownersOf(records, earlier, file.others(key.field, value))
    if (count > 1) {
      return { action: 'fail', reason: ambiguous(count, value, labelOf(key.field, deciding)) }
    }
    if (owner !== undefined) return { action: 'update', owner }
  }
  // Written out: a function for each row is work for the garbage collector.
  let behavior: MatchBehavior = 'match_or_create'
  for (const matcher of importer.matchableFields) {
    if (matcher.field === key.field) behavior = matcher.behavior
  }
  if (behavior !== 'match_only') return create(missing)
  const [value = ''] = key.values
  const label = labelOf(key.field, deciding)
  return { action: 'skip', reason: `No ${importer.singular} found with ${label} “${value}”` }
}

/** How many records one value leads to. Hardly any value has a second one, and rows come by the million. */
function ownersOf(
  records: readonly { id: string }[],
  earlier: string | undefined,
  others: readonly string[],
): number {
  if (others.length === 0 && (records.length === 0 || earlier === undefined)) {
    return records.length + (earlier === undefined ? 0 : 1)
  }
  const ofFile = earlier === undefined ? others : [earlier, ...others]
  return new Set([...records.map(({ id }) => id), ...ofFile]).size
}

const CREATE: RowDecision = Object.freeze({ action: 'create' })

const create = (missing: string | null): RowDecision =>
  missing === null ? CREATE : { action: 'fail', reason: missing }

const ambiguous = (count: number, value: string, label: string) =>
  `${count} existing records match “${value}” by ${label}`

const labelOf = (field: string, { rules: { importer, fields } }: Deciding) =>
  importer.matchableFields.find((matcher) => matcher.field === field)?.label ??
  fields.find(({ key }) => key === field)?.label ??
  field
