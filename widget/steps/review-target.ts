import type { ColumnMapping, Entity, Field, Option } from '../../server-kit/contract/shapes.ts'
import type { DateFormat } from '../../server-kit/contract/stages.ts'

/** How the values of a column are edited. */
export type EditorKind =
  'text' | 'number' | 'date' | 'datetime' | 'choice' | 'boolean' | 'choices' | 'list'

/** Where a column goes, as far as the review needs it. */
export interface ReviewTarget {
  label: string
  kind: EditorKind
  options: readonly Option[]
  /** Picked dates are written like the column's others, otherwise they would be errors. */
  dateFormat: DateFormat
  /** Which format of the column can be changed. */
  format: 'date' | 'number' | null
}

const SINGLE: Partial<Record<Field['type'], EditorKind>> = {
  number: 'number',
  currency: 'number',
  date: 'date',
  datetime: 'datetime',
  choice: 'choice',
  boolean: 'boolean',
}

const kindOf = ({ type, multiple }: Field): EditorKind => {
  if (!multiple) return SINGLE[type] ?? 'text'
  return type === 'choice' ? 'choices' : 'list'
}

const formatOf = (type: Field['type']): ReviewTarget['format'] => {
  if (type === 'date' || type === 'datetime') return 'date'
  return type === 'number' || type === 'currency' ? 'number' : null
}

const linkTarget = (
  entity: Entity | null,
  mapping: ColumnMapping,
): Pick<ReviewTarget, 'label' | 'kind'> => {
  const link = entity?.entityLinks.find(({ key }) => key === mapping.entityLink)
  const matcher = link?.matchableFields.find(({ field }) => field === mapping.target)
  const isList = Boolean(matcher?.multiValue || link?.multiple)
  const label = `${link?.label ?? mapping.entityLink} → ${matcher?.label ?? mapping.target}`
  return { label, kind: isList ? 'list' : 'text' }
}

/** The target of a column and how its values are edited. */
export const reviewTarget = (entity: Entity | null, mapping: ColumnMapping): ReviewTarget => {
  const shared = { options: [], dateFormat: mapping.dateFormat ?? 'iso', format: null } as const
  if (mapping.entityLink) return { ...shared, ...linkTarget(entity, mapping) }
  const field = entity?.fields.find(({ key }) => key === mapping.target)
  if (!field) return { ...shared, label: mapping.target, kind: 'text' }
  const { label, options } = field
  return {
    ...shared,
    label,
    kind: kindOf(field),
    options: options ?? [],
    format: formatOf(field.type),
  }
}
