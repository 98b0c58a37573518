import { createHash } from 'node:crypto'
import type { ImportView } from './contract/shapes.ts'
import { signedDownload } from './history/signed-link.ts'
import type { KitParts } from './kit-parts.ts'
import type { Import } from './model/import.ts'
import type { KitContext } from './route.ts'
import { isStalled, isWaiting } from './stalled.ts'

/** Imports as the contract shows them, with their users and signed links. */
export async function viewImports(
  kit: KitParts,
  c: KitContext,
  records: Import[],
): Promise<ImportView[]> {
  const users = await usersOf(kit, records)
  const parents = await parentsOf(kit, records)
  return records.map((record) => ({
    ...ownColumns(record),
    failedRowsUrl: hasFailedRows(record) ? downloadUrl(kit, c, record) : null,
    parent: parents.get(record.parentImportId ?? '') ?? null,
    user: users.get(record.userId) ?? null,
    stalled: isStalled(record),
    rowsKept: record.rowsRemovedAt === null,
    waiting: isWaiting(record),
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    completedAt: record.completedAt?.toISOString() ?? null,
  }))
}

export async function viewImport(kit: KitParts, c: KitContext, record: Import) {
  const [view] = await viewImports(kit, c, [record])
  if (!view) throw new Error('one record gives one view')
  return view
}

/**
 * The entity tag of a view, from the record alone: it is another one when anything of the record that is
 * shown has changed, or a link has to be newer.
 */
export function viewTag(kit: KitParts, record: Import): string {
  const link = hasFailedRows(record) ? signedDownload(kit, record) : null
  const shown = {
    ...ownColumns(record),
    link,
    stalled: isStalled(record),
    rowsKept: record.rowsRemovedAt === null,
    waiting: isWaiting(record),
    parent: record.parentImportId,
  }
  const times = [record.updatedAt, record.completedAt]
  const hash = createHash('sha1').update(JSON.stringify([shown, times]))
  return `W/"${hash.digest('base64url')}"`
}

function ownColumns(record: Import) {
  const { id, entityType, fileName, fileSize, status, headers, columnMappings } = record
  const { totalRows, processedRows, successfulRows, createdRows, updatedRows } = record
  const { skippedRows, failedRows, results, failedRowsData, warnings, source } = record
  return {
    id,
    entityType,
    fileName,
    fileSize,
    status,
    headers,
    columnMappings,
    totalRows,
    processedRows,
    successfulRows,
    createdRows,
    updatedRows,
    skippedRows,
    failedRows,
    results,
    failedRowsData,
    warnings,
    source,
  }
}

const hasFailedRows = ({ failedRows, failedRowsRemovedAt }: Import) =>
  failedRows > 0 && failedRowsRemovedAt === null

async function parentsOf(kit: KitParts, records: Import[]) {
  const ids = records.flatMap(({ parentImportId }) => parentImportId ?? [])
  const [first] = records
  const parents = first && ids.length > 0 ? await kit.model.forTeam(first.teamId).names(ids) : []
  return new Map(parents.map((parent) => [parent.id, parent]))
}

async function usersOf(kit: KitParts, records: Import[]) {
  const [first] = records
  if (!first) return new Map<string, ImportView['user']>()
  const ids = [...new Set(records.map((record) => record.userId))]
  const users = await kit.resolveUsers(ids, first.teamId)
  return new Map(
    users.map(({ id, name, avatarUrl }) => [id, { id, name, avatarUrl: avatarUrl ?? null }]),
  )
}

const downloadUrl = (kit: KitParts, c: KitContext, record: Import) =>
  `${mountPath(c)}/${record.id}/failed-rows.csv?${signedDownload(kit, record)}`

/** Where the host mounted the router: the request's path without the segments of the route. */
function mountPath(c: KitContext): string {
  const segments = c.get('routePath').split('/').filter(Boolean).length
  const path = new URL(c.req.url).pathname.split('/').filter(Boolean)
  const mounted = path.slice(0, path.length - segments).map((segment) => `/${segment}`)
  return `${c.env?.mountPath ?? ''}${mounted.join('')}`
}
