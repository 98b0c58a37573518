import { FIELD_TYPES, MATCH_BEHAVIORS } from '../contract/stages.ts'
import { SetupError } from '../errors.ts'
import { isCountry } from '../values/parse-phone.ts'
import type {
  EntityLinkDefinition,
  FieldDefinition,
  ImporterDefinition,
  MatchableFieldDefinition,
} from './importer.ts'

const quoted = (words: readonly string[]) => words.map((word) => `"${word}"`).join(', ')

function checkDistinct(keys: readonly string[], where: string, what: string) {
  const seen = new Set<string>()
  for (const key of keys) {
    if (seen.has(key)) {
      throw new SetupError(where, `has two ${what} "${key}"; give each a key of its own`)
    }
    seen.add(key)
  }
}

/** Keys, labels, types, options and countries of the fields. */
export function checkFields(fields: readonly FieldDefinition[], where: string) {
  if (fields.length === 0) throw new SetupError(where, 'has no fields; it needs at least one')
  for (const field of fields) checkField(field, where)
  checkDistinct(
    fields.map((field) => field.key),
    where,
    'fields',
  )
}

function checkField(field: FieldDefinition, importer: string) {
  if (!field.key || field.key === '__proto__') {
    throw new SetupError(importer, `field "${field.label}" needs a key, such as "name"`)
  }
  const where = `${importer}, field "${field.key}"`
  if (!field.label) throw new SetupError(where, 'needs a label, as users say it')
  if (field.type && !FIELD_TYPES.includes(field.type)) {
    throw new SetupError(where, `unknown type "${field.type}"; it is one of ${quoted(FIELD_TYPES)}`)
  }
  if (field.defaultCountry && !isCountry(field.defaultCountry)) {
    throw new SetupError(where, 'defaultCountry is not an ISO 3166 country, such as "DE"')
  }
  if (field.type === 'choice') checkOptions(field.options ?? [], where)
}

function checkOptions(options: NonNullable<FieldDefinition['options']>, where: string) {
  if (options.length === 0) throw new SetupError(where, 'a choice needs options')
  const values = options.map((option) => (typeof option === 'string' ? option : option.value))
  checkDistinct(values, where, 'options')
}

/** Each matchable field is one of the importer's own fields. */
export function checkMatchableFields(
  matchable: readonly MatchableFieldDefinition[],
  fields: readonly FieldDefinition[],
  where: string,
) {
  const keys = fields.map((field) => field.key)
  const unknown = matchable.find(({ field }) => !keys.includes(field))
  if (unknown) {
    throw new SetupError(
      `${where}, matchable field "${unknown.field}"`,
      `is not one of its fields; they are ${quoted(keys)}`,
    )
  }
}

/** Each matchable field once, with a priority and a known behaviour and type. */
export function checkMatchers(matchable: readonly MatchableFieldDefinition[], where: string) {
  checkDistinct(
    matchable.map(({ field }) => field),
    where,
    'matchable fields',
  )
  for (const { field, behavior, priority, type } of matchable) {
    const place = `${where}, matchable field "${field}"`
    if (!MATCH_BEHAVIORS.includes(behavior)) {
      throw new SetupError(place, `behavior is one of ${quoted(MATCH_BEHAVIORS)}`)
    }
    if (!Number.isFinite(priority)) {
      throw new SetupError(place, 'needs a priority, a number; the highest decides first')
    }
    if (type && !FIELD_TYPES.includes(type)) {
      throw new SetupError(place, `type is one of ${quoted(FIELD_TYPES)}`)
    }
  }
}

/** A list that updates merge has to be read first: otherwise an update would overwrite it. */
export function checkMerging(
  { matchableFields = [], load }: Pick<ImporterDefinition, 'matchableFields' | 'load'>,
  fields: readonly FieldDefinition[],
  where: string,
) {
  const isUpdating = matchableFields.some(({ behavior }) => behavior !== 'create')
  if (load || !isUpdating) return
  const list = fields.find(
    ({ multiple, listUpdate = 'merge' }) => multiple && listUpdate === 'merge',
  )
  if (!list) return
  const fix = `give the importer a load, or the field listUpdate: 'replace'`
  throw new SetupError(`${where}, field "${list.key}"`, `updates merge this list; ${fix}`)
}

/** Each link once, with a target and with something to match it by. */
export function checkEntityLinks(links: readonly EntityLinkDefinition[], importer: string) {
  checkDistinct(
    links.map((link) => link.key),
    importer,
    'entity links',
  )
  for (const link of links) {
    const where = `${importer}, entity link "${link.key}"`
    if (!link.key || !link.label) throw new SetupError(where, 'needs a key and a label')
    if (!link.entityType) throw new SetupError(where, 'needs the entityType that it links to')
    if (link.matchableFields.length === 0) {
      throw new SetupError(where, 'needs matchableFields: what the linked record is found by')
    }
    checkMatchers(link.matchableFields, where)
  }
}
