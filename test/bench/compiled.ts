import { mkdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const FOLDER = resolve('node_modules/.cache/import-wizard-kit-bench')

/** A script as plain JavaScript: what translates TypeScript while a process runs takes memory of its own. */
export async function compiled(script: URL): Promise<string> {
  const path = fileURLToPath(script)
  const name = basename(path, '.ts')
  mkdirSync(FOLDER, { recursive: true })
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: path, outDir: join(FOLDER, name), emptyOutDir: true, target: 'node20' },
  })
  return join(FOLDER, name, `${name}.js`)
}
