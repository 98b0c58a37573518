import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { fileURLToPath } from 'node:url'
import { embedRoutes } from './pages/embed-routes.ts'
import { hostRoutes } from './pages/host-routes.ts'
import { pageRoutes } from './pages/page-routes.ts'
import { themeRoutes } from './pages/theme-routes.ts'
import type { ImportKit } from '../server-kit/index.ts'
import type { RecordsDatabase } from './records/open-records.ts'
import { strictPolicy } from './policy.ts'
import { recordRoutes } from './records/record-routes.ts'
import { sessionRoutes } from './session.ts'

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The demo as a whole: the kit at `/api/imports`, records, session, pages and their files. */
export function createDemoApp(database: RecordsDatabase, imports: ImportKit['app']) {
  const app = new Hono()
  app.use(strictPolicy())
  app.route('/api/imports', imports)
  app.route('/api/records', recordRoutes(database))
  app.route('/session', sessionRoutes())
  app.use('/assets/*', folder('/assets', './pages/browser'))
  app.use('/samples/*', folder('/samples', './samples'))
  app.get('/import-wizard.js', serveStatic({ path: pathOf('../import-wizard.js') }))
  app.use('/strings/*', folder('/strings', '../strings'))
  app.route('/embed', embedRoutes())
  app.route('/hosts', hostRoutes())
  app.route('/themes', themeRoutes())
  app.route('/', pageRoutes(database))
  return app
}

const folder = (prefix: string, path: string) =>
  serveStatic({
    root: pathOf(path),
    rewriteRequestPath: (requested) => requested.slice(prefix.length),
  })
