import type { Actor } from './actor.ts'
import type { ImportStatus } from './contract/stages.ts'
import { ImportError } from './errors.ts'
import type { KitParts } from './kit-parts.ts'
import type { Import, Transition } from './model/import.ts'
import { isUlid } from './runtime/new-id.ts'

/** The team's import; another team's, or an id of another form, is not found. */
export async function requireImport(kit: KitParts, actor: Actor, id: string): Promise<Import> {
  const found = isUlid(id) ? await kit.model.forTeam(actor.teamId).find(id) : null
  if (!found) throw new ImportError('import_not_found', 'This import does not exist.')
  await requireAllowed(kit, actor, found.entityType)
  return found
}

/** The import, when it is in one of `statuses`. */
export async function requireStage(
  kit: KitParts,
  request: { actor: Actor; id: string },
  statuses: readonly ImportStatus[],
): Promise<Import> {
  const found = await requireImport(kit, request.actor, request.id)
  if (!statuses.includes(found.status)) throw wrongStage(found.status)
  return found
}

export async function requireAllowed(kit: KitParts, actor: Actor, entityType: string) {
  if (await kit.canImport(actor, entityType)) return
  throw new ImportError('not_allowed', 'You may not import this kind of record.')
}

const WHERE: Record<ImportStatus, string> = {
  uploading: 'is still being uploaded',
  mapping: 'is at its mapping',
  reviewing: 'is at its review',
  previewing: 'is at its preview',
  importing: 'is running',
  completed: 'is completed',
  failed: 'has failed',
  cancelled: 'was cancelled',
}

export const wrongStage = (status: ImportStatus) =>
  new ImportError('wrong_stage', `This is not possible now: the import ${WHERE[status]}.`, {
    details: { status },
  })

/** Changes the status, or refuses with the one that somebody else has brought it to meanwhile. */
export async function moveImport(
  kit: KitParts,
  request: { actor: Actor; id: string },
  change: Transition,
): Promise<Import> {
  const { actor, id } = request
  const moved = await kit.model.forTeam(actor.teamId).transition(id, change)
  if (moved) return moved
  const found = await requireImport(kit, actor, id)
  if (change.to === 'importing' && found.rowsRemovedAt !== null) throw rowsExpired()
  // Still at its stage: a mapping was changed meanwhile, whose values are to be checked first.
  throw change.from.includes(found.status) ? stillValidating() : wrongStage(found.status)
}

const rowsExpired = () =>
  new ImportError(
    'rows_expired',
    'The rows of this import are no longer kept. Upload the file again.',
  )

export const stillValidating = () =>
  new ImportError('still_validating', 'The values are still being checked. Wait a moment.')

export const stillMatching = (details?: { progress: number }) =>
  new ImportError(
    'still_matching',
    'Existing records are still being looked up.',
    details ? { details } : {},
  )

/** The entity types that the actor may import, in the host's order. */
export async function allowedTypes(kit: KitParts, actor: Actor): Promise<string[]> {
  const types = kit.registry.list().map((importer) => importer.entityType)
  const allowed = await Promise.all(types.map((type) => kit.canImport(actor, type)))
  return types.filter((_, index) => allowed[index])
}
