import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { describeElements } from '../../.config/describe-elements.mjs'
import {
  defaultsInStyles,
  elementSources,
  publicEvents,
  reactEvents,
  readProperties,
} from './element-sources.ts'

interface Described {
  name: string
  description?: string
  default?: string
}

interface Declaration extends Described {
  tagName?: string
  customElement?: boolean
  summary?: string
  members?: (Described & { kind: string; attribute?: string })[]
  attributes?: Described[]
  events?: Described[]
  cssParts?: Described[]
  cssProperties?: Described[]
}

const PUBLIC = ['import-wizard', 'import-history']
const elements = elementSources()
let declarations: Declaration[]

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'import-kit-api-'))
  describeElements(folder)
  const manifest: { modules: { declarations: Declaration[] }[] } = JSON.parse(
    readFileSync(join(folder, 'custom-elements.json'), 'utf8'),
  )
  rmSync(folder, { recursive: true })
  declarations = manifest.modules.flatMap((module) => module.declarations)
})

const classNameOf = (tag: string) =>
  tag.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())

function declarationOf(tag: string): Declaration {
  const found = declarations.find(({ name }) => name === classNameOf(tag))
  if (!found) throw new Error(`custom-elements.json has no ${tag}`)
  return found
}

const namesOf = (described: Described[] = []) => described.map(({ name }) => name).toSorted()

/** What a page can reach by `::part()` from outside of the element. */
function reachable(tag: string): Set<string> {
  const source = elements.get(tag)
  if (!source) throw new Error(`there is no ${tag}`)
  const handedOn = source.uses.flatMap((use) => [...use.handedOn.values()])
  return new Set([...source.parts, ...handedOn])
}

describe('the parts', () => {
  it('are found at all', () => {
    expect(elements.size).toBeGreaterThan(25)
    expect(reachable('import-wizard').size).toBeGreaterThan(30)
  })

  it.each(PUBLIC)('of %s are documented, and there are no others', (tag) => {
    expect(namesOf(declarationOf(tag).cssParts)).toEqual([...reachable(tag)].toSorted())
  })

  it('of every element inside are documented as well', () => {
    for (const [tag, { parts }] of elements) {
      if (PUBLIC.includes(tag)) continue
      expect(namesOf(declarationOf(tag).cssParts), tag).toEqual(parts.toSorted())
    }
  })

  it('are handed on, all the way: none is lost in a shadow root, none is handed on that is not', () => {
    for (const [tag, { uses }] of elements) {
      for (const use of uses) {
        const inner = [...reachable(use.tag)].toSorted()
        expect([...use.handedOn.keys()].toSorted(), `${use.tag} in ${tag}`).toEqual(inner)
      }
    }
  })
})

describe('the custom properties', () => {
  it.each(PUBLIC)('that the styles read are those that %s documents', (tag) => {
    expect(namesOf(declarationOf(tag).cssProperties)).toEqual([...readProperties()].toSorted())
  })

  it('have the defaults that are documented', () => {
    const styles = defaultsInStyles()
    expect(styles.size).toBeGreaterThan(30)
    const documented = new Map(
      declarationOf('import-wizard').cssProperties?.map((one) => [one.name, one.default]),
    )
    const inWords = ['--import-hairline', '--import-shadow', '--import-radius-button']
    const other = [...styles].filter(
      ([name, value]) => !inWords.includes(name) && documented.get(name) !== value,
    )
    expect(other).toEqual([])
  })
})

describe('the elements', () => {
  it.each(PUBLIC)('%s has its events, attributes and properties described', (tag) => {
    const {
      events = [],
      attributes = [],
      members = [],
      cssParts = [],
      summary,
    } = declarationOf(tag)
    const all = [...events, ...attributes, ...members, ...cssParts]
    expect(all.filter(({ description }) => !description).map(({ name }) => name)).toEqual([])
    expect(summary).toBeTruthy()
  })

  it('document every public event, and React has a property for each', () => {
    const documented = PUBLIC.flatMap((tag) => namesOf(declarationOf(tag).events)).toSorted()
    expect(documented).toEqual(publicEvents().toSorted())
    expect(reactEvents().toSorted()).toEqual(publicEvents().toSorted())
  })

  it('are as this list has them: whoever changes it changes the public API', () => {
    const api = Object.fromEntries(
      PUBLIC.map((tag) => [
        tag,
        (declarationOf(tag).members ?? [])
          .map(
            ({ name, kind, attribute }) =>
              attribute ?? (kind === 'method' ? `${name}()` : `.${name}`),
          )
          .toSorted(),
      ]),
    )
    const shared = ['.client', '.fetch', '.headers', '.strings', 'endpoint', 'locale', 'time-zone']
    expect(api).toEqual({
      'import-wizard': [
        ...shared,
        'entity-type',
        'history-url',
        'import-id',
        'like',
        'return-url',
        'url-param',
        'open()',
        'reset()',
      ].toSorted(),
      'import-history': [
        ...shared,
        'entity-type',
        'page-size',
        'url-state',
        'refresh()',
      ].toSorted(),
    })
  })
})
