import { spawnSync } from 'node:child_process'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Writes `custom-elements.json` into `folder`, from the JSDoc tags of the elements. */
export function describeElements(folder) {
  const analyzer = join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js')
  const settings = ['--config', '.config/custom-elements.config.mjs']
  const parameters = [analyzer, 'analyze', ...settings, '--outdir', relative(root, folder)]
  const { status, stdout } = spawnSync(process.execPath, parameters, {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The elements could not be described.\n${stdout}`)
}
