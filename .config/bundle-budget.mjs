import { gzipSync } from 'node:zlib'
import { build } from 'vite'

/** What a page pays for both elements before a file is uploaded, Lit included; bytes, gzipped. */
const BUDGET = 40 * 1024

/**
 * Stops the build when the elements outgrow the budget: bundled as a host does it that imports
 * `import-wizard-kit/widget`, counting all that the first step needs. Later steps load on demand.
 */
export async function checkBudget(configFile) {
  const [{ output }] = await build({
    configFile,
    logLevel: 'warn',
    build: { write: false, rolldownOptions: { output: { codeSplitting: true } } },
  })
  const chunks = new Map(output.map((chunk) => [chunk.fileName, chunk]))
  const size = sizeOf(chunks, output.find(({ isEntry }) => isEntry).fileName, new Set())
  if (size > BUDGET) {
    throw new Error(`The elements are ${kib(size)} KiB gzipped: over ${kib(BUDGET)} KiB.`)
  }
  process.stdout.write(`elements, first step: ${kib(size)} KiB gzipped\n`)
}

function sizeOf(chunks, fileName, counted) {
  if (counted.has(fileName)) return 0
  counted.add(fileName)
  const { code, imports } = chunks.get(fileName)
  return imports.reduce(
    (sum, imported) => sum + sizeOf(chunks, imported, counted),
    gzipSync(code).length,
  )
}

export const kib = (bytes) => (bytes / 1024).toFixed(1)
