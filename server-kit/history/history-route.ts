import { allowedTypes, requireImport } from '../access.ts'
import { ROUTES } from '../contract/routes.ts'
import { viewImport, viewImports, viewTag } from '../import-view.ts'
import type { KitParts } from '../kit-parts.ts'
import { serve, type KitApp } from '../route.ts'

/** The team's imports, and one of them: what is polled while it runs. */
export function historyRoutes(app: KitApp, kit: KitParts): void {
  serve(app, ROUTES.history, async ({ c, actor, query }) => {
    const allowed = await allowedTypes(kit, actor)
    const entityTypes = query.entityType
      ? allowed.filter((type) => type === query.entityType)
      : allowed
    const page = await kit.model.forTeam(actor.teamId).list({ ...query, entityTypes })
    return { ...page, items: await viewImports(kit, c, page.items) }
  })

  serve(app, ROUTES.show, async ({ c, actor, id }) => {
    const record = await requireImport(kit, actor, id)
    const tag = viewTag(kit, record)
    c.header('ETag', tag)
    if (isKnown(tag, c.req.header('if-none-match'))) return c.body(null, 304)
    return viewImport(kit, c, record)
  })
}

/** What is polled is answered from the record alone while it is as the browser has it. */
const isKnown = (tag: string, known = '') =>
  known.split(',').some((one) => one.trim() === tag || one.trim() === '*')
