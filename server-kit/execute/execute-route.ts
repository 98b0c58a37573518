import {
  moveImport,
  requireImport,
  requireStage,
  stillMatching,
  stillValidating,
  wrongStage,
} from '../access.ts'
import type { Actor } from '../actor.ts'
import { ROUTES } from '../contract/routes.ts'
import { ImportError } from '../errors.ts'
import { viewImport } from '../import-view.ts'
import type { KitParts } from '../kit-parts.ts'
import type { Import } from '../model/import.ts'
import { serve, type KitApp } from '../route.ts'
import { isStalled } from '../stalled.ts'
import { withoutReason, withReason } from '../stopped-warning.ts'

/** Start, cancel, resume, give up. */
export function executeRoutes(app: KitApp, kit: KitParts): void {
  serve(app, ROUTES.start, async ({ c, actor, id }) => {
    const key = c.req.header('idempotency-key')
    const found = await requireImport(kit, actor, id)
    if (key && (await isStartedWith(kit, actor, { id, key }))) return viewImport(kit, c, found)
    await requireReady(kit, found)
    const { mappingRevision } = found
    const team = kit.model.forTeam(actor.teamId)
    const started = await team.transitionToImporting(id, mappingRevision)
    if (!started) throw await lostStart(kit, actor, id)
    if (key) await team.saveIdempotencyKey(startKey({ id, key }), id)
    await kit.jobs.wake({ kind: 'execute', importId: id })
    return viewImport(kit, c, started)
  })

  serve(app, ROUTES.cancel, async ({ c, actor, id }) => {
    await requireStage(kit, { actor, id }, ['importing'])
    const cancelled = await moveImport(kit, { actor, id }, { from: ['importing'], to: 'cancelled' })
    kit.notifier.wake(id)
    return viewImport(kit, c, cancelled)
  })

  serve(app, ROUTES.resume, async ({ c, actor, id }) => {
    const found = await requireImport(kit, actor, id)
    if (found.status !== 'failed' && !isStalled(found)) throw wrongStage(found.status)
    const resumed = await moveImport(
      kit,
      { actor, id },
      { from: [found.status], to: 'importing', set: { warnings: withoutReason(found.warnings) } },
    )
    await kit.jobs.wake({ kind: 'execute', importId: id })
    return viewImport(kit, c, resumed)
  })

  serve(app, ROUTES.fail, async ({ c, actor, id }) => {
    const found = await requireStage(kit, { actor, id }, ['importing'])
    if (!isStalled(found)) throw wrongStage('importing')
    const warnings = withReason(found.warnings, MARKED)
    const failed = await moveImport(
      kit,
      { actor, id },
      { from: ['importing'], to: 'failed', set: { warnings } },
    )
    kit.notifier.wake(id)
    return viewImport(kit, c, failed)
  })
}

const MARKED = 'No server worked on this import any more, and somebody marked it as failed.'

async function requireReady(kit: KitParts, found: Import) {
  if (found.status === 'previewing') {
    const { columns, matching, revision } = await kit.rows.open(found.id).progress()
    if (revision !== found.mappingRevision) throw stillValidating()
    if (columns.some((column) => column.status !== 'done')) throw stillValidating()
    if (matching.status !== 'done') throw stillMatching()
    return
  }
  const isDraft = ['uploading', 'mapping', 'reviewing'].includes(found.status)
  throw isDraft ? wrongStage(found.status) : alreadyStarted()
}

/** Somebody else has started it, or has changed a mapping meanwhile. */
async function lostStart(kit: KitParts, actor: Actor, id: string) {
  const { status } = await requireImport(kit, actor, id)
  return status === 'previewing' ? stillValidating() : alreadyStarted()
}

const alreadyStarted = () => new ImportError('already_started', 'This import was started already.')

interface Started {
  id: string
  key: string
}

const startKey = ({ id, key }: Started) => `start:${id}:${key}`

async function isStartedWith(kit: KitParts, actor: Actor, started: Started): Promise<boolean> {
  const found = await kit.model.forTeam(actor.teamId).findByIdempotencyKey(startKey(started))
  return found?.id === started.id
}
