import { etag } from 'hono/etag'
import { allowedTypes, requireImport } from '../access.ts'
import { ROUTES } from '../contract/routes.ts'
import { viewImport, viewImports } from '../import-view.ts'
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

  app.use(ROUTES.show.path, etag())
  serve(app, ROUTES.show, async ({ c, actor, id }) =>
    viewImport(kit, c, await requireImport(kit, actor, id)),
  )
}
