import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const KIB = 1024
const LANGUAGE = /\/strings\/(\w+)\.js$/

/** What a page pays, Lit included; bytes, gzipped. */
const BUDGETS = {
  /** For both elements before a file is uploaded, where the host has a bundler. */
  first: 40 * KIB,
  /** For both elements in one file, with all steps. */
  file: 72 * KIB,
}

/**
 * Stops the build when the elements outgrow their budgets: bundled as a host does it that imports
 * `import-wizard-kit/widget`, counting all that the first step needs, and as the one file.
 */
export async function checkBudgets(dist) {
  const file = gzipSync(readFileSync(join(dist, 'import-wizard.js'))).length
  const { first, later, languages } = await bundled(join(dist, 'widget', 'define.js'))
  const written = `${kib(first)} KiB before the first step, ${kib(later)} KiB after it`
  const each = languages.map(([name, size]) => `${name} ${kib(size)}`).join(', ')
  process.stdout.write(`elements, gzipped: ${written}; one file: ${kib(file)} KiB\n`)
  process.stdout.write(`languages, gzipped, of which one is fetched: ${each} KiB\n`)
  check('The elements are', first, BUDGETS.first)
  check('dist/import-wizard.js is', file, BUDGETS.file)
}

function check(what, size, budget) {
  if (size > budget) throw new Error(`${what} ${kib(size)} KiB gzipped: over ${kib(budget)} KiB.`)
}

async function bundled(entry) {
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['es'] },
      rolldownOptions: { output: { minify: true, codeSplitting: true } },
    },
  })
  const chunks = new Map(output.map((chunk) => [chunk.fileName, chunk]))
  const needed = neededBy(output.find(({ isEntry }) => isEntry).fileName, chunks)
  const sizeOf = (names) => names.reduce((sum, name) => sum + gzipped(chunks.get(name)), 0)
  const others = [...chunks.keys()].filter((name) => !needed.has(name))
  const languages = others.flatMap((name) => {
    const [, language] = LANGUAGE.exec(chunks.get(name).facadeModuleId ?? '') ?? []
    if (!language) return []
    // What it shares with the other languages comes with each of them.
    const own = [...neededBy(name, chunks)].filter((part) => !needed.has(part))
    return [{ language, own }]
  })
  const ofLanguages = new Set(languages.flatMap(({ own }) => own))
  return {
    first: sizeOf([...needed]),
    later: sizeOf(others.filter((name) => !ofLanguages.has(name))),
    languages: languages.map(({ language, own }) => [language, sizeOf(own)]),
  }
}

/** A chunk with all that it imports at once. */
function neededBy(fileName, chunks, found = new Set()) {
  if (found.has(fileName)) return found
  found.add(fileName)
  for (const imported of chunks.get(fileName).imports) neededBy(imported, chunks, found)
  return found
}

const gzipped = ({ code }) => gzipSync(code).length
const kib = (bytes) => (bytes / KIB).toFixed(1)
