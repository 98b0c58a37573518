import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ROUTES } from './contract/routes.ts'
import { openApiDocument } from './contract/openapi.ts'
import { ImportError } from './errors.ts'
import { executeRoutes } from './execute/execute-route.ts'
import { failedRowsRoutes } from './history/failed-rows-route.ts'
import { historyRoutes } from './history/history-route.ts'
import type { KitParts } from './kit-parts.ts'
import { limitBody } from './json-body.ts'
import { mapRoutes } from './map/map-route.ts'
import { previewRoutes } from './preview/preview-route.ts'
import { stopping, type RequestGate } from './request-gate.ts'
import { reviewRoutes } from './review/review-route.ts'
import type { KitApp, KitContext, KitEnv } from './route.ts'
import { isFromAnotherSite } from './same-site.ts'
import { errorText } from './runtime/error-text.ts'
import { uploadRoutes } from './upload/upload-route.ts'

/** Gate → refusal of foreign sites → signed download → actor → stages → 404 → errors as the contract words them. */
export function createRouter(kit: KitParts, gate: RequestGate): KitApp {
  const app: KitApp = new Hono<KitEnv>({ strict: false })
  app.onError((error, c) => {
    const isOurs = error instanceof ImportError || error instanceof HTTPException
    return answerError(kit, gate.isClosed && !isOurs ? stopping(error) : error, c)
  })
  app.use(async (_c, next) => {
    const leave = gate.enter()
    await next().finally(leave)
  })
  app.use(async (c, next) => {
    if (isFromAnotherSite(c.req.raw, kit.allowedOrigins)) {
      throw new ImportError('not_allowed', 'This request comes from another site.')
    }
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cache-Control', 'private, no-cache')
    await next()
  })
  failedRowsRoutes(app, kit)
  app.use(async (c, next) => {
    c.set('actor', await requireActor(kit, c))
    await next()
  })
  uploadRoutes(app, kit)
  app.use(limitBody)
  app.get(ROUTES.openapi.path, (c) => c.json(openApiDocument()))
  for (const routes of [mapRoutes, reviewRoutes, previewRoutes, executeRoutes]) {
    routes(app, kit)
  }
  historyRoutes(app, kit)
  // Otherwise the host's own 404 answers: `.route()` does not carry a sub-app's `notFound`.
  app.all('*', () => {
    throw new ImportError('route_not_found', 'There is nothing at this address.')
  })
  return app
}

async function requireActor(kit: KitParts, c: KitContext) {
  const actor = await kit.resolveActor(c)
  if (!actor) throw new ImportError('not_signed_in', 'Sign in to import.')
  return actor
}

function answerError(kit: KitParts, error: Error, c: KitContext): Response {
  if (error instanceof ImportError) {
    const { code, message, details } = error
    return c.json({ error: { code, message, ...(details && { details }) } }, error.status)
  }
  if (error instanceof HTTPException && error.status < 500) {
    return c.json({ error: { code: 'invalid_request', message: 'The request is not valid.' } }, 400)
  }
  const id = kit.newId()
  kit.logger.error('unexpected error', { id, error: errorText(error) })
  const message = `Something went wrong on our side. Try again; if it stays, report ${id}.`
  return c.json({ error: { code: 'internal', message } }, 500)
}
