import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'

/** A page's module with one importer on it, and what npm installs for it. */
interface Page {
  name: string
  /** With versions; React where the importer asks the host for it. */
  packages: string[]
  module: string
}

const REACT = ['react@18.3.1', 'react-dom@18.3.1']

const inReact = (imports: string, element: string) => `
  import { createElement } from 'react'
  import { createRoot } from 'react-dom/client'
  ${imports}
  createRoot(document.body).render(${element})`

const WIDGET = fileURLToPath(new URL('../../dist/widget/define.js', import.meta.url))

/** Of which a page fetches one, or none: the others are English only. */
const OTHER_LANGUAGES = /^\.\/(?:ar|de|fr)\.js$/

const PAGES: Page[] = [
  { name: 'import-wizard-kit/widget', packages: [], module: `import '${WIDGET}'` },
  {
    name: 'react-spreadsheet-import 4.7.1',
    // Later versions of Chakra no longer bring the packages that its stepper imports.
    packages: ['react-spreadsheet-import@4.7.1', '@chakra-ui/react@2.8.2', ...REACT],
    module: inReact(
      `import { ReactSpreadsheetImport } from 'react-spreadsheet-import'`,
      `createElement(ReactSpreadsheetImport, { isOpen: true, fields: [], onClose() {}, onSubmit() {} })`,
    ),
  },
  {
    name: 'hello-csv 0.4.4 (React)',
    packages: ['hello-csv@0.4.4', ...REACT],
    module: inReact(
      `import Importer from 'hello-csv/react'
       import 'hello-csv/react/index.css'`,
      `createElement(Importer, { sheets: [], onComplete() {} })`,
    ),
  },
  {
    name: '@uppy/core 6.3.1 + dashboard 6.0.3',
    packages: ['@uppy/core@6.3.1', '@uppy/dashboard@6.0.3'],
    module: `
      import Uppy from '@uppy/core'
      import Dashboard from '@uppy/dashboard'
      import '@uppy/core/css/style.min.css'
      import '@uppy/dashboard/css/style.min.css'
      new Uppy().use(Dashboard, { inline: true, target: document.body })`,
  },
  {
    name: 'react-csv-importer 0.8.1',
    packages: ['react-csv-importer@0.8.1', ...REACT],
    module: inReact(
      `import { Importer, ImporterField } from 'react-csv-importer'
       import 'react-csv-importer/dist/index.css'`,
      `createElement(Importer, { dataHandler() {} },
        createElement(ImporterField, { name: 'email', label: 'Email' }))`,
    ),
  },
]

interface Size {
  /** Scripts that run before anything is shown. */
  first: number
  /** All scripts and styles. */
  all: number
}

/** What a page loads for an importer, gzipped: each bundled by the same command, with what it asks for. */
export async function benchSizes(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'import-wizard-kit-sizes-'))
  try {
    console.log(
      ['KiB, gzipped'.padEnd(36), 'first', 'all', 'all, in a page with React'].join('   '),
    )
    for (const [place, page] of PAGES.entries()) {
      const root = join(folder, String(place))
      install(root, page)
      const whole = await bundled(root, [])
      const shared = await bundled(root, [/^react(-dom)?(\/|$)/])
      const figures = [kib(whole.first), kib(whole.all), kib(shared.all)]
      console.log([page.name.padEnd(36), ...figures].join('   '))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function install(root: string, { packages, module }: Page) {
  mkdirSync(root)
  writeFileSync(join(root, 'package.json'), '{ "private": true }')
  writeFileSync(join(root, 'page.js'), module)
  if (packages.length === 0) return
  const settings = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  execFileSync('npm', ['install', ...settings, ...packages], { cwd: root, stdio: 'inherit' })
}

async function bundled(root: string, external: RegExp[]): Promise<Size> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry: join(root, 'page.js'), formats: ['es'], fileName: 'page' },
      rolldownOptions: {
        external: [...external, OTHER_LANGUAGES],
        output: { minify: true, codeSplitting: true },
      },
    },
  })
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  const files = new Map(outputs.map((file) => [file.fileName, file]))
  const entry = outputs.find((file) => file.type === 'chunk' && file.isEntry)
  const first = entry ? neededBy(entry.fileName, files) : new Set<string>()
  const total = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + gzipped(files.get(name)), 0)
  return { first: total(first), all: total(files.keys()) }
}

type File = Rolldown.OutputChunk | Rolldown.OutputAsset

/** A chunk with all that it imports at once. */
function neededBy(name: string, files: Map<string, File>, found = new Set<string>()): Set<string> {
  const file = files.get(name)
  if (!file || found.has(name)) return found
  found.add(name)
  for (const other of file.type === 'chunk' ? file.imports : []) neededBy(other, files, found)
  return found
}

const gzipped = (file: File | undefined) =>
  file ? gzipSync(file.type === 'chunk' ? file.code : file.source).length : 0

const kib = (bytes: number) => (bytes / 1024).toFixed(1).padStart(7)
