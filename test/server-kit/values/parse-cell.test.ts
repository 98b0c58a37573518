import { describe, expect, it } from 'vitest'
import { FIELD_TYPES } from '../../../server-kit/contract/stages.ts'
import { parseCell } from '../../../server-kit/values/parse-cell.ts'
import { errorOf, rule, valueOf } from './cell-rules.ts'

const OPTIONS = ['a', 'b', 'c', 'd', 'e', 'f'].map((value) => ({
  value,
  label: `Option ${value.toUpperCase()}`,
}))

describe('a blank cell', () => {
  it.each(FIELD_TYPES)('is null for %s, and nothing is shown', (type) => {
    for (const raw of ['', ' ', '\t\n', '\u00a0']) {
      expect(parseCell(rule({ type, options: OPTIONS }), raw)).toEqual({
        ok: true,
        value: null,
        mapped: '',
      })
    }
  })

  it('is an error where the field is required', () => {
    expect(errorOf({ required: true, label: 'Name' }, '  ')).toBe('Name is required')
    expect(errorOf({ required: true, label: 'Tags', multiple: true }, ' , ')).toBe(
      'Tags is required',
    )
  })
})

describe('text and ids', () => {
  it.each([
    '007',
    '+49',
    '1e5',
    '12345678901234567890',
    'TRUE',
    '=1+1',
    '安',
    'a  b\nc',
    '__proto__',
  ])('keep %j as it is written', (raw) => {
    expect(valueOf({ type: 'text' }, raw)).toBe(raw)
    expect(valueOf({ type: 'id' }, raw)).toBe(raw)
  })

  it('lose the white space around them', () => {
    expect(valueOf({ type: 'text' }, ' \u00a0Ann \n')).toBe('Ann')
  })
})

describe('email', () => {
  it.each(['ann@example.com', 'a.b+c@sub.example.co.uk', 'ANN@EXAMPLE.COM', 'ä@exämple.de'])(
    'accepts %s as written',
    (raw) => expect(valueOf({ type: 'email' }, ` ${raw} `)).toBe(raw),
  )

  it.each([
    'ann',
    'ann@',
    '@example.com',
    'ann@example',
    'a b@example.com',
    'ann@example.com;b@x.de',
  ])('refuses %s', (raw) =>
    expect(errorOf({ type: 'email' }, raw)).toBe(
      'Invalid e-mail address. Expected something like name@example.com',
    ),
  )
})

describe('phone', () => {
  it.each([
    ['202-224-3121', 'US', '+12022243121'],
    ['(202) 224 3121', 'US', '+12022243121'],
    ['+49 30 901820', 'US', '+4930901820'],
    ['030 901820', 'DE', '+4930901820'],
    ['0044 20 7946 0018', 'DE', '+442079460018'],
    ['202-224-3121 ext. 5', 'US', '+12022243121;ext=5'],
  ])('reads %s in %s as %s', (raw, defaultCountry, value) => {
    expect(valueOf({ type: 'phone', defaultCountry }, raw)).toBe(value)
  })

  it('shows the international form', () => {
    const cell = parseCell(rule({ type: 'phone' }), '2022243121')
    expect(cell).toEqual({ ok: true, value: '+12022243121', mapped: '+1 202 224 3121' })
  })

  it.each(['12', 'call 202-224-3121 or write', 'n/a', '+1 000 000 0000'])('refuses %s', (raw) =>
    expect(errorOf({ type: 'phone' }, raw)).toMatch(/^Invalid phone number/),
  )

  it('needs a prefix where the country is not known', () => {
    expect(errorOf({ type: 'phone', defaultCountry: '' }, '202-224-3121')).not.toBeNull()
    expect(valueOf({ type: 'phone', defaultCountry: '' }, '+12022243121')).toBe('+12022243121')
  })
})

