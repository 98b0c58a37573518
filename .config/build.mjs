import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from 'tailwindcss'
import { build } from 'vite'
import { checkBudgets } from './bundle-budget.mjs'
import { describeElements } from './describe-elements.mjs'
import { squeezeTemplates } from './squeeze-templates.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')

/** Whatever runs beside the modules and is not TypeScript. */
const COPIED = /\.(css|csv|html|json|sql|svg)$/

rmSync(dist, { recursive: true, force: true })
run(join(root, 'node_modules', 'typescript', 'bin', 'tsc'), ['-p', '.config/tsconfig.build.json'])
squeeze()
copy()
await copyHostStyles()
await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
await buildLanguages()
await checkBudgets(dist)
await build({ configFile: join(root, 'demo', 'embed', 'vite.config.ts'), logLevel: 'warn' })
describeElements(dist)

/** Runs a program of node's in this project; stops the build when it fails. */
function run(program, parameters) {
  const settings = { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' }
  const { status, stdout } = spawnSync(process.execPath, [program, ...parameters], settings)
  if (status === 0) return
  process.stderr.write(`${stdout}The build stopped at ${program}.\n`)
  process.exit(status ?? 1)
}

/** `dist/strings/de.js` and the others: what `dist/import-wizard.js` fetches, each in one piece. */
async function buildLanguages() {
  for (const name of readdirSync(join(root, 'widget', 'strings'), { withFileTypes: true })) {
    if (!name.isDirectory() || name.name === 'en') continue
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      build: {
        outDir: join(dist, 'strings'),
        emptyOutDir: false,
        target: 'es2022',
        lib: {
          entry: join(dist, 'widget', 'strings', `${name.name}.js`),
          formats: ['es'],
          fileName: () => `${name.name}.js`,
        },
        rolldownOptions: { output: { minify: true } },
      },
    })
  }
}

/** Hosts bundle these modules: what they do not need is taken out for them. */
function squeeze() {
  for (const name of readdirSync(join(dist, 'widget'), { recursive: true })) {
    const file = join(dist, 'widget', name)
    if (name.endsWith('.js.map')) rmSync(file)
    if (!name.endsWith('.js')) continue
    const code = readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n')
    writeFileSync(file, squeezeTemplates(code))
  }
}

/** What the demo's pages of other hosts look like: by the style sheets that are out there most. */
async function copyHostStyles() {
  const hosts = join(dist, 'demo', 'pages', 'hosts')
  const packages = join(root, 'node_modules')
  cpSync(join(packages, 'bootstrap/dist/css/bootstrap.css'), join(hosts, 'bootstrap.css'))
  const tailwind = await compile(readFileSync(join(packages, 'tailwindcss/index.css'), 'utf8'))
  writeFileSync(
    join(hosts, 'tailwind.css'),
    tailwind.build(['container', 'mx-auto', 'tracking-wide']),
  )
}

function copy() {
  for (const folder of ['demo', 'server-kit', 'widget']) {
    cpSync(join(root, folder), join(dist, folder), {
      recursive: true,
      filter: (from) => !/\.[a-z]+$/.test(relative(root, from)) || COPIED.test(from),
    })
  }
}
