import { describe, expect, it } from 'vitest'
import { Pace } from '../../../server-kit/execute/pace.ts'
import type { Attempt } from '../../../server-kit/model/import.ts'

/**
 * Runs an import of `total` rows whose rows in `deadly` kill the process. Answers the deaths, the rows
 * left out, and the rows written.
 */
function run(total: number, deadly: readonly number[], most = 1_000) {
  let cursor = 0
  let left: Attempt | null = null
  const written: number[] = []
  const leftOut: number[] = []
  let deaths = 0
  let pace = new Pace(most, left, cursor)
  while (cursor < total) {
    const rows = Math.min(pace.rowsAt(cursor), total - cursor)
    const to = cursor + rows
    const attempt = pace.attempt(cursor, { rows, to })
    const kills = deadly.some((row) => row > cursor && row <= to)
    if (kills && !pace.isDeadly(cursor)) {
      deaths += 1
      left = attempt
      pace = new Pace(most, left, cursor)
      continue
    }
    for (let row = cursor + 1; row <= to; row += 1) (kills ? leftOut : written).push(row)
    cursor = to
  }
  return { deaths, leftOut, written: written.length }
}

describe('the pace of batches', () => {
  it('is the largest batch while nothing happens', () => {
    expect(run(2_500, [])).toEqual({ deaths: 0, leftOut: [], written: 2_500 })
    expect(new Pace(1_000, null, 0).rowsAt(0)).toBe(1_000)
  })

  it.each([
    [1, 1],
    [20, 7],
    [1_000, 1],
    [2_500, 1_700],
    [2_500, 2_500],
  ])(
    'finds the row of %i that kills: alone it kills three times, and is left out',
    (total, row) => {
      const { deaths, leftOut, written } = run(total, [row])
      expect({ leftOut, written }).toEqual({ leftOut: [row], written: total - 1 })
      expect(deaths).toBeGreaterThanOrEqual(3)
      expect(deaths).toBeLessThanOrEqual(5)
    },
  )

  it('finds several', () => {
    const { leftOut, written } = run(3_000, [3, 4, 999, 2_100])
    expect({ leftOut, written }).toEqual({ leftOut: [3, 4, 999, 2_100], written: 2_996 })
  })

  it('is careful in the batch that died alone, not in the larger one that it was a part of', () => {
    const large = new Pace(8_000, { rows: 8_000, to: 8_000, deaths: 0 }, 0)
    expect([large.rowsAt(0), large.rowsAt(8_000)]).toEqual([90, 8_000])
    const part = new Pace(8_000, large.attempt(900, { rows: 90, to: 990 }), 900)
    expect([part.rowsAt(900), part.rowsAt(989), part.rowsAt(990)]).toEqual([10, 10, 8_000])
  })

  it('leaves nothing out where processes die of something else', () => {
    const attempts = [1_000, 32, 32, 1].map((rows) => ({ rows, to: 1_000, deaths: 0 }))
    for (const [index, left] of attempts.entries()) {
      expect(new Pace(1_000, left, index * 10).isDeadly(index * 10)).toBe(false)
    }
  })

  it('is careful no further than the batch that died, and halves what failed', () => {
    const pace = new Pace(1_000, { rows: 1_000, to: 1_000, deaths: 0 }, 0)
    expect([pace.rowsAt(0), pace.rowsAt(992), pace.rowsAt(1_000)]).toEqual([32, 32, 1_000])
    pace.halve(500)
    expect([pace.rowsAt(0), pace.rowsAt(1_000)]).toEqual([32, 250])
    pace.halve(1)
    expect(pace.rowsAt(1_000)).toBe(1)
  })

  it('fits batches into their time, by steps, between 500 rows and the most', () => {
    const pace = new Pace(1_000, null, 0).growing({ most: 2_500, milliseconds: 400 })
    const after = (milliseconds: number) => {
      pace.took(pace.rowsAt(0), milliseconds)
      return pace.rowsAt(0)
    }
    expect([100, 100, 100].map(after)).toEqual([2_000, 2_500, 2_500])
    expect([800, 100_000, 100_000].map(after)).toEqual([1_250, 625, 313])
    expect(after(100_000)).toBe(300)
    pace.took(10, 1)
    expect(pace.rowsAt(0)).toBe(300)
  })

  it('does not grow again in a run that has failed', () => {
    const pace = new Pace(1_000, null, 0).growing({ most: 2_500, milliseconds: 400 })
    pace.halve(1_000)
    pace.took(500, 1)
    expect(pace.rowsAt(0)).toBe(500)
  })
})
