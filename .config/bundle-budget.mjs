import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** What a page pays for both elements before anything is uploaded, Lit included. */
const BUDGET = 40 * 1024
const STATIC_IMPORT = /(?:^|[;}])\s*(?:import|export)\s*(?:[^'"()]*?\bfrom\s*)?["'](\.[^"']+)["']/g

/** The gzipped bytes of a module and everything that it imports at once; steps come later. */
export function gzippedSize(entry, seen = new Set()) {
  if (seen.has(entry)) return 0
  seen.add(entry)
  const code = readFileSync(entry, 'utf8')
  const imported = [...code.matchAll(STATIC_IMPORT)].map(([, path]) => join(dirname(entry), path))
  return imported.reduce((sum, path) => sum + gzippedSize(path, seen), gzipSync(code).length)
}

/** Stops the build when the elements outgrow the budget. */
export function checkBudget(entry) {
  const size = gzippedSize(entry)
  const kib = (size / 1024).toFixed(1)
  if (size > BUDGET)
    throw new Error(`The elements are ${kib} KiB gzipped: over ${BUDGET / 1024} KiB.`)
  process.stdout.write(`elements: ${kib} KiB gzipped\n`)
}
