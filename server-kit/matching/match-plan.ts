import type { ColumnMapping } from '../contract/shapes.ts'
import type {
  EntityLinkDefinition,
  Importer,
  ImporterField,
  MatchableFieldDefinition,
} from '../importer/importer.ts'
import type { MatchPlan, MatchRules } from '../row-store/row-store.ts'

/** Which of the mapped columns decide what a row does, each list by priority, highest first. */
export function matchPlan(
  mappings: readonly ColumnMapping[],
  importer: Importer,
  fields: readonly ImporterField[],
): MatchPlan & { rules: MatchRules } {
  const own = mappings.filter((mapping) => mapping.entityLink === null)
  return {
    keys: keysOf(
      own,
      // `create` never looks up: as a key of the record itself it decides nothing.
      importer.matchableFields.filter(({ behavior }) => behavior !== 'create'),
    ),
    links: importer.entityLinks.flatMap((link) => planLink(mappings, link)),
    required: own.flatMap(({ source, target }) => {
      const field = fields.find(({ key }) => key === target)
      return field?.required ? [{ source, message: `${field.label} is required` }] : []
    }),
    ...(importer.validateRow && { withValues: true }),
    rules: matchRules(withMappedLinks(importer, mappings), fields),
  }
}

/** An importer with the links that columns are mapped to, and no others: no row has any of them. */
export function withMappedLinks(importer: Importer, mappings: readonly ColumnMapping[]): Importer {
  const mapped = new Set(mappings.map(({ entityLink }) => entityLink))
  return { ...importer, entityLinks: importer.entityLinks.filter(({ key }) => mapped.has(key)) }
}

/** What of an importer decides rows, without its functions. */
export const matchRules = (importer: Importer, fields: readonly ImporterField[]): MatchRules => ({
  importer: {
    singular: importer.singular,
    matchableFields: importer.matchableFields.map(matcherRule),
    entityLinks: importer.entityLinks.map(({ key, label, multiple, matchableFields }) => ({
      key,
      label,
      multiple,
      matchableFields: matchableFields.map(matcherRule),
    })),
  },
  fields: fields.map(({ key, label }) => ({ key, label })),
})

const matcherRule = ({ field, label, behavior }: MatchableFieldDefinition) => ({
  field,
  label,
  behavior,
})

function planLink(mappings: readonly ColumnMapping[], link: EntityLinkDefinition) {
  const mapped = mappings.filter((mapping) => mapping.entityLink === link.key)
  return mapped.length > 0 ? [{ link: link.key, keys: keysOf(mapped, link.matchableFields) }] : []
}

function keysOf(mapped: readonly ColumnMapping[], matchable: readonly MatchableFieldDefinition[]) {
  return byPriority(matchable).flatMap(({ field }) =>
    mapped.filter((mapping) => mapping.target === field).map(({ source }) => ({ source, field })),
  )
}

const byPriority = (matchable: readonly MatchableFieldDefinition[]) =>
  [...matchable].sort((left, right) => right.priority - left.priority)
