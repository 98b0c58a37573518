import { describe, expect, it } from 'vitest'
import { chooseDateFormat, chooseNumberFormat } from '../../../server-kit/values/format-choice.ts'
import {
  createDateFormatDetector,
  createNumberFormatDetector,
} from '../../../server-kit/values/format-detector.ts'
import { foldKey, keysOf } from '../../../server-kit/values/fold-key.ts'
import { inferType } from '../../../server-kit/values/infer-type.ts'

function dates(...values: string[]) {
  const detector = createDateFormatDetector()
  values.forEach((value, index) => detector.see(value, index + 2))
  return detector.readings()
}

function numbers(...values: string[]) {
  const detector = createNumberFormatDetector()
  values.forEach((value, index) => detector.see(value, index + 2))
  return detector.readings()
}

describe('the formats of a date column', () => {
  it('are proven by a value that only one can read', () => {
    const readings = dates('01/02/2024', '', '31/12/2024', '03/04/2024')
    expect(readings).toEqual([
      { format: 'european', proven: true, proof: { row: 4, value: '31/12/2024' } },
      { format: 'american', proven: false },
    ])
    expect(chooseDateFormat(readings)).toBe('european')
  })

  it('are not proven where every value can be read in two ways', () => {
    const readings = dates('01/02/2024', '03/04/2024')
    expect(readings?.map(({ format, proven }) => [format, proven])).toEqual([
      ['european', false],
      ['american', false],
    ])
    expect(chooseDateFormat(readings)).toBeNull()
  })

  it('are not proven where each of two has a value of its own and neither reads more', () => {
    expect(chooseDateFormat(dates('31/12/2024', '12/31/2024'))).toBeNull()
  })

  it('are those that read most where both have proof', () => {
    const readings = dates('31/12/2024', '12/31/2024', '30/12/2024')
    expect(readings?.find(({ proven }) => proven)?.format).toBe('european')
  })

  it('are seen with a time before or after the date', () => {
    expect(dates('16:00 31/12/2024')?.[0]).toMatchObject({ format: 'european', proven: true })
    expect(dates('2024-12-31T16:00Z')?.[0]).toMatchObject({ format: 'iso', proven: true })
  })

  it('are none where no value is a date, and then ISO is expected', () => {
    expect(dates('1902', 'x', '')).toBeUndefined()
    expect(chooseDateFormat(undefined)).toBe('iso')
  })
})

describe('the formats of a number column', () => {
  it('are proven by a value that only one can read', () => {
    expect(numbers('1,000', '1.5')).toEqual([
      { format: 'point', proven: true, proof: { row: 3, value: '1.5' } },
      { format: 'comma', proven: false },
    ])
    expect(chooseNumberFormat(numbers('1.000', '1,5 €'))).toBe('comma')
  })

  it('are a point without proof where both read every value alike', () => {
    expect(numbers('1902', '1 000', '')).toEqual([{ format: 'point', proven: true }])
  })

  it('are to be asked where values read differently and nothing decides', () => {
    expect(chooseNumberFormat(numbers('1,000', '2.000'))).toBeNull()
  })

  it('are none where no value is a number, and then a point is expected', () => {
    expect(numbers('x', '1,00,0')).toBeUndefined()
    expect(chooseNumberFormat(undefined)).toBe('point')
  })
})

describe('the type of a column', () => {
  it.each([
    [['a@x.org', 'b@x.org'], 'email'],
    [['202-224-3121', '+49 30 901820'], 'phone'],
    [['https://x.org', 'example.com', 'www.x.org/a'], 'url'],
    [['2024-05-15', '15/05/2024'], 'date'],
    [['$5', '1.000 €'], 'currency'],
    [['1902', '1,000.5', '-3'], 'number'],
    [['1', '0'], 'number'],
    [['yes', 'no', 'TRUE'], 'boolean'],
    [['Ann', 'Bob'], null],
    [['007', '008'], null],
    [['12345678901234567890'], null],
    [['', ' '], null],
    [[], null],
  ])('of %j is %s', (samples, type) => expect(inferType(samples)).toBe(type))

  it('needs four of five filled samples', () => {
    const emails = ['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org']
    expect(inferType([...emails, '', 'none'])).toBe('email')
    expect(inferType([...emails.slice(1), '', 'none'])).toBeNull()
  })
})

describe('keys', () => {
  it('are folded: trimmed, composed, lower case', () => {
    expect(foldKey(' E\u0301COLE ')).toBe('école')
  })

  it('of a cell are distinct and not blank', () => {
    expect(keysOf(['A', ' a ', 'b', ''])).toEqual(['a', 'b'])
    expect(keysOf('X')).toEqual(['x'])
    expect(keysOf(12)).toEqual(['12'])
    expect(keysOf(null)).toEqual([])
    expect(keysOf(' ')).toEqual([])
  })
})
