import { moveImport, requireImport, requireStage, stillValidating, wrongStage } from '../access.ts'
import type { ValueBody } from '../contract/requests.ts'
import { ROUTES } from '../contract/routes.ts'
import { ImportError } from '../errors.ts'
import { cellRules } from '../importer/cell-rules.ts'
import { viewImport } from '../import-view.ts'
import type { KitParts } from '../kit-parts.ts'
import { getColumnMapping, updateColumnMapping } from '../model/column-mappings.ts'
import type { Import } from '../model/import.ts'
import { serve, type KitApp } from '../route.ts'
import type { BulkChange, Decision, RowStore } from '../row-store/row-store.ts'
import { parseCell } from '../values/parse-cell.ts'
import { hostJudge } from './host-verdicts.ts'

const STAGES = ['reviewing', 'previewing'] as const

/** The distinct values of the mapped columns, and what the reviewer decides about them. */
export function reviewRoutes(app: KitApp, kit: KitParts): void {
  serve(app, ROUTES.review, async (request) => {
    const { id } = await requireStage(kit, request, STAGES)
    return kit.rows.open(id).progress()
  })

  serve(app, ROUTES.values, async (request) => {
    const found = await requireStage(kit, request, STAGES)
    requireMapped(found, request.query.source)
    return kit.rows.open(found.id).values(request.query)
  })

  serve(app, ROUTES.decide, async (request) => {
    const found = await requireStage(kit, request, STAGES)
    requireMapped(found, request.body.source)
    const store = kit.rows.open(found.id)
    const value = await store.decide(await withHostVerdict(kit, { found, store }, request.body))
    await prepareAgain(kit, found)
    return value
  })

  serve(app, ROUTES.decideInBulk, async (request) => {
    const found = await requireStage(kit, request, STAGES)
    requireMapped(found, request.body.source)
    const changed = await kit.rows.open(found.id).bulk(bulkChange(request.body))
    await prepareAgain(kit, found)
    return changed
  })

  changeColumnRoute(app, kit)
  stageRoute(app, kit)
}

function changeColumnRoute(app: KitApp, kit: KitParts) {
  serve(app, ROUTES.changeColumn, async ({ c, actor, id, body }) => {
    const found = await requireStage(kit, { actor, id }, STAGES)
    requireMapped(found, body.source)
    const { source, dateFormat, numberFormat } = body
    const mappings = updateColumnMapping(found, source, {
      ...(dateFormat !== undefined && { dateFormat }),
      ...(numberFormat !== undefined && { numberFormat }),
    })
    const importer = kit.registry.get(found.entityType)
    const fields = await importer.fieldsFor(actor.teamId)
    await kit.rows.open(id).setRules(cellRules({ record: found, mappings, importer, fields }))
    const saved = await moveImport(
      kit,
      { actor, id },
      {
        from: [found.status],
        to: found.status,
        set: { columnMappings: mappings },
      },
    )
    await prepareAgain(kit, found)
    return viewImport(kit, c, saved)
  })
}

function stageRoute(app: KitApp, kit: KitParts) {
  serve(app, ROUTES.stage, async ({ c, actor, id, body }) => {
    const found = await requireImport(kit, actor, id)
    if (found.status === body.to) return viewImport(kit, c, found)
    const from = BEFORE[body.to].filter((status) => status === found.status)
    if (from.length === 0) throw wrongStage(found.status)
    if (body.to === 'previewing') await requireValidated(kit, id)
    const moved = await moveImport(kit, { actor, id }, { from, to: body.to })
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

async function requireValidated(kit: KitParts, id: string) {
  const { columns } = await kit.rows.open(id).progress()
  if (columns.every((column) => column.status === 'done')) return
  await kit.jobs.wake({ kind: 'prepare', importId: id })
  throw stillValidating()
}

// In the review the matching waits until the reviewer moves on: otherwise each decision starts a pass.
async function prepareAgain(kit: KitParts, found: Import) {
  const { columns } = await kit.rows.open(found.id).progress()
  const isPending = columns.some((column) => column.status !== 'done')
  if (found.status === 'previewing' || isPending) {
    await kit.jobs.wake({ kind: 'prepare', importId: found.id })
  }
}

function requireMapped(found: Import, source: string) {
  if (!found.headers.includes(source)) {
    throw new ImportError('unknown_column', `The file has no column “${source}”.`)
  }
  if (!getColumnMapping(found, source)) {
    throw new ImportError('unknown_column', `The column “${source}” is not imported.`)
  }
}

interface Opened {
  found: Import
  store: RowStore
}

async function withHostVerdict(
  kit: KitParts,
  { found, store }: Opened,
  body: ValueBody,
): Promise<Decision> {
  const { source, value, action, correction } = body
  if (action !== 'correct') return { source, value, action }
  if (correction === undefined) {
    throw new ImportError('invalid_request', 'A correction needs the new value.')
  }
  const rule = (await store.rules()).find((candidate) => candidate.source === source)
  if (!rule?.hasHostRule) return { source, value, action, correction }
  const parsed = parseCell(rule, correction)
  if (!parsed.ok || parsed.value === null) return { source, value, action, correction }
  const judge = await hostJudge(kit, found, { rule })
  const [hostError = null] = await judge([parsed.value])
  return { source, value, action, correction, hostError }
}

function bulkChange(body: {
  source: string
  action: 'skip_errors' | 'replace'
  find?: string | undefined
  replace?: string | undefined
}): BulkChange {
  const { source, action, find, replace } = body
  if (action === 'skip_errors') return { source, action }
  if (!find) throw new ImportError('invalid_request', 'Say which text is to be replaced.')
  return { source, action, find, replace: replace ?? '' }
}
