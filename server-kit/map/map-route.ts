import { moveImport, requireImport, requireStage } from '../access.ts'
import { ROUTES } from '../contract/routes.ts'
import { cellRules } from '../importer/cell-rules.ts'
import { toEntity } from '../importer/entity.ts'
import { viewImport } from '../import-view.ts'
import type { KitParts } from '../kit-parts.ts'
import { serve, type KitApp } from '../route.ts'
import { ERROR_HEADER } from '../values/formula-guard.ts'
import { checkMappings } from './check-mappings.ts'
import { schemaRoutes } from './schema-route.ts'
import { suggestMappings } from './suggest-mappings.ts'
import { recallMappings, rememberMappings } from './team-memory.ts'

/** What can be imported, the columns of a file with suggestions, and the saved mapping. */
export function mapRoutes(app: KitApp, kit: KitParts): void {
  schemaRoutes(app, kit)

  serve(app, ROUTES.rows, async ({ actor, id, query }) => {
    const { headers } = await requireImport(kit, actor, id)
    return { headers, ...(await kit.rows.open(id).page(query)) }
  })

  serve(app, ROUTES.columns, async ({ actor, id }) => {
    const found = await requireImport(kit, actor, id)
    const importer = kit.registry.get(found.entityType)
    const entity = toEntity(importer, await importer.fieldsFor(actor.teamId))
    const columns = await kit.rows.open(id).profiles()
    const own = columns.filter(({ source }) => source !== ERROR_HEADER)
    const remembered = await recallMappings(kit, found)
    const suggestions = suggestMappings({ columns: own, entity, remembered })
    return {
      columns: columns.map((column) => ({
        ...column,
        suggestion: suggestions.get(column.source) ?? null,
      })),
      rowCount: found.totalRows,
    }
  })

  serve(app, ROUTES.saveMappings, async ({ c, actor, id, body }) => {
    const found = await requireStage(kit, { actor, id }, ['mapping', 'reviewing'])
    const importer = kit.registry.get(found.entityType)
    const fields = await importer.fieldsFor(actor.teamId)
    const store = kit.rows.open(id)
    const mappings = checkMappings({
      mappings: body.mappings,
      columns: await store.profiles(),
      importer,
      fields,
    })
    await store.setRules(cellRules({ record: found, mappings, importer, fields }))
    const saved = await moveImport(
      kit,
      { actor, id },
      {
        from: ['mapping', 'reviewing'],
        to: 'reviewing',
        set: { columnMappings: mappings },
      },
    )
    await kit.jobs.wake({ kind: 'prepare', importId: id })
    await rememberMappings(kit, saved)
    return viewImport(kit, c, saved)
  })
}
