import { describe, expect, it } from 'vitest'
import { KeyCounts } from '../../../server-kit/row-store/sqlite/key-counts.ts'

describe('counted keys', () => {
  it('are there several times, or nearly never said to be', () => {
    const counts = new KeyCounts()
    for (let key = 0; key < 200_000; key++) counts.add(`user${key}@example.com`, 1)
    expect(counts.hasSeveral).toBe(false)
    for (let key = 0; key < 200_000; key += 1000) counts.add(`user${key}@example.com`, 1)
    counts.add('new', 2)
    expect(counts.hasSeveral).toBe(true)
    const several = Array.from({ length: 200_000 }, (_, key) => key).filter((key) =>
      counts.maybeSeveral(`user${key}@example.com`),
    )
    expect(several).toHaveLength(200)
    expect(several.every((key) => key % 1000 === 0)).toBe(true)
    expect([counts.maybeSeveral('new'), counts.maybeSeveral('other')]).toEqual([true, false])
  })
})