describe('url', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['example.com', 'https://example.com'],
    ['www.example.com/path', 'https://www.example.com/path'],
    ['http://example.com:8080', 'http://example.com:8080'],
  ])('reads %s as %s', (raw, value) => expect(valueOf({ type: 'url' }, raw)).toBe(value))

  it.each([
    'javascript:alert(1)',
    'ann@example.com',
    'mailto:a@b.de',
    'not a url',
    'file:///etc',
    'x',
  ])('refuses %s', (raw) => expect(errorOf({ type: 'url' }, raw)).toMatch(/^Invalid URL/))
})

describe('domain', () => {
  it.each(['example.com', 'EXAMPLE.com', 'https://www.example.com:443/x?y#z', 'www.example.com.'])(
    'reads %s as the bare domain',
    (raw) => expect(valueOf({ type: 'domain' }, raw)).toBe('example.com'),
  )

  it.each(['example', 'ann@example.com', 'a b.com', '-x.com'])('refuses %s', (raw) =>
    expect(errorOf({ type: 'domain' }, raw)).toMatch(/^Invalid domain/),
  )
})

describe('boolean', () => {
  it.each(['true', 'Yes', 'ON', '1'])('reads %s as true', (raw) =>
    expect(valueOf({ type: 'boolean' }, raw)).toBe(true),
  )
  it.each(['false', 'No', 'oFF', '0'])('reads %s as false', (raw) =>
    expect(valueOf({ type: 'boolean' }, raw)).toBe(false),
  )
  it('names what is accepted', () => {
    expect(errorOf({ type: 'boolean' }, 'maybe')).toBe(
      'Invalid value. Must be one of: true, false, yes, no, on, off, 1, 0',
    )
  })
})

describe('choice', () => {
  const given = { type: 'choice', options: OPTIONS } as const

  it('finds an option by value or label in any case, and shows the label', () => {
    for (const raw of ['b', 'B', 'option b', ' Option B ']) {
      expect(parseCell(rule(given), raw)).toEqual({ ok: true, value: 'b', mapped: 'Option B' })
    }
  })

  it('names the first five options', () => {
    expect(errorOf(given, 'x')).toBe(
      'Invalid choice. Must be one of: Option A, Option B, Option C, Option D, Option E...',
    )
    expect(errorOf({ ...given, options: OPTIONS.slice(0, 5) }, 'x')).toBe(
      'Invalid choice. Must be one of: Option A, Option B, Option C, Option D, Option E',
    )
  })

  it('prefers a value to the label of another option', () => {
    const options = [
      { value: 'x', label: 'y' },
      { value: 'y', label: 'z' },
    ]
    expect(valueOf({ type: 'choice', options }, 'y')).toBe('y')
  })

  it('does not take names of objects for options', () => {
    expect(errorOf(given, 'constructor')).not.toBeNull()
  })
})

describe('a list', () => {
  it('is split on commas, without blanks and doubles', () => {
    expect(valueOf({ multiple: true }, ' a, ,b,,A , c ')).toEqual(['a', 'b', 'c'])
  })

  it('shows its items', () => {
    expect(parseCell(rule({ type: 'choice', options: OPTIONS, multiple: true }), 'b,A')).toEqual({
      ok: true,
      value: ['b', 'a'],
      mapped: 'Option B, Option A',
    })
  })

  it('has an error for each item that is wrong', () => {
    expect(errorOf({ type: 'email', multiple: true }, 'ann@example.com, bob, __proto__')).toEqual(
      Object.fromEntries(
        ['bob', '__proto__'].map((item) => [
          item,
          'Invalid e-mail address. Expected something like name@example.com',
        ]),
      ),
    )
  })

  it('takes an option with a comma in its label for one item', () => {
    const options = [{ value: 'oil', label: 'Oil, Gas' }]
    expect(valueOf({ type: 'choice', options, multiple: true }, 'oil, gas')).toEqual(['oil'])
  })

  it('holds text, whatever its type', () => {
    expect(valueOf({ type: 'number', multiple: true }, '1,2.50')).toEqual(['1', '2.5'])
  })
})
