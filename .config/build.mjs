import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { checkBudget, kib } from './bundle-budget.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')

/** Whatever runs beside the modules and is not TypeScript. */
const COPIED = /\.(css|csv|html|json|sql|svg)$/

rmSync(dist, { recursive: true, force: true })
run(join(root, 'node_modules', 'typescript', 'bin', 'tsc'), ['-p', '.config/tsconfig.build.json'])
copy()
await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
const bundle = gzipSync(readFileSync(join(dist, 'import-wizard.js')))
process.stdout.write(`dist/import-wizard.js, all steps: ${kib(bundle.length)} KiB gzipped\n`)
await checkBudget(join(root, 'vite.config.ts'))
describeElements()

/** Runs a program of node's in this project; stops the build when it fails. */
function run(program, parameters) {
  const settings = { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' }
  const { status, stdout } = spawnSync(process.execPath, [program, ...parameters], settings)
  if (status === 0) return
  process.stderr.write(`${stdout}The build stopped at ${program}.\n`)
  process.exit(status ?? 1)
}

/** `custom-elements.json` for editors and documentation, from the JSDoc tags of the elements. */
function describeElements() {
  const analyzer = join(root, 'node_modules', '@custom-elements-manifest', 'analyzer', 'cem.js')
  run(analyzer, ['analyze', '--litelement', '--globs', 'widget/**/*.ts', '--outdir', 'dist'])
}

function copy() {
  for (const folder of ['demo', 'server-kit', 'widget']) {
    cpSync(join(root, folder), join(dist, folder), {
      recursive: true,
      filter: (from) => !/\.[a-z]+$/.test(relative(root, from)) || COPIED.test(from),
    })
  }
}
