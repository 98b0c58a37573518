import { describe, expect, it } from 'vitest'
import { ColumnProfiler } from '../../../server-kit/upload/column-profiler.ts'
import { blockOf } from '../../../server-kit/upload/record-block.ts'
import {
  createDateFormatDetector,
  createNumberFormatDetector,
} from '../../../server-kit/values/format-detector.ts'

/** The profile of a column with these values, in rows from 2 on. */
function profileOf(values: readonly string[], columns = 1) {
  const profiler = new ColumnProfiler('a', columns)
  values.forEach((value, index) => {
    const { bytes, view } = blockOf([value], 1)
    profiler.see({ bytes, view, start: 0, end: bytes.length, rowNumber: index + 2 })
  })
  return profiler.profile()
}

/** Random numbers that are the same in every run. */
function seeded(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

describe('distinct values', () => {
  const values = (count: number) => Array.from({ length: count * 2 }, (_, n) => `v${n % count}`)

  it('are counted exactly up to 10,000', () => {
    expect(profileOf(values(10_000))).toMatchObject({ distinct: 10_000, distinctIsExact: true })
  })

  it.each([10_001, 30_000, 200_000])('are estimated beyond, and said to be: %i', (count) => {
    const { distinct, distinctIsExact } = profileOf(values(count))
    expect(distinctIsExact).toBe(false)
    expect(Math.abs(distinct - count) / count).toBeLessThan(0.08)
  })

  it('are never told to be more than there are cells', () => {
    for (const count of [12_000, 20_000, 40_000, 60_000]) {
      const unique = Array.from({ length: count }, (_, n) => `value ${n}`)
      expect(profileOf(unique).distinct).toBeLessThanOrEqual(count)
    }
  })

  it('of a wide file are estimated earlier', () => {
    expect(profileOf(values(2000), 1000).distinctIsExact).toBe(true)
    expect(profileOf(values(2001), 1000).distinctIsExact).toBe(false)
  })

  it('are the texts to the letter: blanks, spaces, NUL and long ones too', () => {
    const texts = ['', ' ', '  ', 'a', 'A', 'a ', '\0', '\0\0', 'x'.repeat(5000), 'x'.repeat(5001)]
    expect(profileOf([...texts, ...texts])).toMatchObject({ distinct: texts.length, filled: 14 })
  })
})

describe('filled cells', () => {
  it('are those with more than white space, of any script', () => {
    const blank = [
      '',
      ' ',
      '\t',
      '\u00a0',
      '\u1680',
      '\u2003',
      '\u2028',
      '\u205f',
      '\u3000',
      '\ufeff',
    ]
    const filled = ['a', ' a', 'é', 'あ', '\u00a0x', '\u2010', '\u180e', '\uff01']
    expect(profileOf([...blank, ...filled]).filled).toBe(filled.length)
  })
})

describe('formats told by the shape of the bytes', () => {
  it('are those that the detectors tell from the texts', () => {
    const random = seeded(11)
    const mark = () => ['-', '/', '.', '', ' ', ':'][random(6)] ?? ''
    const digits = (most: number) =>
      Array.from({ length: random(most + 1) }, () => random(10)).join('')
    const two = (below: number) => String(random(below)).padStart(2, '0')
    const date = () => {
      const sign = ['-', '/', '.'][random(3)] ?? ''
      const year = String(random(12) ? 1900 + random(200) : random(10_000)).padStart(4, '0')
      const parts = random(2) ? [year, two(14), two(33)] : [two(33), two(14), year]
      return parts.join(random(9) ? sign : mark())
    }
    const time = () =>
      `${[' ', 'T', 't'][random(3)]}${two(26)}:${two(62)}${random(2) ? '' : `:${two(62)}`}`
    const number = () => `${random(4) ? '' : '-'}${digits(4)}${['.', ','][random(2)]}${digits(4)}`
    const makers = [date, () => date() + time(), number, () => digits(5) + mark() + digits(3)]
    for (let run = 0; run < 3000; run++) {
      const make = makers[random(makers.length)] ?? date
      const values = Array.from({ length: 1 + random(6) }, make)
      const dates = createDateFormatDetector()
      const numbers = createNumberFormatDetector()
      values.forEach((value, index) => {
        // Digits alone are no date.
        if (/\D/.test(value)) dates.see(value, index + 2)
        numbers.see(value, index + 2)
      })
      const { dateFormats, numberFormats } = profileOf(values)
      expect({ values, dateFormats }).toEqual({ values, dateFormats: dates.readings() })
      expect({ values, numberFormats }).toEqual({ values, numberFormats: numbers.readings() })
    }
  })
})
