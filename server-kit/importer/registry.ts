import { ImportError, SetupError } from '../errors.ts'
import { defineImporter } from './define-importer.ts'
import type { EntityLinkDefinition, Importer, ImporterDefinition } from './importer.ts'
import { inheritMatchers, type LinkCalls, linkCalls } from './link-calls.ts'

/** The importers of a kit by entity type. */
export interface Registry {
  /** Throws `unknown_entity_type` when none is registered. */
  get(entityType: string): Importer
  find(entityType: string): Importer | undefined
  list(): Importer[]
  /** How the records of a link are found and made: by the link itself, else by their importer. */
  linkCalls(link: EntityLinkDefinition): LinkCalls
}

/**
 * Checks and registers the importers. A link takes what it does not say itself (labels and types of
 * its matchable fields, `findBy`, `create`) from the importer of its entity type.
 */
export function createRegistry(definitions: readonly ImporterDefinition[]): Registry {
  const defined = new Map<string, Importer>()
  for (const definition of definitions) {
    const importer = defineImporter(definition)
    if (defined.has(importer.entityType)) {
      throw new SetupError(`importer "${importer.entityType}"`, 'is registered twice')
    }
    defined.set(importer.entityType, importer)
  }
  const complete = [...defined.values()].map((importer) => ({
    ...importer,
    entityLinks: importer.entityLinks.map((link) => completeLink(importer, link, defined)),
  }))
  const importers = new Map(complete.map((importer) => [importer.entityType, importer]))
  return {
    get(entityType) {
      const importer = importers.get(entityType)
      if (importer) return importer
      throw new ImportError('unknown_entity_type', `There is nothing to import as “${entityType}”.`)
    },
    find: (entityType) => importers.get(entityType),
    list: () => complete,
    linkCalls: (link) => linkCalls(link, importers.get(link.entityType)),
  }
}

function completeLink(
  importer: Importer,
  link: EntityLinkDefinition,
  importers: ReadonlyMap<string, Importer>,
) {
  const target = importers.get(link.entityType)
  checkTarget(`importer "${importer.entityType}", entity link "${link.key}"`, link, target)
  return inheritMatchers(link, target)
}

function checkTarget(where: string, link: EntityLinkDefinition, target: Importer | undefined) {
  const behaviors = link.matchableFields.map(({ behavior }) => behavior)
  const finds = behaviors.some((behavior) => behavior !== 'create')
  const creates = behaviors.some((behavior) => behavior !== 'match_only')
  if (!target && finds && !link.findBy) {
    const fix = 'register one, or give the link a findBy'
    throw new SetupError(where, `there is no importer "${link.entityType}"; ${fix}`)
  }
  if (!creates || link.create || target?.createLinked) return
  if (!target || typeof target.fields === 'function') {
    const fix = `a create, or importer "${link.entityType}" a createLinked or a list of fields`
    throw new SetupError(where, `does not know how to make records; give the link ${fix}`)
  }
}
