import { getCountries, getExampleNumber } from 'libphonenumber-js'
import examples from 'libphonenumber-js/mobile/examples'
import { describe, expect, it } from 'vitest'
import {
  DATE_FORMATS,
  FIELD_TYPES,
  NUMBER_FORMATS,
  type FieldType,
} from '../../../server-kit/contract/stages.ts'
import type { CellRule } from '../../../server-kit/values/cell-rule.ts'
import { parseCell } from '../../../server-kit/values/parse-cell.ts'
import { plainCheck } from '../../../server-kit/values/plain-cell.ts'
import { seeded } from '../upload/seeded.ts'
import { rule } from './cell-rules.ts'

const random = seeded(20)
const pick = <T>(list: readonly T[]): T => {
  const found = list[random(list.length)]
  if (found === undefined) throw new Error('Nothing to pick from')
  return found
}

const SEEDS = [
  'ann@example.com',
  'a.b-c+d_e@sub-domain.example.co.uk',
  'ann@example.com, bob@example.org',
  'https://www.example.com/team/1?page=2',
  'example.com/a-b/~c.d',
  'www.example.com',
  'example.co.uk',
  '2024-05-15',
  '2024-02-29',
  '31.12.2024',
  '12/31/2024',
  '2024-03-31 02:30:00',
  '2024-03-31T03:30',
  '2024-10-27 02:30:00',
  '1,234,567.89',
  '1.234.567,89',
  '-$12.50',
  '999999999999999',
  'yes',
  'FALSE',
  'Health Care',
  'red',
  '',
  ' ',
  ',',
]
const typed = (type: FieldType, given: Partial<CellRule> = {}) => rule({ type, ...given })

const CHARACTERS = [...' \t.,-_+@:/?#=()0123456789aAzZwWkKſéß%$€\u00a0\u200b٣０']

function mutated(text: string): string {
  const at = random(text.length + 1)
  const kind = random(4)
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1)
  if (kind === 1) return text.slice(0, at) + pick(CHARACTERS) + text.slice(at)
  if (kind === 2) return text.slice(0, at) + pick(CHARACTERS) + text.slice(at + 1)
  return text.slice(0, at) + text.slice(at, at + 5) + text.slice(at)
}

function changed(text: string): string {
  let made = text
  for (let times = random(4); times > 0; times--) made = mutated(made)
  return made
}

const options = ['Health Care', 'red', 'Blue-green'].map((value) => ({ value, label: value }))

const RULES: CellRule[] = FIELD_TYPES.flatMap((type) =>
  [true, false].flatMap((multiple) =>
    DATE_FORMATS.flatMap((dateFormat) =>
      NUMBER_FORMATS.map((numberFormat) =>
        typed(type, {
          multiple,
          dateFormat,
          numberFormat,
          options,
          required: dateFormat === 'iso',
          timeZone: numberFormat === 'point' ? 'Europe/Berlin' : 'UTC',
        }),
      ),
    ),
  ),
)

/** What a rule takes for plain although it is not right. */
function wrong(checked: CellRule, texts: readonly string[]): string[] {
  const isPlain = plainCheck(checked)
  return texts.filter((text) => isPlain(text) && !parseCell(checked, text).ok)
}

describe('a plain cell', () => {
  it('is right by the rules of its type, whatever is done to it', () => {
    const texts = Array.from({ length: 3000 }, () => changed(pick(SEEDS)))
    for (const checked of RULES) {
      expect([checked.type, wrong(checked, texts)]).toEqual([checked.type, []])
    }
  })

  it.each([
    ['email', 'ann.lee+x@mail.example.com'],
    ['url', 'https://www.example.com/team/1?page=2'],
    ['domain', 'shop.example.co.uk'],
    ['date', '2024-12-31'],
    ['datetime', '2024-05-15 16:00:59'],
    ['number', '1,234.5'],
    ['currency', '-$1,234.50'],
    ['boolean', 'No'],
    ['choice', 'health care'],
    ['phone', '+49 30 90181234'],
    ['phone', '(212) 736-1234'],
    ['text', '=1'],
  ] as const)('is found without the long way: %s %s', (type, text) => {
    expect(plainCheck(typed(type, { options }))(text)).toBe(true)
  })

  it('is not a time that the clocks went over', () => {
    const isPlain = plainCheck(typed('datetime', { timeZone: 'America/New_York' }))
    expect(isPlain('2024-03-10 02:30')).toBe(false)
    expect(isPlain('2024-03-10 03:30')).toBe(true)
  })

  it('is not blank where something is required, a list of commas neither', () => {
    const isPlain = plainCheck(typed('text', { required: true, multiple: true }))
    expect(['', ' ', ', ,', 'x'].filter(isPlain)).toEqual(['x'])
  })
})

const GAPS = ['', ' ', '-', '.', '/', ' (', ') ', '  ']

/** The same digits with other things between them, sometimes with others in their place. */
function rewritten(number: string): string {
  const digits = [...number.replace(/[^\d+]/g, '')]
  return digits
    .map((digit, at) => {
      const other = random(12) === 0 && digit !== '+' ? String(random(10)) : digit
      return at > 0 && random(3) === 0 ? pick(GAPS) + other : other
    })
    .join('')
}

describe('a plain phone number', () => {
  const numbers = getCountries().flatMap((country) => {
    const example = getExampleNumber(country, examples)
    return example ? [{ country, example }] : []
  })
  const written = numbers.flatMap(({ country, example }) => [
    { country, text: example.formatInternational() },
    { country, text: example.formatNational() },
    { country, text: example.number },
  ])

  it('is one by the library too, in every country and however it is written', () => {
    const found: [string, string][] = []
    for (const { country, text } of written) {
      const texts = Array.from({ length: 25 }, () => changed(rewritten(text)))
      const others = [typed('phone', { defaultCountry: country }), typed('phone')]
      for (const checked of others) {
        found.push(...wrong(checked, texts).map((item): [string, string] => [country, item]))
      }
    }
    expect(found).toEqual([])
  })

  it('is most of those that are written as usual', () => {
    const share = (format: (number: (typeof numbers)[number]['example']) => string) => {
      const plain = numbers.filter(({ country, example }) =>
        plainCheck(typed('phone', { defaultCountry: country }))(format(example)),
      )
      return plain.length / numbers.length
    }
    expect(share((number) => number.formatInternational())).toBeGreaterThan(0.9)
    expect(share((number) => number.formatNational())).toBeGreaterThan(0.8)
  })
})
