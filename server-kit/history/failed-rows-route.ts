import { ROUTES } from '../contract/routes.ts'
import type { KitParts } from '../kit-parts.ts'
import type { Import } from '../model/import.ts'
import { serve, type KitApp, type KitContext } from '../route.ts'
import { isUlid } from '../runtime/new-id.ts'
import { failedRowsCsv } from './failed-rows-csv.ts'
import { invalidSignature, verifyDownload } from './signed-link.ts'

/** The signed download: the one route without an actor. */
export function failedRowsRoutes(app: KitApp, kit: KitParts): void {
  serve(app, ROUTES.failedRows, async ({ c, id, query }) => {
    const record = isUlid(id) ? await kit.model.find(id) : null
    if (!hasOnlyItsParameters(c)) throw invalidSignature()
    verifyDownload(kit, record, query)
    await refuseOtherTeams(kit, c, record)
    return new Response(failedRowsCsv(kit.model.failedRows, record), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': attachment(record.fileName),
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  })
}

// A parameter added or doubled was not signed.
function hasOnlyItsParameters(c: KitContext): boolean {
  const parameters = c.req.queries()
  const names = Object.keys(parameters)
  return names.length === 2 && names.every((name) => parameters[name]?.length === 1)
}

async function refuseOtherTeams(kit: KitParts, c: KitContext, record: Import) {
  const actor = await kit.resolveActor(c)
  if (actor && actor.teamId !== record.teamId) throw invalidSignature()
}

function attachment(fileName: string): string {
  const name = `${fileName.replace(/\.\w{1,5}$/, '')}-failed-rows.csv`
  const ascii = name.replace(/[^\w .()-]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`
}
