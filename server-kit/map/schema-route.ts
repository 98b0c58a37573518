import { allowedTypes, requireAllowed } from '../access.ts'
import { ROUTES } from '../contract/routes.ts'
import { toEntity } from '../importer/entity.ts'
import type { KitParts } from '../kit-parts.ts'
import { templateCsv } from './template.ts'
import { serve, type KitApp } from '../route.ts'

/** What the actor may import, and an example file of it. */
export function schemaRoutes(app: KitApp, kit: KitParts): void {
  serve(app, ROUTES.schema, async ({ actor }) => {
    const types = await allowedTypes(kit, actor)
    const entities = types.map((type) => entityOf(kit, type, actor.teamId))
    const { rows, fileBytes, columns, cellBytes } = kit.limits
    return {
      entities: await Promise.all(entities),
      limits: { rows, fileBytes, columns, cellBytes },
    }
  })

  serve(app, ROUTES.template, async ({ c, actor, query }) => {
    const importer = kit.registry.get(query.entityType)
    await requireAllowed(kit, actor, importer.entityType)
    const csv = templateCsv(await entityOf(kit, importer.entityType, actor.teamId))
    return c.body(csv, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${importer.entityType}-template.csv"`,
    })
  })
}

async function entityOf(kit: KitParts, entityType: string, teamId: string) {
  const importer = kit.registry.get(entityType)
  return toEntity(importer, await importer.fieldsFor(teamId))
}
