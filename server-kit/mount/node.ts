import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { ImportKit } from '../import-kit.ts'

/** What Express calls; `originalUrl` is there when it took a mount path off `url`. */
export type NodeListener = (
  request: IncomingMessage & { originalUrl?: string },
  response: ServerResponse,
) => void

/**
 * The kit as a listener for `node:http` and Express: `app.use('/api/imports', toNodeListener(kit))`.
 * On Express mount it before `express.json()`: otherwise the upload's body is taken already.
 */
export function toNodeListener(kit: Pick<ImportKit, 'fetch'>): NodeListener {
  // The globals stay the host's own.
  const settings = { overrideGlobalObjects: false }
  return (request, response) => {
    const env = { mountPath: mountPath(request) }
    void getRequestListener((asked) => kit.fetch(asked, env), settings)(request, response)
  }
}

/** What Express took off the path: `originalUrl` without the `url` that is left. */
function mountPath({ originalUrl = '', url = '' }: Parameters<NodeListener>[0]): string {
  const rest = url === '/' ? '' : url
  return originalUrl.endsWith(rest) ? originalUrl.slice(0, originalUrl.length - rest.length) : ''
}
