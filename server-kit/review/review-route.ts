import { moveImport, requireImport, requireStage, stillValidating, wrongStage } from '../access.ts'
import type { Actor } from '../actor.ts'
import type { ColumnBody } from '../contract/requests.ts'
import { ROUTES } from '../contract/routes.ts'
import { viewImport } from '../import-view.ts'
import type { KitParts } from '../kit-parts.ts'
import { updateColumnMapping } from '../model/column-mappings.ts'
import type { Import } from '../model/import.ts'
import { serve, type KitApp } from '../route.ts'
import { decisionRoutes } from './decision-routes.ts'
import { rulesOf } from './follow-mappings.ts'
import { prepareAgain, requireMapped, reviewProgress, REVIEW_STAGES } from './reviewed-import.ts'

/** The distinct values of the mapped columns, and what the reviewer decides about them. */
export function reviewRoutes(app: KitApp, kit: KitParts): void {
  serve(app, ROUTES.review, async (request) => {
    return reviewProgress(kit, await requireStage(kit, request, REVIEW_STAGES))
  })

  serve(app, ROUTES.values, async (request) => {
    const found = await requireStage(kit, request, REVIEW_STAGES)
    requireMapped(found, request.query.source)
    return kit.rows.open(found.id).values(request.query)
  })

  decisionRoutes(app, kit)
  changeColumnRoute(app, kit)
  stageRoute(app, kit)
}

function changeColumnRoute(app: KitApp, kit: KitParts) {
  serve(app, ROUTES.changeColumn, async ({ c, actor, id, body }) => {
    const { saved, rules } = await changeMapping(kit, { actor, id }, body)
    // After the record: had a start come first, its rules would have changed under it.
    await kit.rows.open(id).setRules(rules, saved.mappingRevision)
    await prepareAgain(kit, saved)
    return viewImport(kit, c, saved)
  })
}

const MOST_TRIES = 5

/** Changes one mapping of the record; again from the start when another one is changed meanwhile. */
async function changeMapping(
  kit: KitParts,
  request: { actor: Actor; id: string },
  { source, dateFormat, numberFormat }: ColumnBody,
) {
  const team = kit.model.forTeam(request.actor.teamId)
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const record = await requireStage(kit, request, REVIEW_STAGES)
    requireMapped(record, source)
    const mappings = updateColumnMapping(record, source, {
      ...(dateFormat !== undefined && { dateFormat }),
      ...(numberFormat !== undefined && { numberFormat }),
    })
    const rules = await rulesOf(kit, { ...record, columnMappings: mappings })
    const { status, mappingRevision: revision } = record
    const set = { columnMappings: mappings }
    const saved = await team.transition(record.id, { from: [status], to: status, revision, set })
    if (saved) return { saved, rules }
  }
  throw stillValidating()
}

function stageRoute(app: KitApp, kit: KitParts) {
  serve(app, ROUTES.stage, async ({ c, actor, id, body }) => {
    const found = await requireImport(kit, actor, id)
    if (found.status === body.to) return viewImport(kit, c, found)
    const from = BEFORE[body.to].filter((status) => status === found.status)
    if (from.length === 0) throw wrongStage(found.status)
    const isOn = body.to === 'previewing'
    if (isOn) await requireValidated(kit, found)
    const revision = isOn ? found.mappingRevision : undefined
    const moved = await moveImport(kit, { actor, id }, { from, to: body.to, revision })
    if (body.to !== 'mapping') await kit.jobs.wake({ kind: 'prepare', importId: id })
    return viewImport(kit, c, moved)
  })
}

/** From where each stage can be gone to: `reviewing` from the mapping is `PUT /:id/mappings`. */
const BEFORE = {
  mapping: ['reviewing', 'previewing'],
  reviewing: ['previewing'],
  previewing: ['reviewing'],
} as const

async function requireValidated(kit: KitParts, found: Import) {
  const { columns } = await reviewProgress(kit, found)
  if (columns.some((column) => column.status !== 'done')) throw stillValidating()
}
