import { ROUTES } from '../contract/routes.ts'
import { ImportError } from '../errors.ts'
import { failedRowsFileName } from '../failed-rows-name.ts'
import type { KitParts } from '../kit-parts.ts'
import type { Import } from '../model/import.ts'
import { serve, type KitApp, type KitContext } from '../route.ts'
import { isUlid } from '../runtime/new-id.ts'
import { failedRowsCsv, KEPT } from './failed-rows-csv.ts'
import { invalidSignature, verifyDownload } from './signed-link.ts'

/** The signed download: the one route without an actor. */
export function failedRowsRoutes(app: KitApp, kit: KitParts): void {
  app.use(ROUTES.failedRows.path, async (c, next) => {
    if (!AS_MADE.test(new URL(c.req.url).search)) throw invalidSignature()
    await next()
  })
  serve(app, ROUTES.failedRows, async ({ c, id, query }) => {
    const record = isUlid(id) ? await kit.model.find(id) : null
    verifyDownload(kit, record, query)
    await refuseOtherTeams(kit, c, record)
    if (!(await kit.model.failedRows.keep(record.id, KEPT))) throw rowsGone()
    return new Response(failedRowsCsv(kit.model.failedRows, record), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': attachment(failedRowsFileName(record)),
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  })
}

/** A link is followed as it was made: nothing dropped, doubled, added, reordered or written otherwise. */
const AS_MADE = /^\?expires=\d{1,13}&signature=[\w-]{43}$/

async function refuseOtherTeams(kit: KitParts, c: KitContext, record: Import) {
  const actor = await kit.resolveActor(c)
  if (actor && actor.teamId !== record.teamId) throw invalidSignature()
}

const rowsGone = () =>
  new ImportError('rows_expired', 'The failed rows of this import are no longer kept.')

/** RFC 6266: the name in ASCII for old clients, and as it is for the others. */
function attachment(name: string): string {
  const ascii = name.replace(/[^\w .()-]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${percentEncoded(name)}`
}

const percentEncoded = (name: string) =>
  encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
