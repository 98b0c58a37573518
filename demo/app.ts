import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import { fileURLToPath } from 'node:url'
import { pageRoutes } from './pages/page-routes.ts'
import type { ImportKit } from '../server-kit/index.ts'
import type { RecordsDatabase } from './records/open-records.ts'
import { recordRoutes } from './records/record-routes.ts'
import { sessionRoutes } from './session.ts'

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** As strict as a host's can be: the elements have to live with it. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ')

/** The demo as a whole: the kit at `/api/imports`, records, session, pages and their files. */
export function createDemoApp(database: RecordsDatabase, imports: ImportKit['app']) {
  const app = new Hono()
  app.use(strictPolicy)
  app.route('/api/imports', imports)
  app.route('/api/records', recordRoutes(database))
  app.route('/session', sessionRoutes())
  app.use('/assets/*', folder('/assets', './pages/browser'))
  app.use('/samples/*', folder('/samples', './samples'))
  app.get('/import-wizard.js', serveStatic({ path: pathOf('../import-wizard.js') }))
  app.route('/', pageRoutes(database))
  return app
}

const strictPolicy: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('Content-Security-Policy', POLICY)
}

const folder = (prefix: string, path: string) =>
  serveStatic({
    root: pathOf(path),
    rewriteRequestPath: (requested) => requested.slice(prefix.length),
  })
