import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { fileURLToPath } from 'node:url'
import { type Allowance, strictPolicy } from '../policy.ts'

/** A page per framework, in `demo/embed`, and what the framework itself asks of the policy. */
const PAGES: Record<string, Allowance> = {
  html: {},
  react: {},
  vue: { trustedTypes: ['vue'] },
  svelte: { trustedTypes: ['svelte-trusted-html'] },
  // Compiled in the browser here; `ng build` needs no `unsafe-eval`.
  angular: { trustedTypes: ['angular', 'angular#unsafe-jit'], scripts: ["'unsafe-eval'"] },
}

/** `/embed/react/` and the others, as built into `dist/embed`. */
export function embedRoutes() {
  const app = new Hono()
  for (const [name, allowance] of Object.entries(PAGES)) {
    app.use(`/${name}/*`, strictPolicy(allowance))
  }
  app.use(
    serveStatic({
      root: fileURLToPath(new URL('../../embed', import.meta.url)),
      rewriteRequestPath: (requested) => requested.replace('/embed', ''),
    }),
  )
  return app
}
