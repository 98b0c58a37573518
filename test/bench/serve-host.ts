import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type * as sources from '../../server-kit/index.ts'
import { watchCost } from './cost.ts'

const BUILT = pathToFileURL(resolve('dist/server-kit/index.js')).href

/** The kit as it is built and published. */
export const builtKit: typeof sources = await import(/* @vite-ignore */ BUILT)

/** Serves the kit and what the process costs, tells the parent the port, and ends with the parent. */
export async function serveHost(kit: sources.ImportKit) {
  await kit.migrate()
  await kit.start()
  const cost = watchCost()
  const host = new Hono()
  host.get('/health', (c) => c.text('ok'))
  host.get('/cost', (c) => c.json(cost()))
  host.route('/api/imports', kit.app)
  const server = serve({ fetch: host.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
    process.send?.({ port }),
  )
  // Else a connection that was idle for five seconds may end under the next request.
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = 0
  process.on('disconnect', () => {
    server.close()
    void kit.stop().finally(() => process.exit(0))
  })
}
