import { describe, expect, it } from 'vitest'
import { FileKeys } from '../../../server-kit/matching/file-index.ts'
import { KeyTable } from '../../../server-kit/matching/key-table.ts'

/** Cases, compositions and halves of characters are keys of their own. */
const TEXTS = [
  'ann@example.com',
  'Ann@example.com',
  '',
  'zoë@example.com',
  'zoe\u0308@example.com',
  '\ud800',
  '\ud801',
  '\ufffd',
  '安',
  'x'.repeat(3 * 1024 * 1024),
]

describe('a key table', () => {
  it('numbers each key once, whatever its script and length', () => {
    const table = new KeyTable()
    const numbers = TEXTS.map((_, index) => index)
    expect(TEXTS.map((text) => table.enter(text))).toEqual(numbers)
    expect(TEXTS.map((text) => table.enter(text))).toEqual(numbers)
    expect(TEXTS.map((text) => table.find(text))).toEqual(numbers)
    expect(numbers.every((number) => table.textOf(number) === TEXTS[number])).toBe(true)
    expect(table.find('unknown')).toBeLessThan(0)
  })

  it('is the same as a Map for a hundred thousand keys', () => {
    const table = new KeyTable()
    const map = new Map<string, number>()
    for (let number = 0; number < 100_000; number++) {
      const key = `user${(Math.imul(number, 2654435761) >>> 0) % 60_000}@example.com`
      if (!map.has(key)) map.set(key, map.size)
      table.enter(key)
    }
    expect([...map].every(([key, number]) => table.find(key) === number)).toBe(true)
    expect(table.size).toBe(map.size)
    expect(table.find('user60000@example.com')).toBeLessThan(0)
  })
})

describe('a file index', () => {
  it('knows rows and records as owners, by field, the last one first', () => {
    const index = new FileKeys()
    index.register([{ field: 'email', values: ['a', 'b'] }], 'row:2')
    index.register([{ field: 'email', values: ['b'] }], '01ARZ3NDEKTSV4RRFFQ69G5FAV')
    index.register([{ field: 'code', values: ['a'] }], 'row:x')
    expect(index.owner('email', 'a')).toBe('row:2')
    expect(index.owner('email', 'b')).toBe('01ARZ3NDEKTSV4RRFFQ69G5FAV')
    expect(index.owner('code', 'a')).toBe('row:x')
    expect(index.owner('code', 'b')).toBeUndefined()
    expect(index.owner('name', 'a')).toBeUndefined()
  })
})
