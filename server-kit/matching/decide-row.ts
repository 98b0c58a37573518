import type { Importer, ImporterField, RowToCheck } from '../importer/importer.ts'
import type { MatchKey } from '../row-store/row-store.ts'
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
  importer: Importer
  fields: readonly ImporterField[]
  found: FoundRecords
  file: FileIndex
  check: RowCheck
}

/**
 * The rule of the preview and of the import alike: the first key that is not blank decides; found →
 * update, not found → `match_only` skips, `match_or_create` creates; no key → create. The first value
 * of a list that hits wins; two records for one value are an error, not a guess. What would be
 * written has to pass the importer's `validateRow`.
 */
export function decideRow(row: DecidingRow, deciding: Deciding): RowDecision {
  const decision = matchRow(row, deciding)
  if (decision.action !== 'create' && decision.action !== 'update') return decision
  const { rowNumber, values } = row
  const reason = deciding.check({ rowNumber, action: decision.action, values })
  return reason === null ? decision : { action: 'fail', reason }
}

function matchRow({ key, missing }: DecidingRow, deciding: Deciding): RowDecision {
  if (!key) return create(missing)
  const { importer, found, file } = deciding
  for (const value of key.values) {
    const owners = new Set(
      found
        .get(key.field)
        ?.get(value)
        ?.map(({ id }) => id),
    )
    const earlier = file.owner(key.field, value)
    if (earlier !== undefined) owners.add(earlier)
    const [owner] = owners
    if (owners.size > 1) {
      return { action: 'fail', reason: ambiguous(owners.size, value, labelOf(key.field, deciding)) }
    }
    if (owner !== undefined) return { action: 'update', owner }
  }
  const matcher = importer.matchableFields.find(({ field }) => field === key.field)
  if (matcher?.behavior !== 'match_only') return create(missing)
  const [value = ''] = key.values
  const label = labelOf(key.field, deciding)
  return { action: 'skip', reason: `No ${importer.singular} found with ${label} “${value}”` }
}

const create = (missing: string | null): RowDecision =>
  missing === null ? { action: 'create' } : { action: 'fail', reason: missing }

const ambiguous = (count: number, value: string, label: string) =>
  `${count} existing records match “${value}” by ${label}`

const labelOf = (field: string, { importer, fields }: Deciding) =>
  importer.matchableFields.find((matcher) => matcher.field === field)?.label ??
  fields.find(({ key }) => key === field)?.label ??
  field
