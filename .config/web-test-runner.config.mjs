import { esbuildPlugin } from '@web/dev-server-esbuild'
import { chromeLauncher } from '@web/test-runner-chrome'
import { request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { tsImport } from 'tsx/esm/api'

const { findChromium } = await tsImport('../test/support/chromium.ts', import.meta.url)
const { startDemo } = await tsImport('../test/support/demo-server.ts', import.meta.url)

const { executablePath, args, env } = await findChromium()
const demo = await startDemo()

/** The tests' page and the demo's API have one origin, as an element and its host's server have. */
function passToDemo(context, next) {
  if (!context.url.startsWith('/api/')) return next()
  const { method, headers, url } = context.req
  const signedIn = { 'x-demo-user': 'ada', ...headers, host: new URL(demo.url).host }
  return new Promise((resolve, reject) => {
    const passed = request(new URL(url, demo.url), { method, headers: signedIn }, (answer) => {
      context.status = answer.statusCode
      context.set(answer.headers)
      context.body = answer
      resolve()
    })
    passed.on('error', reject)
    context.req.on('aborted', () => passed.destroy())
    context.req.pipe(passed)
  })
}

export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: 'test/widget/**/*.test.ts',
  nodeResolve: { exportConditions: ['production', 'default'] },
  concurrency: 2,
  // A busy machine takes its time: what hangs is found all the same.
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 900_000,
  testFramework: { config: { timeout: 90_000 } },
  browsers: [
    chromeLauncher({
      concurrency: 2,
      launchOptions: { executablePath, args, env, headless: true },
    }),
  ],
  middleware: [passToDemo],
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
    }),
    { name: 'stop-demo', serverStop: () => demo.stop() },
  ],
}
