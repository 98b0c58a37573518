import { SetupError } from '../errors.ts'
import {
  checkEntityLinks,
  checkFields,
  checkMatchableFields,
  checkMatchers,
  checkMerging,
} from './definition-checks.ts'
import { normalizeFields } from './normalize-fields.ts'
import type { FieldDefinition, Importer, ImporterDefinition, ImporterField } from './importer.ts'

const DEFAULT_COUNTRY = 'US'

/**
 * Declares what one entity type is and how its records are found and written. Checked here, so that a
 * mistake is seen when the host starts: a `SetupError` names the importer, the place and the fix.
 *
 * @example
 * const people = defineImporter({
 *   entityType: 'people',
 *   label: 'People',
 *   singular: 'Person',
 *   fields: [
 *     { key: 'name', label: 'Name', required: true },
 *     { key: 'email', label: 'Email', type: 'email', guesses: ['mail'] },
 *   ],
 *   matchableFields: [{ field: 'email', priority: 10, behavior: 'match_or_create' }],
 *   findBy: ({ field, values }, { teamId, tx }) => findPeople(tx, teamId, field, values),
 *   save: (records, { teamId, tx }) => savePeople(tx, teamId, records),
 * })
 */
export function defineImporter<Tx = unknown>(given: ImporterDefinition<Tx>): Importer {
  // Only the batch's transaction has the type `Tx`, and the kit hands on what it was given.
  const definition: ImporterDefinition = given
  const where = `importer "${definition.entityType}"`
  checkNames(definition, where)
  checkFunctions(definition, where)
  const matchableFields = definition.matchableFields ?? []
  const entityLinks = definition.entityLinks ?? []
  checkMatchers(matchableFields, where)
  checkEntityLinks(entityLinks, where)
  const defaultCountry = definition.defaultCountry ?? DEFAULT_COUNTRY
  return {
    ...boundCalls(definition),
    entityType: definition.entityType,
    label: definition.label,
    singular: definition.singular ?? definition.label,
    icon: definition.icon ?? null,
    fields: definition.fields,
    matchableFields,
    entityLinks,
    defaultCountry,
    blankCells: definition.blankCells ?? 'keep',
    keepsToTeam: definition.keepsToTeam ?? false,
    awaitsTurn: definition.awaitsTurn ?? false,
    fieldsFor: fieldsResolver(definition, (fields) => {
      checkFields(fields, where)
      checkMatchableFields(matchableFields, fields, where)
      checkMerging(definition, fields, where)
      return normalizeFields(fields, defaultCountry)
    }),
  }
}

function checkNames({ entityType, label }: ImporterDefinition, where: string) {
  if (!entityType) throw new SetupError('importer', 'needs an entityType, such as "people"')
  if (!label) throw new SetupError(where, 'needs a label, such as "People"')
}

function checkFunctions(definition: ImporterDefinition, where: string) {
  for (const name of ['findBy', 'save'] as const) {
    if (typeof definition[name] !== 'function') {
      throw new SetupError(where, `needs a function ${name}`)
    }
  }
  const { fields } = definition
  if (typeof fields !== 'function' && !Array.isArray(fields)) {
    throw new SetupError(where, 'needs fields: a list, or a function of the team that makes one')
  }
}

/** Calls on the definition itself, otherwise the methods of a class would lose their `this`. */
function boundCalls(definition: ImporterDefinition) {
  const { findMany, load, createLinked, teamFields, validateRow } = definition
  return {
    findBy: definition.findBy.bind(definition),
    save: definition.save.bind(definition),
    ...(validateRow && { validateRow: validateRow.bind(definition) }),
    ...(findMany && { findMany: findMany.bind(definition) }),
    ...(load && { load: load.bind(definition) }),
    ...(teamFields && { teamFields: teamFields.bind(definition) }),
    ...(createLinked && { createLinked: createLinked.bind(definition) }),
  }
}

/** A list is checked now; what depends on the team is checked each time it is made. */
function fieldsResolver(
  definition: ImporterDefinition,
  check: (fields: readonly FieldDefinition[]) => ImporterField[],
): Importer['fieldsFor'] {
  const { fields } = definition
  const checked = typeof fields === 'function' ? null : check(fields)
  if (checked && !definition.teamFields) return () => Promise.resolve(checked)
  return async (teamId) => {
    const own = typeof fields === 'function' ? await fields({ teamId }) : fields
    return check([...own, ...((await definition.teamFields?.({ teamId })) ?? [])])
  }
}
