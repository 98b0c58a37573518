import type { ImportView } from './contract/shapes.ts'
import { signedDownload } from './history/signed-link.ts'
import type { KitParts } from './kit-parts.ts'
import type { Import } from './model/import.ts'
import type { KitContext } from './route.ts'
import { isStalled } from './stalled.ts'

/** Imports as the contract shows them, with their users and signed links. */
export async function viewImports(
  kit: KitParts,
  c: KitContext,
  records: Import[],
): Promise<ImportView[]> {
  const users = await usersOf(kit, records)
  return records.map((record) => ({
    ...ownColumns(record),
    failedRowsUrl: record.failedRows > 0 ? downloadUrl(kit, c, record) : null,
    user: users.get(record.userId) ?? null,
    stalled: isStalled(kit, record),
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
