import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { checkBudget } from './bundle-budget.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')

/** Whatever runs beside the modules and is not TypeScript. */
const COPIED = /\.(css|csv|html|json|sql|svg)$/

rmSync(dist, { recursive: true, force: true })
compile()
copy()
await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
checkBudget(join(dist, 'import-wizard.js'))

function compile() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const project = join(root, '.config', 'tsconfig.build.json')
  const { status } = spawnSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' })
  if (status !== 0) {
    process.stderr.write('The build stopped: the sources do not compile.\n')
    process.exit(status ?? 1)
  }
}

function copy() {
  for (const folder of ['demo', 'server-kit', 'widget']) {
    cpSync(join(root, folder), join(dist, folder), {
      recursive: true,
      filter: (from) => !/\.[a-z]+$/.test(relative(root, from)) || COPIED.test(from),
    })
  }
}
