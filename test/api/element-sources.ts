import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const WIDGET = resolve(import.meta.dirname, '../../widget')

/** A use of an element in another one's templates, and which of its parts are handed on as what. */
interface Use {
  tag: string
  handedOn: Map<string, string>
}

export interface ElementSource {
  tag: string
  /** Parts in its own templates. */
  parts: string[]
  uses: Use[]
}

const textOf = (file: string) => readFileSync(join(WIDGET, file), 'utf8')

const sources = readdirSync(WIDGET, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.startsWith('strings/'),
)

/** Comments hold examples; the types of what is imported bring no template. */
const codeOf = (file: string) =>
  textOf(file)
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')

const isElement = (file: string) =>
  /extends (?:LitElement|StepElement|ImportElement) \{/.test(codeOf(file))

const importsOf = (file: string): string[] =>
  [...codeOf(file).matchAll(/^import (?!type)[^'"]*'(\.[^']+)'/gm)]
    .map(([, from = '']) => relative(WIDGET, resolve(WIDGET, dirname(file), from)))
    .filter((path) => !path.startsWith('..') && existsSync(join(WIDGET, path)))

/** The modules whose templates an element renders as its own: its file and functions that it calls. */
function modulesOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  for (const path of importsOf(file)) if (!isElement(path)) modulesOf(path, found)
  return found
}

const NAMES = /[\w-]+(?:\s*:\s*[\w-]+)?/g

function handedOn(list: string): Map<string, string> {
  const pairs = (list.match(NAMES) ?? []).map((item) => item.split(/\s*:\s*/))
  return new Map(pairs.map(([inner = '', outer = inner]) => [inner, outer]))
}

function sourceOf(file: string): ElementSource {
  const code = [...modulesOf(file)].map(codeOf).join('\n')
  const uses = [...code.matchAll(/<(import-[a-z-]+)(?:\s+exportparts="([^"]*)")?/g)]
  const parts = [...code.matchAll(/\bpart="([^"]+)"/g)].flatMap(([, list = '']) => list.split(' '))
  return {
    tag: file.replace(/^.*\/|\.ts$/g, ''),
    parts: [...new Set(parts)],
    uses: uses.map(([, tag = '', list = '']) => ({ tag, handedOn: handedOn(list) })),
  }
}

/** Every element with what its templates hold, by tag. */
export const elementSources = (): Map<string, ElementSource> => {
  const files = sources.filter((file) => isElement(file) && /\/?import-[\w-]+\.ts$/.test(file))
  return new Map(
    files
      .filter((file) => !file.startsWith('import-element'))
      .map((file) => {
        const source = sourceOf(file)
        return [source.tag, source]
      }),
  )
}

/** Every `--import-*` that the styles read, with its default where it is a plain one. */
export const readProperties = (): Set<string> => {
  const code = sources.map(codeOf).join('\n')
  return new Set([...code.matchAll(/var\(\s*(--import-[\w-]+)/g)].map(([, name = '']) => name))
}

/** Defaults as the styles have them, in one line. */
export const defaultsInStyles = (): Map<string, string> => {
  const tokens = codeOf('styles/tokens.ts').replaceAll(/\s+/g, ' ')
  const found = tokens.matchAll(
    /var\( ?(--import-[\w-]+), ((?:[^();]|\((?:[^()]|\([^()]*\))*\))+)\)/g,
  )
  return new Map([...found].map(([, name = '', value = '']) => [name, value.trim()]))
}

/** The types of the public events. */
export const publicEvents = (): string[] =>
  [...codeOf('events.ts').matchAll(/super\('(import-[\w-]+)'/g)].map(([, type = '']) => type)

/** The events that React's components have a property for. */
export const reactEvents = (): string[] =>
  [...codeOf('react.ts').matchAll(/: typed\('(import-[\w-]+)'\)/g)].map(([, type = '']) => type)
