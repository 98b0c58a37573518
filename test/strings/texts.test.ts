import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ar } from '../../widget/strings/ar.ts'
import { de } from '../../widget/strings/de.ts'
import { en } from '../../widget/strings/en.ts'
import { Format } from '../../widget/strings/format.ts'
import { fr } from '../../widget/strings/fr.ts'
import { allKeys, keysOf, usedKeys } from './used-keys.ts'

const STRINGS = resolve(import.meta.dirname, '../../widget/strings')
const LANGUAGES = { ar, de, fr }

/** Written alike in both languages. */
const ALIKE: Record<keyof typeof LANGUAGES, string[]> = {
  ar: [],
  de: ['history.status', 'review.format', 'review_keys.escape', 'review_keys.tab'],
  fr: [
    'common.pages',
    'history.total',
    'history.entityType',
    'preview.action',
    'review.actions',
    'review.format',
    'review_keys.tab',
  ],
}

const sectionsOf = (texts: object) =>
  Object.entries(texts)
    .flatMap(([name, section]) => keysOf(name, section))
    .toSorted()

const constantsOf = (texts: object, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]): [string, string][] => {
    if (typeof text === 'string') return [[`${path}.${key}`, text]]
    return typeof text === 'object' && text !== null
      ? constantsOf(text, path === '' ? key : `${path}_${key}`)
      : []
  })

describe('the texts', () => {
  it('are all used', { timeout: 240_000 }, () => {
    const used = usedKeys()
    const unused = allKeys().filter((key) => !used.has(key) && !used.has(key.replace(/\..*/, '.*')))
    expect(unused).toEqual([])
    expect(used.size).toBeGreaterThan(300)
  })

  it('are those of a folder each: no language is left out here', () => {
    const folders = readdirSync(STRINGS, { withFileTypes: true }).filter((one) => one.isDirectory())
    expect(folders.map(({ name }) => name).toSorted()).toEqual(['ar', 'de', 'en', 'fr'])
  })
})

describe.each(Object.entries(LANGUAGES))('the texts of %s', (name, language) => {
  it('are all there, and no others', () => {
    const errors = Object.keys(en.errors).map((code) => `errors.${code}`)
    const own = sectionsOf(language).filter((key) => !/^(errors|server)/.test(key))
    expect(own).toEqual(sectionsOf(en).filter((key) => !/^(errors|server)/.test(key)))
    expect(sectionsOf(language)).toEqual(expect.arrayContaining(errors))
  })

  it('are translated', () => {
    const english = new Map(constantsOf(en))
    const alike = constantsOf(language).filter(([key, text]) => english.get(key) === text)
    const known: string[] = Object.entries(ALIKE).flatMap(([of, keys]) => (of === name ? keys : []))
    expect(alike.map(([key]) => key).toSorted()).toEqual(known.toSorted())
  })
})

describe('Arabic', () => {
  it('counts in six ways', () => {
    const format = new Format('ar-u-nu-latn', 'UTC')
    const counted = [0, 1, 2, 3, 11, 100].map((count) => ar.common.rows(count, format))
    expect(counted).toEqual(['لا صفوف', 'صف واحد', 'صفان', '3 صفوف', '11 صفًا', '100 صف'])
  })

  it('keeps names of another script apart from its own words', () => {
    const format = new Format('ar', 'UTC')
    expect(ar.execute.importing('people.csv')).toContain('\u2068people.csv\u2069')
    expect(ar.history.continueFile('a (1).csv')).toContain('\u2068a (1).csv\u2069')
    expect(ar.review.rowsTitle({ count: 2, value: 'x', column: 'A' }, format)).toContain('صفان')
  })
})

describe('the files of a language', () => {
  it('are fetched by nothing but languages.ts: otherwise all would be in every bundle', () => {
    const widget = resolve(STRINGS, '..')
    const sources = readdirSync(widget, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !/^strings\/(ar|de|fr)\b/.test(file),
    )
    const importing = sources.filter((file) =>
      /strings\/(ar|de|fr)\.ts|'\.\/(ar|de|fr)\.ts'/.test(readFileSync(join(widget, file), 'utf8')),
    )
    expect(importing).toEqual(['strings/languages.ts'])
  })
})
