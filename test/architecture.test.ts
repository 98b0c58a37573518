import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const STAGES = ['upload', 'map', 'review', 'preview', 'execute', 'history']

interface Import {
  file: string
  /** A path from the project's root for a file of ours, else the package. */
  from: string
  isTypeOnly: boolean
}

const sources = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))

const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8')

const IMPORT = /^(?:import|export)\s+(type\s)?([^'";]*?from\s+)?'([^']+)'/gm

function importsOf(file: string): Import[] {
  return [...textOf(file).matchAll(IMPORT)].map(([, type, names = '', target = '']) => ({
    file,
    from: target.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), target)) : target,
    isTypeOnly: type !== undefined || onlyTypes(names),
  }))
}

// `import { type A, type B } from …` brings no value either.
function onlyTypes(names: string): boolean {
  const listed = /^\{([^}]*)\}/.exec(names.trim())?.[1]
  return listed !== undefined && listed.split(',').every((name) => /^\s*(type\s|$)/.test(name))
}

const serverImports = sources('server-kit').flatMap(importsOf)
const widgetImports = sources('widget').flatMap(importsOf)
const isIn = (path: string, folder: string) => path.startsWith(`${folder}/`)
const shown = ({ file, from }: Import) => `${file} → ${from}`

describe('the architecture', () => {
  it('is read at all: the checks below see imports', () => {
    expect(serverImports.length).toBeGreaterThan(100)
    expect(widgetImports.length).toBeGreaterThan(50)
  })

  it('lets the contract use zod and nothing else', () => {
    const foreign = serverImports.filter(
      ({ file, from }) =>
        isIn(file, 'server-kit/contract') && !isIn(from, 'server-kit/contract') && from !== 'zod',
    )
    expect(foreign.map(shown)).toEqual([])
  })

  it('lets the widget take types of the contract, and values of stages.ts and codes.ts only', () => {
    const allowed = ['server-kit/contract/stages.ts', 'server-kit/contract/codes.ts']
    const foreign = widgetImports.filter(
      ({ from, isTypeOnly }) =>
        (isIn(from, 'server-kit') && !isTypeOnly && !allowed.includes(from)) ||
        (isIn(from, 'server-kit') && !isIn(from, 'server-kit/contract')) ||
        from === 'zod',
    )
    expect(foreign.map(shown)).toEqual([])
  })

  it('lets no stage import another stage', () => {
    const crossing = serverImports.filter(({ file, from }) =>
      STAGES.some(
        (stage) =>
          isIn(file, `server-kit/${stage}`) &&
          STAGES.some((other) => other !== stage && isIn(from, `server-kit/${other}`)),
      ),
    )
    expect(crossing.map(shown)).toEqual([])
  })

  it('keeps hono in routes, router, kit and mount', () => {
    const places = /(-route|\/route|\/router|\/import-kit)\.ts$|\/mount\//
    const foreign = serverImports.filter(
      ({ file, from, isTypeOnly }) =>
        !isTypeOnly && (from === 'hono' || /^(hono|@hono)\//.test(from)) && !places.test(file),
    )
    expect(foreign.map(shown)).toEqual([])
  })

  it('keeps each driver package in one folder', () => {
    const folders = new Map<string, Set<string>>()
    for (const { file, from, isTypeOnly } of serverImports) {
      if (isTypeOnly || !['better-sqlite3', 'postgres', 'pg-boss'].includes(from)) continue
      folders.set(from, (folders.get(from) ?? new Set()).add(dirname(file)))
    }
    expect([...folders].filter(([, used]) => used.size > 1)).toEqual([])
  })

  it('lets only import-kit.ts know implementations', () => {
    const implementations = [
      /^server-kit\/row-store\/(sqlite|postgres)\//,
      /^server-kit\/jobs\/(in-process|pg-boss)-runner\.ts$/,
      /^server-kit\/model\/(import-model|batch-runner)\.ts$/,
    ]
    const foreign = serverImports.filter(
      ({ file, from }) =>
        implementations.some((one) => one.test(from)) &&
        dirname(file) !== dirname(from) &&
        file !== 'server-kit/import-kit.ts',
    )
    expect(foreign.map(shown)).toEqual([])
  })

  it('reads the clock and makes ids in runtime/ only', () => {
    const reading = /\bDate\.now\(|new Date\(\)|randomUUID/
    const foreign = sources('server-kit')
      .filter((file) => !isIn(file, 'server-kit/runtime'))
      .filter((file) => reading.test(textOf(file)))
    expect(foreign).toEqual([])
  })

  it('casts without a check in dialect.ts only', () => {
    const foreign = sources('server-kit')
      .filter((file) => file !== 'server-kit/model/dialect.ts')
      .filter((file) => /\bas unknown as\b|\bas any\b/.test(textOf(file)))
    expect(foreign).toEqual([])
  })

  it('stops files at 300 lines', () => {
    const long = ['server-kit', 'widget', 'demo', 'test']
      .flatMap(sources)
      .filter((file) => textOf(file).split('\n').length > 301)
    expect(long).toEqual([])
  })
})
