import { describe, expect, it } from 'vitest'
import { errorOf, valueOf } from './cell-rules.ts'

const POINT = 'Invalid number format. Expected: Point'
const COMMA = 'Invalid number format. Expected: Comma'

describe('a number with a point', () => {
  it.each([
    ['1,000.00', 1000],
    ['1000', 1000],
    ['1,234,567.5', 1234567.5],
    ['1 234 567', 1234567],
    ['1\u00a0234', 1234],
    ['1\u202f234', 1234],
    ["1'234.5", 1234.5],
    ['1’234', 1234],
    ['-5', -5],
    ['\u22125', -5],
    ['+5', 5],
    ['.5', 0.5],
    ['-0', 0],
    ['007', 7],
    ['0.0000001', 1e-7],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('reads %j as %d', (raw, value) => expect(valueOf({ type: 'number' }, raw)).toBe(value))

  it.each([
    '1,00,0',
    '1,00',
    '10,00.0',
    '1000,000',
    ',100',
    '1,234 567',
    '1.000,00',
    '1.2.3',
    '5.',
    '.',
    '-',
    '--5',
    '0x10',
    '1e309',
    '1e5',
    'Infinity',
    'NaN',
    '5%',
    '$5',
    'five',
    '٣',
  ])('refuses %j', (raw) => expect(errorOf({ type: 'number' }, raw)).toBe(POINT))

  it('refuses what it cannot keep exactly', () => {
    for (const raw of ['9007199254740993', '-12345678901234567890', '9'.repeat(400)]) {
      expect(errorOf({ type: 'number' }, raw)).toBe('Number too large to be kept exactly')
    }
  })
})

describe('a number with a comma', () => {
  const given = { type: 'number', numberFormat: 'comma' } as const

  it.each([
    ['1.000,00', 1000],
    ['1000', 1000],
    ['1.234.567,5', 1234567.5],
    ['1 234,5', 1234.5],
    ['-0,25', -0.25],
  ])('reads %j as %d', (raw, value) => expect(valueOf(given, raw)).toBe(value))

  it.each(['1,000.00', '1.5', '1.00.0', '1,5,5'])('refuses %j', (raw) =>
    expect(errorOf(given, raw)).toBe(COMMA),
  )
})

describe('the thousands marks of any number', () => {
  const numbers = Array.from(
    { length: 200 },
    (_, index) => (index * 7919 * 104_729) % 10 ** (index % 13),
  )

  it('stand right where a locale writes them', () => {
    for (const number of numbers) {
      const format = (locale: string) => new Intl.NumberFormat(locale).format(number)
      expect(valueOf({ type: 'number' }, format('en-US'))).toBe(number)
      expect(valueOf({ type: 'number' }, format('fr-FR'))).toBe(number)
      expect(valueOf({ type: 'number' }, format('de-CH'))).toBe(number)
      expect(valueOf({ type: 'number', numberFormat: 'comma' }, format('de-DE'))).toBe(number)
    }
  })

  it('are refused one place off', () => {
    for (const number of numbers.filter((one) => one >= 10_000)) {
      const digits = String(number)
      expect(errorOf({ type: 'number' }, `${digits.slice(0, -2)},${digits.slice(-2)}`)).toBe(POINT)
      expect(errorOf({ type: 'number' }, `${digits.slice(0, -4)},${digits.slice(-4)}`)).toBe(POINT)
    }
  })
})

describe('a currency', () => {
  it.each([
    ['$1,000.00', 1000],
    ['-$5', -5],
    ['$-5', -5],
    ['($5.50)', -5.5],
    ['(1,000)', -1000],
    ['€ 12', 12],
    ['12 €', 12],
    ['US$12', 12],
    ['USD 12.50', 12.5],
    ['12.50 usd', 12.5],
    ['100 kr', 100],
    ['42', 42],
  ])('reads %j as %d', (raw, value) => expect(valueOf({ type: 'currency' }, raw)).toBe(value))

  it('reads the comma format', () => {
    expect(valueOf({ type: 'currency', numberFormat: 'comma' }, '1.000,50 €')).toBe(1000.5)
  })

  it.each(['$', 'abc 5', '$5€', '-$-5', '(5', '($-5)', '$1,00', 'USD'])('refuses %j', (raw) =>
    expect(errorOf({ type: 'currency' }, raw)).toBe(POINT),
  )
})
