import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { en } from '../../widget/strings/en.ts'

const ROOT = resolve(import.meta.dirname, '../..')
/** Codes index them: their types hold them complete. */
const BY_CODE = new Set(['errors', 'server'])
const FIRST = ['common', 'wizard', 'upload', 'results', 'history']

const isObject = (thing: unknown): thing is object => typeof thing === 'object' && thing !== null

/** Every text by the name of its section and its key: `review.undo`, `review_keys.move`. */
export function keysOf(section: string, texts: object): string[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    isObject(text) ? keysOf(`${section}_${key}`, text) : [`${section}.${key}`],
  )
}

export const allKeys = (): string[] =>
  Object.entries(en)
    .filter(([section]) => !BY_CODE.has(section))
    .flatMap(([section, texts]) => keysOf(section, texts))

/** The section as a type that has none of its keys. */
function emptied(name: string, texts: object): string {
  const inner = Object.entries(texts).flatMap(([key, text]) =>
    isObject(text) ? [{ key, type: `${name}_${key}`, text }] : [],
  )
  const members = inner.map(({ key, type }) => `${key}: ${type}`).join('; ')
  return [
    ...inner.map(({ type, text }) => emptied(type, text)),
    `export interface ${name} { ${members} }`,
  ].join('\n')
}

function declaration(names: string[], constant: string, more = '') {
  const sections = Object.entries(en).filter(([name]) => names.includes(name))
  const types = sections.map(([name, texts]) => emptied(name, texts)).join('\n')
  const members = names.map((name) => `${name}: ${name}`).join('; ')
  return `${types}\nexport declare const ${constant}: { ${members}${more} }\n`
}

/** The elements' sources in a folder of their own, in which no text exists any more. */
function sourcesWithoutTexts(): string {
  const folder = mkdtempSync(join(tmpdir(), 'import-kit-texts-'))
  const strings = join(folder, 'widget/strings')
  for (const part of ['widget', 'server-kit/contract', 'tsconfig.json']) {
    cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  for (const name of ['ar', 'de', 'fr']) {
    rmSync(join(strings, name), { recursive: true })
    rmSync(join(strings, `${name}.ts`))
  }
  const byCode = `import type { errorsEn } from './en/errors.ts'\nimport type { serverEn } from './en/server.ts'\n`
  const codes = '; errors: typeof errorsEn; server: typeof serverEn'
  const first = `${byCode}${declaration(FIRST, 'firstEn', codes)}export type FirstStrings = typeof firstEn\n`
  const names = Object.keys(en).filter((name) => !FIRST.includes(name) && !BY_CODE.has(name))
  const later = `${declaration(names, 'laterEn')}export type LaterStrings = typeof laterEn\n`
  writeFileSync(join(strings, 'en-first.ts'), first)
  writeFileSync(join(strings, 'en-later.ts'), later)
  const languages = join(strings, 'languages.ts')
  const spoken = readFileSync(languages, 'utf8').replaceAll(/^ {2}\['\w\w', async .*\n/gm, '')
  writeFileSync(languages, spoken)
  return folder
}

const MISSING = /Property '([^']+)' does not exist on type '(\w+)'/g
const INDEXED = /expression of type '([^']+)' can't be used to index type '(\w+)'/g

/**
 * The keys that the elements use: those that the compiler misses when there are none. A section that is
 * indexed by anything but literals counts as used as a whole (`results_statuses.*`).
 */
export function usedKeys(): Set<string> {
  const folder = sourcesWithoutTexts()
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc')
  const settings = ['-p', '.', '--noErrorTruncation', '--pretty', 'false']
  const { stdout } = spawnSync(process.execPath, [compiler, ...settings], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  rmSync(folder, { recursive: true })
  const used = new Set<string>()
  for (const [, key = '', section = ''] of stdout.matchAll(MISSING)) used.add(`${section}.${key}`)
  for (const [, keys = '', section = ''] of stdout.matchAll(INDEXED)) {
    const literals = keys.split(' | ')
    const areLiterals = literals.every((literal) => literal.startsWith('"'))
    if (!areLiterals) used.add(`${section}.*`)
    else for (const literal of literals) used.add(`${section}.${JSON.parse(literal)}`)
  }
  return used
}
