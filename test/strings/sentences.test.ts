import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FieldType } from '../../server-kit/contract/stages.ts'
import type { CellRule } from '../../server-kit/values/cell-rule.ts'
import { parseCell } from '../../server-kit/values/parse-cell.ts'
import { ar } from '../../widget/strings/ar.ts'
import { de } from '../../widget/strings/de.ts'
import { Format } from '../../widget/strings/format.ts'
import { fr } from '../../widget/strings/fr.ts'
import { SENTENCES } from '../../widget/strings/sentences.ts'

const SERVER = resolve(import.meta.dirname, '../../server-kit')
const LANGUAGES = { ar, de, fr }

const rule = (type: FieldType, more: Partial<CellRule> = {}): CellRule => ({
  source: 'Column',
  index: 0,
  target: 'field',
  entityLink: null,
  label: 'Name',
  type,
  multiple: false,
  required: false,
  options: null,
  dateFormat: 'iso',
  numberFormat: 'point',
  timeZone: 'Europe/Berlin',
  defaultCountry: 'DE',
  hasHostRule: false,
  ...more,
})

const options = ['A', 'B', 'C', 'D', 'E', 'F'].map((label) => ({ value: label, label }))

/** Every way in which a value is refused by its type. */
const REFUSED: [string, CellRule][] = [
  ['', rule('text', { required: true })],
  ['x', rule('email')],
  ['x', rule('phone')],
  ['a b', rule('url')],
  ['a b', rule('domain')],
  ['x', rule('number')],
  ['x', rule('currency', { numberFormat: 'comma' })],
  ['99999999999999999999', rule('number')],
  ['x', rule('date')],
  ['x', rule('date', { dateFormat: 'european' })],
  ['x', rule('datetime', { dateFormat: 'american' })],
  ['2024-03-31 02:30', rule('datetime')],
  ['x', rule('boolean')],
  ['x', rule('choice', { options })],
]

function errorOf([raw, rule]: [string, CellRule]): string {
  const cell = parseCell(rule, raw)
  if (cell.ok || typeof cell.error !== 'string') throw new Error(`${raw} was not refused`)
  return cell.error
}

/** Every text in the server's sources, with `{}` for what is filled in. */
const serverTexts = (): Set<string> => {
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  const texts = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(SERVER, file), 'utf8'))
    .flatMap((code) => [...code.matchAll(/'([^'\n]+)'|"([^"\n]+)"|`([^`]+)`/g)])
    .map(([, single, double, template]) => single ?? double ?? template ?? '')
  return new Set(
    texts.map((text) =>
      text.replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '{}').replaceAll('{} {} ', '{} '),
    ),
  )
}

describe('the sentences of the server', () => {
  it('are as it says them: one that was reworded there is missed here', () => {
    const said = serverTexts()
    // What is filled in may be part of the sentence: the problem of a record that was found, a format.
    const isSaid = (sentence: string): boolean =>
      said.has(sentence) ||
      [...said].some((start) => {
        const rest = sentence.slice(start.length)
        return start.length > 8 && sentence.startsWith(start) && said.has(`{}${rest}`)
      })
    const exact = Object.values(SENTENCES)
      .map((sentence) => sentence.replaceAll(/\{\w+\}/g, '{}'))
      .map((sentence) => sentence.replace(/(?<=Expected: )\w+$/, '{}'))
      .map((sentence) => sentence.replace(/(?<=something like )\{\}$/, ''))
    const missing = exact.filter(
      (sentence) => !isSaid(sentence) && ![...said].some((one) => one.startsWith(sentence)),
    )
    expect(missing).toEqual([])
  })

  it.each(Object.entries(LANGUAGES))('about values are all worded in %s', (name, language) => {
    const format = new Format(name, 'UTC')
    const errors = REFUSED.map(errorOf)
    const worded = errors.map((error) => language.server.sentence(error, format))
    expect(worded.filter((sentence) => errors.includes(sentence))).toEqual([])
  })

  it('are worded within one another', () => {
    const said = 'Companies “Acme” could not be created: Domain is already taken'
    const format = new Format('de', 'UTC')
    expect(de.server.sentence(said, format)).toBe(
      'Companies „Acme“ konnte nicht angelegt werden: Domain ist bereits vergeben',
    )
  })

  it('of a host are left as they are', () => {
    const said = 'Ask Eve before you import this.'
    expect(de.server.sentence(said, new Format('de', 'UTC'))).toBe(said)
  })

  it.each(Object.entries(LANGUAGES))('keep what is filled in, in %s', (name, language) => {
    const format = new Format(name, 'UTC')
    const lost = Object.values(SENTENCES).flatMap((sentence) => {
      const filled = sentence.replaceAll(/\{(\w+)\}/g, (_, place: string) =>
        place === 'count' ? '7' : `<${place}>`,
      )
      const worded = language.server.sentence(filled, format)
      const places = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, place]) =>
        place === 'count' ? /[7٧]/ : new RegExp(`<${place}>`),
      )
      return places.every((place) => place.test(worded)) ? [] : [`${sentence} → ${worded}`]
    })
    expect(lost).toEqual([])
  })
})
