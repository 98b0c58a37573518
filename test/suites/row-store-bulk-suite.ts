import { describe, expect, it } from 'vitest'
import type { BulkChange, RowStore, RowStores } from '../../server-kit/row-store/row-store.ts'
import { filledStore, ruleFor, valuesOf } from '../support/row-store-fixture.ts'

const NUMBER = 'Invalid number format. Expected: Point'

/** What every row store promises about changes of a whole column, and their previews. */
export function rowStoreBulkSuite(stores: () => RowStores) {
  const texts = async (...values: string[]) => {
    const store = await filledStore(stores(), `t,u\n${values.map((v) => `${v},1`).join('\n')}\n`)
    await store.setRules([ruleFor('t', 0)])
    return store
  }
  const corrections = async (store: RowStore) =>
    (await valuesOf(store, 't', { sort: 'value', order: 'asc' })).map(
      ({ value, correction, skipped }) => [value, skipped ? 'skipped' : correction],
    )
  const replace = (store: RowStore, more: object) =>
    store.bulk({ source: 't', action: 'replace', find: '', replace: '', ...more })

  describe('a change in bulk', () => {
    it('replaces whole values only, where that is asked', async () => {
      const store = await texts('US', 'USA', 'us')
      const answer = await replace(store, { find: 'US', replace: 'United', wholeValue: true })
      expect(answer).toEqual({ changedValues: 1, changedRows: 1 })
      expect(await corrections(store)).toEqual([
        ['US', 'United'],
        ['USA', null],
        ['us', null],
      ])
    })

    it('replaces text in any case, where that is asked', async () => {
      const store = await texts('US', 'usa', 'bUs', 'ÄB äb')
      await replace(store, { find: 'uS', replace: '-', ignoreCase: true })
      await replace(store, { find: 'äB', replace: '+', ignoreCase: true })
      expect(await corrections(store)).toEqual([
        ['US', '-'],
        ['bUs', 'b-'],
        ['usa', '-a'],
        ['ÄB äb', '+ +'],
      ])
    })

    it('fills blank cells when the whole value is blank', async () => {
      const store = await texts('', 'a')
      await replace(store, { find: '', replace: 'none', wholeValue: true })
      expect(await corrections(store)).toEqual([
        ['', 'none'],
        ['a', null],
      ])
      await expect(replace(store, { replace: 'x' })).rejects.toMatchObject({
        code: 'invalid_request',
      })
    })

    it.each([
      ['a.c', 'abc', false],
      ['(', 'a(b', true],
      ['a|b', 'ab', false],
      ['[x]', '[X]', true],
      ['^a', 'a', false],
    ])('takes what to find as text, never as a pattern: %s in %s', async (find, value, isFound) => {
      for (const wholeValue of [false, true]) {
        for (const ignoreCase of [false, true]) {
          const store = await texts(value)
          const answer = await replace(store, { find, replace: '$&$1', wholeValue, ignoreCase })
          const isSame = ignoreCase ? value.toLowerCase() === find.toLowerCase() : value === find
          const isSameCase = ignoreCase || value.includes(find)
          const changes = isFound && isSameCase && (!wholeValue || isSame)
          expect(answer.changedValues).toBe(changes ? 1 : 0)
          const [shown] = await corrections(store)
          const at = value.toLowerCase().indexOf(find.toLowerCase())
          const after = `${value.slice(0, at)}$&$1${value.slice(at + find.length)}`
          expect(shown).toEqual([value, changes ? after : null])
        }
      }
    })

    it('that changes nothing counts nothing', async () => {
      const store = await texts('a', 'b')
      const answer = await replace(store, { find: 'a', replace: 'a' })
      expect(answer).toEqual({ changedValues: 0, changedRows: 0 })
    })

    it('undoes every decision on values of the column', async () => {
      const store = await texts('a', 'b', 'c', 'c')
      await store.decide({ source: 't', value: 'a', action: 'skip' })
      await store.decide({ source: 't', value: 'c', action: 'correct', correction: 'd' })
      expect(await store.bulk({ source: 't', action: 'undo' })).toEqual({
        changedValues: 2,
        changedRows: 3,
      })
      expect(await corrections(store)).toEqual([
        ['a', null],
        ['b', null],
        ['c', null],
      ])
    })

    it('shows beforehand what it would change, and changes nothing', async () => {
      const store = await filledStore(stores(), 'n,u\nx,1\nx,2\n1x,3\n2,4\n3x,5\n')
      await store.setRules([ruleFor('n', 0, { type: 'number' })])
      await store.validate(AbortSignal.timeout(30_000))
      await store.decide({ source: 'n', value: '2', action: 'correct', correction: '5' })
      await store.decide({ source: 'n', value: '3x', action: 'skip' })
      await store.decideCell({ source: 'n', rowNumber: 2, action: 'skip' })
      const before = await valuesOf(store, 'n')
      const preview = (change: BulkChange) => store.bulk({ ...change, preview: true })
      expect(await preview({ source: 'n', action: 'replace', find: 'x', replace: '' })).toEqual({
        changedValues: 2,
        changedRows: 2,
        samples: [
          { value: '1x', rows: 1, before: '1x', after: '1', error: null },
          { value: 'x', rows: 2, before: 'x', after: '', error: null },
        ],
      })
      expect(await preview({ source: 'n', action: 'replace', find: '5', replace: 'five' })).toEqual(
        {
          changedValues: 1,
          changedRows: 1,
          samples: [{ value: '2', rows: 1, before: '5', after: 'five', error: NUMBER }],
        },
      )
      expect(await preview({ source: 'n', action: 'skip_errors' })).toEqual({
        changedValues: 2,
        changedRows: 2,
        samples: [
          { value: 'x', rows: 2, before: 'x', after: '', error: null },
          { value: '1x', rows: 1, before: '1x', after: '', error: null },
        ],
      })
      expect(await preview({ source: 'n', action: 'undo' })).toEqual({
        changedValues: 2,
        changedRows: 2,
        samples: [
          { value: '3x', rows: 1, before: '', after: '3x', error: NUMBER },
          { value: '2', rows: 1, before: '5', after: '2', error: null },
        ],
      })
      expect(await valuesOf(store, 'n')).toEqual(before)
    })

    it('shows the first 20 values of many', async () => {
      const store = await texts(...Array.from({ length: 3000 }, (_, n) => `v${n}`))
      const { samples, ...counts } = await replace(store, { find: 'v', preview: true })
      expect(counts).toEqual({ changedValues: 3000, changedRows: 3000 })
      expect(samples).toHaveLength(20)
    })
  })
}
