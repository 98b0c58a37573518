import { describe, expect, it } from 'vitest'
import type { RowStores } from '../../server-kit/row-store/row-store.ts'
import { filledStore, ruleFor, valuesOf } from '../support/row-store-fixture.ts'

const PAGE = { sort: 'rows', order: 'desc', offset: 0, limit: 100 } as const

/** What every row store promises about values and the decisions on them. */
export function rowStoreReviewSuite(stores: () => RowStores) {
  const filled = (text: string) => filledStore(stores(), text)

  describe('values', () => {
    const file = 'v\nb\nB\n\nb\n100%\na_c\nabc\n,\n\u00c4rger\n'
    const opened = async () => {
      const store = await filled(file.replace('\n\n', '\n" "\n'))
      await store.setRules([ruleFor('v', 0)])
      return store
    }

    it('are sorted by rows or by value, both ways', async () => {
      const store = await filled('v,w\nb,1\na,1\nc,1\nb,1\n,1\n')
      await store.setRules([ruleFor('v', 0)])
      const sorted = async (sort: 'rows' | 'value', order: 'asc' | 'desc') =>
        (await valuesOf(store, 'v', { sort, order })).map(({ value }) => value)
      expect(await sorted('rows', 'desc')).toEqual(['b', '', 'a', 'c'])
      expect(await sorted('rows', 'asc')).toEqual(['', 'a', 'c', 'b'])
      expect(await sorted('value', 'asc')).toEqual(['', 'a', 'b', 'c'])
      expect(await sorted('value', 'desc')).toEqual(['', 'c', 'b', 'a'])
    })

    it.each([
      ['B', ['b', 'B', 'abc']],
      ['%', ['100%']],
      ['_', ['a_c']],
      ['\u00e4R', ['\u00c4rger']],
    ])('are searched as written, in any case: %s', async (search, found) => {
      const store = await opened()
      const { items, total } = await store.values({ ...PAGE, source: 'v', filter: 'all', search })
      expect(items.map(({ value }) => value).toSorted()).toEqual(found.toSorted())
      expect(total).toBe(found.length)
    })

    it('come in pages', async () => {
      const lines = Array.from({ length: 250 }, (_, n) => String(n).padStart(3, '0'))
      const store = await filled(`v\n${lines.join('\n')}\n`)
      await store.setRules([ruleFor('v', 0)])
      const query = { ...PAGE, source: 'v', filter: 'all' as const }
      const { items, total } = await store.values({ ...query, offset: 200 })
      expect(total).toBe(250)
      expect(items).toHaveLength(50)
      expect(items[0]?.value).toBe('200')
    })

    it('of a column that is not imported are refused', async () => {
      const store = await filled('a,b\n1,2\n')
      await store.setRules([ruleFor('a', 0)])
      const ask = (source: string) => store.values({ ...PAGE, source, filter: 'all' })
      await expect(ask('b')).rejects.toMatchObject({ code: 'unknown_column' })
      await expect(ask('c')).rejects.toMatchObject({ code: 'unknown_column' })
    })
  })

  describe('a decision', () => {
    const reviewed = async () => {
      const store = await filled('n,m\nx,1\ny,1\n1,1\nx,1\n,1\n')
      await store.setRules([ruleFor('n', 0, { type: 'number' })])
      await store.validate(AbortSignal.timeout(30_000))
      return store
    }
    const counts = async (store: Awaited<ReturnType<typeof reviewed>>) =>
      (await store.values({ ...PAGE, source: 'n', filter: 'all' })).counts
    const on = (value: string) => ({ source: 'n', value })

    it('corrects a value in all its rows', async () => {
      const store = await reviewed()
      const value = await store.decide({ ...on('x'), action: 'correct', correction: '7' })
      expect(value).toEqual({
        value: 'x',
        rows: 2,
        mapped: '7',
        error: null,
        correction: '7',
        skipped: false,
      })
      expect(await counts(store)).toEqual({ all: 4, needsReview: 1, modified: 1, skipped: 0 })
      const batch = await store.batch(0, 10)
      expect(batch.map(({ values }) => values['n'])).toEqual([7, undefined, 1, 7, null])
    })

    it('keeps a wrong correction, with its error', async () => {
      const store = await reviewed()
      const value = await store.decide({ ...on('1'), action: 'correct', correction: 'no' })
      expect(value).toMatchObject({
        correction: 'no',
        mapped: '',
        error: 'Invalid number format. Expected: Point',
      })
      expect(await counts(store)).toEqual({ all: 4, needsReview: 3, modified: 1, skipped: 0 })
      expect((await store.batch(3, 1))[0]?.values).toEqual({})
    })

    it('is a skip when the correction is blank', async () => {
      const store = await reviewed()
      const value = await store.decide({ ...on('x'), action: 'correct', correction: '  ' })
      expect(value).toMatchObject({ skipped: true, correction: null })
    })

    it('to skip drops a correction; the field is withheld in all its rows', async () => {
      const store = await reviewed()
      await store.decide({ ...on('x'), action: 'correct', correction: '7' })
      expect(await store.decide({ ...on('x'), action: 'skip' })).toMatchObject({
        skipped: true,
        correction: null,
      })
      expect(await counts(store)).toEqual({ all: 4, needsReview: 1, modified: 0, skipped: 1 })
      const withheld = (await store.batch(0, 10)).map(({ values }) => !('n' in values))
      expect(withheld).toEqual([true, true, false, true, false])
    })

    it('is undone to the value and its own verdict', async () => {
      const store = await reviewed()
      await store.decide({ ...on('x'), action: 'correct', correction: '7' })
      const undone = await store.decide({ ...on('x'), action: 'undo' })
      expect(undone).toMatchObject({
        correction: null,
        skipped: false,
        error: 'Invalid number format. Expected: Point',
      })
      await store.decide({ ...on('x'), action: 'skip' })
      expect(await store.decide({ ...on('x'), action: 'unskip' })).toEqual(undone)
    })

    it('on a value that no row has is refused', async () => {
      const store = await reviewed()
      await expect(store.decide({ ...on('zzz'), action: 'skip' })).rejects.toMatchObject({
        code: 'invalid_request',
      })
    })

    it('in bulk skips every value that needs review', async () => {
      const store = await reviewed()
      await store.decide({ ...on('1'), action: 'correct', correction: 'no' })
      const answer = await store.bulk({ source: 'n', action: 'skip_errors' })
      expect(answer).toEqual({ changedValues: 3, changedRows: 4 })
      expect(await counts(store)).toEqual({ all: 4, needsReview: 0, modified: 0, skipped: 3 })
    })

    it('in bulk replaces text to the letter, in corrections too', async () => {
      const store = await filled('t\na.b\naxb\nc\n.\n')
      await store.setRules([ruleFor('t', 0)])
      await store.decide({ source: 't', value: 'c', action: 'correct', correction: 'c.c' })
      const change = { source: 't', action: 'replace', find: '.', replace: '' } as const
      expect(await store.bulk(change)).toEqual({ changedValues: 3, changedRows: 3 })
      const values = await valuesOf(store, 't', { sort: 'value', order: 'asc' })
      expect(values).toMatchObject([
        { value: '.', skipped: true },
        { value: 'a.b', correction: 'ab' },
        { value: 'axb', correction: null },
        { value: 'c', correction: 'cc' },
      ])
      const back = { source: 't', action: 'replace', find: 'cc', replace: 'c' } as const
      expect(await store.bulk(back)).toEqual({ changedValues: 1, changedRows: 1 })
      expect(await valuesOf(store, 't', { search: 'c' })).toMatchObject([{ correction: null }])
    })
  })
}
