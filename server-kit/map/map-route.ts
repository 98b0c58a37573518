import { moveImport, requireImport, requireStage } from '../access.ts'
import type { Actor } from '../actor.ts'
import type { MappingsBody } from '../contract/requests.ts'
import { ROUTES } from '../contract/routes.ts'
import { ImportError } from '../errors.ts'
import { cellRules } from '../importer/cell-rules.ts'
import { toEntity } from '../importer/entity.ts'
import { viewImport } from '../import-view.ts'
import type { KitParts } from '../kit-parts.ts'
import { serve, type KitApp } from '../route.ts'
import { ERROR_HEADER } from '../values/formula-guard.ts'
import { checkMappings } from './check-mappings.ts'
import { schemaRoutes } from './schema-route.ts'
import { suggestMappings } from './suggest-mappings.ts'
import { recallImport, recallMappings, rememberMappings } from './team-memory.ts'

/** What can be imported, the columns of a file with suggestions, and the saved mapping. */
export function mapRoutes(app: KitApp, kit: KitParts): void {
  schemaRoutes(app, kit)

  serve(app, ROUTES.rows, async ({ actor, id, query }) => {
    const { headers } = await requireImport(kit, actor, id)
    const { decided, ...page } = query
    return { headers, ...(await kit.rows.open(id).page({ ...page, decided: decided === 'true' })) }
  })

  serve(app, ROUTES.columns, async ({ actor, id, query }) => {
    const found = await requireImport(kit, actor, id)
    const importer = kit.registry.get(found.entityType)
    const entity = toEntity(importer, await importer.fieldsFor(actor.teamId))
    const columns = await kit.rows.open(id).profiles()
    const own = columns.filter(({ source }) => source !== ERROR_HEADER)
    const remembered = await recallMappings(kit, found)
    const liked = await recallImport(kit, found, query.like)
    const suggestions = suggestMappings({ columns: own, entity, liked, remembered })
    return {
      columns: columns.map((column) => ({
        ...column,
        suggestion: suggestions.get(column.source) ?? null,
      })),
      rowCount: found.totalRows,
    }
  })

  serve(app, ROUTES.saveMappings, async ({ c, actor, id, body }) => {
    const store = kit.rows.open(id)
    await checked(kit, { actor, id }, body.mappings)
    await store.settleReading()
    // Again: until here the file could be read in another way.
    const { mappings, rules } = await checked(kit, { actor, id }, body.mappings)
    const saved = await moveImport(
      kit,
      { actor, id },
      {
        from: ['mapping', 'reviewing'],
        to: 'reviewing',
        set: { columnMappings: mappings },
      },
    )
    // After the record, whose revision says which of several requests was the last.
    await store.setRules(rules, saved.mappingRevision)
    await kit.jobs.wake({ kind: 'prepare', importId: id })
    await rememberMappings(kit, saved)
    return viewImport(kit, c, saved)
  })
}

/** The mappings with their rules; refuses what cannot be. */
async function checked(
  kit: KitParts,
  request: { actor: Actor; id: string },
  wanted: MappingsBody['mappings'],
) {
  const record = await requireStage(kit, request, ['mapping', 'reviewing'])
  const importer = kit.registry.get(record.entityType)
  const fields = await importer.fieldsFor(record.teamId)
  const columns = await kit.rows.open(record.id).profiles()
  if (columns.some(({ source }, place) => record.headers[place] !== source)) {
    throw new ImportError('wrong_stage', 'The file is being read again. Wait a moment.')
  }
  const mappings = checkMappings({ mappings: wanted, columns, importer, fields })
  return { mappings, rules: cellRules({ record, mappings, importer, fields }) }
}
