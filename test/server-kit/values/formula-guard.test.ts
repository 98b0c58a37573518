import { describe, expect, it } from 'vitest'
import { guardFormula, unguardFormula } from '../../../server-kit/values/formula-guard.ts'

describe('the formula guard', () => {
  it.each(['=1+1', '+cmd', '-x', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋x', '－x', '＠x'])(
    'puts a quote before %j',
    (cell) => expect(guardFormula(cell)).toBe(`'${cell}`),
  )

  it.each(['-12.5', '+49 (0)30 1234-5', '1,000', 'a=1', '', "it's", '+1 202 555 0100'])(
    'leaves %j as it is',
    (cell) => expect(guardFormula(cell)).toBe(cell),
  )

  it.each(['=1', "'=1", "''=1", "'a", "'", '-5', '@x', "'-5", ' =1'])(
    'is undone exactly for %j',
    (cell) => expect(unguardFormula(guardFormula(cell))).toBe(cell),
  )
})
