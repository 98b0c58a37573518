import { describe, expect, it } from 'vitest'
import type { RowStores } from '../../server-kit/row-store/row-store.ts'
import { filledStore, ruleFor, valuesOf } from '../support/row-store-fixture.ts'

const PAGE = { sort: 'rows', order: 'desc', offset: 0, limit: 100 } as const

/** What every row store promises about the rules of columns and their verdicts. */
export function rowStoreValidationSuite(stores: () => RowStores) {
  const filled = (text: string) => filledStore(stores(), text)

  describe('validation', () => {
    const file = 'name,n\nAda,1\nBob,x\n,x\nEve,2\n'
    const rules = [ruleFor('name', 0, { required: true }), ruleFor('n', 1, { type: 'number' })]

    it('judges each distinct value, and the blank one where the field is required', async () => {
      const store = await filled(file)
      await store.setRules(rules)
      await store.validate(AbortSignal.timeout(30_000))
      const { columns } = await store.progress()
      expect(columns).toEqual([
        {
          source: 'name',
          status: 'done',
          progress: 1,
          distinct: 4,
          errors: 1,
          corrected: 0,
          skipped: 0,
        },
        {
          source: 'n',
          status: 'done',
          progress: 1,
          distinct: 3,
          errors: 1,
          corrected: 0,
          skipped: 0,
        },
      ])
      expect(await valuesOf(store, 'name', { filter: 'needsReview' })).toEqual([
        {
          value: '',
          rows: 1,
          mapped: '',
          correction: null,
          skipped: false,
          error: 'name is required',
        },
      ])
    })

    it('of a column that did not change is not done again, its decisions stay', async () => {
      const store = await filled(file)
      await store.setRules(rules)
      await store.validate(AbortSignal.timeout(30_000))
      await store.decide({ source: 'n', value: 'x', action: 'correct', correction: '3' })
      await store.setRules([rules[0]!, { ...rules[1]!, numberFormat: 'comma' }])
      expect((await store.progress()).columns).toMatchObject([
        { source: 'name', status: 'done' },
        { source: 'n', status: 'pending', corrected: 1 },
      ])
      await store.validate(AbortSignal.timeout(30_000))
      expect(await valuesOf(store, 'n', { filter: 'modified' })).toMatchObject([
        { value: 'x', correction: '3', mapped: '3', error: null },
      ])
    })

    it('judges corrections again when the rule changed', async () => {
      const store = await filled('when\nsoon\n2024-01-02\n')
      const date = ruleFor('when', 0, { type: 'date' })
      await store.setRules([date])
      await store.decide({
        source: 'when',
        value: 'soon',
        action: 'correct',
        correction: '2024-05-06',
      })
      await store.setRules([{ ...date, dateFormat: 'european' }])
      await store.validate(AbortSignal.timeout(30_000))
      expect(await valuesOf(store, 'when', { filter: 'needsReview' })).toMatchObject([
        { value: '2024-01-02', error: 'Invalid date format. Expected: European' },
        {
          value: 'soon',
          correction: '2024-05-06',
          error: 'Invalid date format. Expected: European',
        },
      ])
    })

    it('drops decisions when the column goes to another target', async () => {
      const store = await filled(file)
      await store.setRules(rules)
      await store.decide({ source: 'n', value: 'x', action: 'skip' })
      await store.setRules([rules[0]!, ruleFor('n', 1, { target: 'other' })])
      await store.validate(AbortSignal.timeout(30_000))
      const { counts } = await store.values({ ...PAGE, source: 'n', filter: 'all' })
      expect(counts).toEqual({ all: 3, needsReview: 0, modified: 0, skipped: 0 })
    })

    it('is the same whether the column was opened before or not', async () => {
      const lines = Array.from({ length: 20_000 }, (_, n) => (n % 3 === 0 ? `bad ${n}` : `${n}`))
      const opened = await filled(`n\n${lines.join('\n')}\n`)
      const closed = await filled(`n\n${lines.join('\n')}\n`)
      const number = [ruleFor('n', 0, { type: 'number' })]
      await opened.setRules(number)
      await opened.values({ ...PAGE, source: 'n', filter: 'all' })
      await closed.setRules(number)
      for (const store of [opened, closed]) await store.validate(AbortSignal.timeout(30_000))
      const query = { ...PAGE, source: 'n', filter: 'needsReview' as const, limit: 500 }
      expect(await closed.values(query)).toEqual(await opened.values(query))
      expect((await closed.progress()).columns).toMatchObject([{ errors: 6667 }])
    })

    it('ends early when the signal aborts, and goes on later', async () => {
      const lines = Array.from({ length: 300_000 }, (_, n) => `+1 202 ${n}`)
      const store = await filled(`phone\n${lines.join('\n')}\n`)
      await store.setRules([ruleFor('phone', 0, { type: 'phone' })])
      await store.validate(AbortSignal.timeout(1))
      expect((await store.progress()).columns[0]?.status).not.toBe('done')
      await store.validate(AbortSignal.timeout(60_000))
      expect((await store.progress()).columns[0]?.status).toBe('done')
    })

    it('takes decisions and changed rules meanwhile', async () => {
      const lines = Array.from({ length: 40_000 }, (_, n) => `x${n},${n}`)
      const store = await filled(`a,b\n${lines.join('\n')}\n`)
      const rules = [ruleFor('a', 0, { type: 'number' }), ruleFor('b', 1, { type: 'number' })]
      await store.setRules(rules)
      const validating = store.validate(AbortSignal.timeout(60_000))
      const last = { source: 'a', value: 'x39999' }
      await store.decide({ ...last, action: 'correct', correction: '5' })
      await store.setRules([rules[0]!, { ...rules[1]!, type: 'email' }])
      await validating
      expect((await store.progress()).columns).toMatchObject([
        { source: 'a', status: 'done', distinct: 40_000, errors: 39_999, corrected: 1 },
        { source: 'b', status: 'done', errors: 40_000 },
      ])
      const undone = await store.decide({ ...last, action: 'undo' })
      expect(undone.error).toBe('Invalid number format. Expected: Point')
    })

    it('judges a column of unique values again after each decision', async () => {
      const store = await filled('code\na\nb\nb\n')
      await store.setRules([ruleFor('code', 0, { hasHostRule: true, isUnique: true })])
      const judged = async () => {
        await store.validate(AbortSignal.timeout(30_000))
        await store.hostDone('code')
      }
      await judged()
      const status = async () => (await store.progress()).columns[0]?.status
      expect(await status()).toBe('done')
      await store.decide({ source: 'code', value: 'b', action: 'skip' })
      expect(await status()).toBe('pending')
      const values = await store.valuesForHost({ source: 'code', after: 'a', limit: 2 })
      expect(values).toEqual([{ value: 'b', text: 'b', typed: 'b', rows: 2, skipped: true }])
      await judged()
      await store.bulk({ source: 'code', action: 'replace', find: 'x', replace: 'y' })
      expect(await status()).toBe('done')
      await store.bulk({ source: 'code', action: 'replace', find: 'a', replace: 'y' })
      expect(await status()).toBe('pending')
    })

    it('counts the values of a column that several rows have, as they will be written', async () => {
      const store = await filled('code\nA1\na1\nb\nb\nc\nd\ne\n" A1"\n')
      await store.setRules([ruleFor('code', 0, { isUnique: true })])
      await store.validate(AbortSignal.timeout(30_000))
      expect((await store.progress()).columns[0]?.status).toBe('validating')
      await store.decide({ source: 'code', value: 'b', action: 'skip' })
      await store.decide({ source: 'code', value: 'c', action: 'correct', correction: 'D' })
      await store.validate(AbortSignal.timeout(30_000))
      await store.countRepeats('code')
      const values = ['A1', 'b', 'c', 'd', 'e', null]
      expect(await store.repeatsOf('code', values)).toEqual(
        new Map([
          ['a1', 3],
          ['d', 2],
        ]),
      )
      await store.judgeRepeats('code')
      await store.hostDone('code')
      expect(
        await valuesOf(store, 'code', { filter: 'needsReview', sort: 'value', order: 'asc' }),
      ).toMatchObject([
        { value: ' A1', error: '“A1” is in the file 3 times' },
        { value: 'A1', error: '“A1” is in the file 3 times' },
        { value: 'a1', error: '“a1” is in the file 3 times' },
        { value: 'c', correction: 'D', error: '“D” is in the file 2 times' },
        { value: 'd', error: '“d” is in the file 2 times' },
      ])
      await store.decide({ source: 'code', value: 'c', action: 'undo' })
      await store.validate(AbortSignal.timeout(30_000))
      await store.countRepeats('code')
      expect(await store.repeatsOf('code', values)).toEqual(new Map([['a1', 3]]))
      await store.judgeRepeats('code')
      expect((await store.progress()).columns[0]?.errors).toBe(3)
    })

    it('leaves a column with a rule of the host open until the host is done', async () => {
      const store = await filled('code\na\nb\nc\n\n,\n')
      await store.setRules([ruleFor('code', 0, { hasHostRule: true })])
      await store.validate(AbortSignal.timeout(30_000))
      expect((await store.progress()).columns[0]?.status).toBe('validating')
      const query = { source: 'code', limit: 2 }
      const first = await store.valuesForHost({ ...query, after: null })
      expect(first).toEqual([
        { value: 'a', text: 'a', typed: 'a', rows: 1, skipped: false },
        { value: 'b', text: 'b', typed: 'b', rows: 1, skipped: false },
      ])
      expect(await store.valuesForHost({ ...query, after: 'b' })).toEqual([
        { value: 'c', text: 'c', typed: 'c', rows: 1, skipped: false },
      ])
      await store.saveHostVerdicts('code', [
        { value: 'a', text: 'a', error: null },
        { value: 'b', text: 'b', error: 'Not b' },
        { value: 'c', text: 'c', error: null },
      ])
      await store.hostDone('code')
      expect((await store.progress()).columns[0]).toMatchObject({ status: 'done', errors: 1 })
      const corrected = await store.decide({
        source: 'code',
        value: 'b',
        action: 'correct',
        correction: 'bb',
        hostError: 'Not bb',
      })
      expect(corrected.error).toBe('Not bb')
      const undone = await store.decide({ source: 'code', value: 'b', action: 'undo' })
      expect(undone.error).toBe('Not b')
      expect((await store.batch(2, 1))[0]?.values).toEqual({})
    })
  })
}
