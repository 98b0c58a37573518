import { requireStage, stillMatching } from '../access.ts'
import { ROUTES } from '../contract/routes.ts'
import type { LinkSummary } from '../contract/shapes.ts'
import { ImportError } from '../errors.ts'
import type { KitParts } from '../kit-parts.ts'
import type { Import } from '../model/import.ts'
import { serve, type KitApp } from '../route.ts'
import type { RowStore } from '../row-store/row-store.ts'
import { describeRows } from './describe-rows.ts'

/** What the import will do: counts, rows as they will be written, the records behind each link. */
export function previewRoutes(app: KitApp, kit: KitParts): void {
  serve(app, ROUTES.preview, async (request) => {
    const found = await requireStage(kit, request, ['previewing'])
    const store = kit.rows.open(found.id)
    await requireMatched(kit, found, store)
    const counts = await store.previewCounts()
    const links = await linkSummaries(kit, found, store)
    const { link, action, offset, limit } = request.query
    if (link === undefined) {
      const { rows, total } = await store.previewRows({ action, offset, limit })
      return { counts, links, rows: await describeRows(kit, found, rows), total }
    }
    if (!links.some(({ key }) => key === link)) {
      throw new ImportError('unknown_field', `No column is mapped to a link “${link}”.`)
    }
    return { counts, links, ...(await store.linkItems({ link, offset, limit })) }
  })
}

async function requireMatched(kit: KitParts, found: Import, store: RowStore) {
  const { matching, revision } = await store.progress()
  if (matching.status === 'done' && revision >= found.mappingRevision) return
  await kit.jobs.wake({ kind: 'prepare', importId: found.id })
  const { progress, problem } = matching
  if (problem) throw new ImportError('still_matching', problem, { details: { progress } })
  throw stillMatching({ progress })
}

async function linkSummaries(
  kit: KitParts,
  found: Import,
  store: RowStore,
): Promise<LinkSummary[]> {
  const summaries = await store.linkSummary()
  const mapped = new Set(found.columnMappings.map(({ entityLink }) => entityLink))
  return kit.registry
    .get(found.entityType)
    .entityLinks.filter(({ key }) => mapped.has(key))
    .map(({ key, label }) => {
      const summary = summaries.find((candidate) => candidate.key === key)
      return { key, label, link: summary?.link ?? 0, create: summary?.create ?? 0 }
    })
}
