import { describe, expect, it } from 'vitest'
import { STATUSES, type ImportStatus } from '../../../server-kit/contract/stages.ts'
import { effectsOf } from '../../../server-kit/model/transitions.ts'

const now = new Date(0)
const exists = (from: ImportStatus, to: ImportStatus) => {
  try {
    effectsOf({ from: [from], to }, now)
    return true
  } catch {
    return false
  }
}
const waysFrom = (from: ImportStatus) => STATUSES.filter((to) => exists(from, to))

describe('the states of an import', () => {
  it('allow going back among mapping, reviewing and previewing', () => {
    expect(waysFrom('reviewing')).toEqual(['mapping', 'reviewing', 'previewing'])
    expect(waysFrom('previewing')).toEqual(['mapping', 'reviewing', 'previewing', 'importing'])
  })

  it('have no way back once importing', () => {
    expect(waysFrom('importing')).toEqual(['importing', 'completed', 'failed', 'cancelled'])
  })

  it('end in completed and cancelled; failed can be resumed', () => {
    expect(waysFrom('completed')).toEqual([])
    expect(waysFrom('cancelled')).toEqual([])
    expect(waysFrom('failed')).toEqual(['importing'])
  })

  it('are left by nothing but the table, whatever the others allow', () => {
    expect(() => effectsOf({ from: ['failed', 'mapping'], to: 'importing' }, now)).toThrow(
      'There is no transition from mapping to importing.',
    )
    expect(() => effectsOf({ from: ['failed', 'previewing'], to: 'importing' }, now)).toThrow(
      'A start has one state to start from: previewing.',
    )
  })

  it('zero the counts at the start, and keep them when a failed import is resumed', () => {
    expect(effectsOf({ from: ['previewing'], to: 'importing' }, now)).toMatchObject({
      cursor: 0,
      createdRows: 0,
    })
    expect(effectsOf({ from: ['failed'], to: 'importing' }, now)).toEqual({ completedAt: null })
  })
})
