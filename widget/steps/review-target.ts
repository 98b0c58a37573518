import type {
  ColumnMapping,
  Entity,
  Field,
  ImportView,
  MatchableField,
  Option,
} from '../../server-kit/contract/shapes.ts'
import type { DateFormat } from '../../server-kit/contract/stages.ts'

/** How the values of a column are edited. */
export type EditorKind =
  'text' | 'number' | 'date' | 'datetime' | 'choice' | 'boolean' | 'choices' | 'list'

/** Several items, each with an editor or a box of its own. */
export const isList = (kind: EditorKind): boolean => kind === 'list' || kind === 'choices'

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

const kindOf = (type: Field['type'], isMultiple: boolean): EditorKind => {
  if (!isMultiple) return SINGLE[type] ?? 'text'
  return type === 'choice' ? 'choices' : 'list'
}

const formatOf = (type: Field['type']): ReviewTarget['format'] => {
  if (type === 'date' || type === 'datetime') return 'date'
  return type === 'number' || type === 'currency' ? 'number' : null
}

type OwnPart = Pick<ReviewTarget, 'label' | 'kind' | 'format'> & Partial<ReviewTarget>

const linkTarget = (entity: Entity | null, mapping: ColumnMapping): OwnPart => {
  const link = entity?.entityLinks.find(({ key }) => key === mapping.entityLink)
  const matcher = link?.matchableFields.find(({ field }) => field === mapping.target)
  const isList = Boolean(matcher?.multiValue || link?.multiple)
  const label = `${link?.label ?? mapping.entityLink} · ${matcher?.label ?? mapping.target}`
  const type = matcherType(matcher)
  return { label, kind: kindOf(type, isList), format: formatOf(type) }
}

/** A choice of a linked entity is a text here: its options are not known. */
const matcherType = (matcher: MatchableField | undefined): Field['type'] =>
  matcher?.type === undefined || matcher.type === 'choice' ? 'text' : matcher.type

const fieldTarget = (entity: Entity | null, { target }: ColumnMapping): OwnPart => {
  const field = entity?.fields.find(({ key }) => key === target)
  if (!field) return { label: target, kind: 'text', format: null }
  const { label, options, type, multiple } = field
  return { label, kind: kindOf(type, multiple), format: formatOf(type), options: options ?? [] }
}

/** The target of a column and how its values are edited. */
export const reviewTarget = (entity: Entity | null, mapping: ColumnMapping): ReviewTarget => ({
  options: [],
  dateFormat: mapping.dateFormat ?? 'iso',
  ...(mapping.entityLink === null ? fieldTarget(entity, mapping) : linkTarget(entity, mapping)),
})

/** The targets of all mapped columns, by their headers. */
export const reviewTargets = (
  { columnMappings }: ImportView,
  entity: Entity | null,
): ReadonlyMap<string, ReviewTarget> =>
  new Map(columnMappings.map((mapping) => [mapping.source, reviewTarget(entity, mapping)]))
