import type { Entity, EntityLink, Field, MatchableField } from '../contract/shapes.ts'
import type {
  EntityLinkDefinition,
  Importer,
  ImporterField,
  MatchableFieldDefinition,
} from './importer.ts'

const WORD_STARTS = /(?<=[a-z0-9])(?=[A-Z])|[_-]+/
/** `externalId` → `External id`: a label for a field whose own label is not known. */
export const labelOfKey = (key: string) => {
  const words = key.split(WORD_STARTS).join(' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const byPriority = (a: { priority: number }, b: { priority: number }) => b.priority - a.priority

const toField = (field: ImporterField): Field => ({
  key: field.key,
  label: field.label,
  type: field.type,
  required: field.required,
  multiple: field.multiple,
  options: field.options,
  example: field.example,
  icon: field.icon,
  guesses: field.guesses,
})

const toMatchableField = (
  matchable: MatchableFieldDefinition,
  fields: readonly ImporterField[],
): MatchableField => {
  const field = fields.find(({ key }) => key === matchable.field)
  return {
    field: matchable.field,
    label: matchable.label ?? field?.label ?? labelOfKey(matchable.field),
    priority: matchable.priority,
    behavior: matchable.behavior,
    multiValue: matchable.multiValue ?? field?.multiple ?? false,
    type: matchable.type ?? field?.type ?? 'text',
    guesses: [...(matchable.guesses ?? [])],
  }
}

const toEntityLink = (link: EntityLinkDefinition): EntityLink => ({
  key: link.key,
  label: link.label,
  icon: link.icon ?? null,
  entityType: link.entityType,
  multiple: link.multiple ?? false,
  guesses: [...(link.guesses ?? [])],
  matchableFields: link.matchableFields
    .map((matchable) => toMatchableField(matchable, []))
    .sort(byPriority),
})

/** An importer as the contract shows it, with a team's fields; matchable fields by priority. */
export const toEntity = (
  importer: Pick<
    Importer,
    'entityType' | 'label' | 'singular' | 'icon' | 'matchableFields' | 'entityLinks'
  >,
  fields: readonly ImporterField[],
): Entity => ({
  entityType: importer.entityType,
  label: importer.label,
  singular: importer.singular,
  icon: importer.icon,
  fields: fields.map(toField),
  matchableFields: importer.matchableFields
    .map((matchable) => toMatchableField(matchable, fields))
    .sort(byPriority),
  entityLinks: importer.entityLinks.map(toEntityLink),
})
