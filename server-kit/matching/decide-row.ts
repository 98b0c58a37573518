import type { RowToCheck } from '../importer/importer.ts'
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

function matchRow({ key, missing }: DecidingRow, deciding: Deciding): RowDecision {
  if (!key) return create(missing)
  const { found, file } = deciding
  const { importer } = deciding.rules
  for (const value of key.values) {
    const records = found.get(key.field)?.get(value) ?? []
    const problem = records.find((record) => record.problem)?.problem
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
  const matcher = importer.matchableFields.find(({ field }) => field === key.field)
  if (matcher?.behavior !== 'match_only') return create(missing)
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
  const ofFile = earlier === undefined ? others : [earlier, ...others]
  if (others.length === 0 && (records.length === 0 || earlier === undefined)) {
    return records.length + ofFile.length
  }
  return new Set([...records.map(({ id }) => id), ...ofFile]).size
}

const create = (missing: string | null): RowDecision =>
  missing === null ? { action: 'create' } : { action: 'fail', reason: missing }

const ambiguous = (count: number, value: string, label: string) =>
  `${count} existing records match “${value}” by ${label}`

const labelOf = (field: string, { rules: { importer, fields } }: Deciding) =>
  importer.matchableFields.find((matcher) => matcher.field === field)?.label ??
  fields.find(({ key }) => key === field)?.label ??
  field
