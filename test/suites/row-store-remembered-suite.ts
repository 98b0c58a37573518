import { describe, expect, it } from 'vitest'
import type { RowStores } from '../../server-kit/row-store/row-store.ts'
import { filledStore, ruleFor, valuesOf } from '../support/row-store-fixture.ts'

const optionsOf = (...labels: string[]) => labels.map((label) => ({ value: label, label }))

/** What every row store promises about corrections that a team remembers. */
export function rowStoreRememberedSuite(stores: () => RowStores) {
  const rule = ruleFor('v', 0, {
    type: 'choice',
    options: optionsOf('Red', 'Blue'),
    isRemembered: true,
  })
  const validated = async (text: string) => {
    const store = await filledStore(stores(), text)
    await store.setRules([rule])
    await store.validate(AbortSignal.timeout(30_000))
    return store
  }
  const remembered = [
    { value: 'crimson', correction: 'red' },
    { value: 'red', correction: 'Blue' },
    { value: 'navy', correction: 'Black' },
  ]

  describe('remembered corrections', () => {
    it('are given to values in error, before the column is done', async () => {
      const store = await validated('v,w\nCrimson ,1\nred,2\nnavy,3\n,4\n')
      expect((await store.progress()).columns[0]?.status).toBe('validating')
      await store.correctRemembered('v', remembered)
      await store.hostDone('v')
      const [column] = (await store.progress()).columns
      expect(column).toMatchObject({ status: 'done', errors: 1, corrected: 1 })
      expect(await valuesOf(store, 'v', { filter: 'modified' })).toEqual([
        {
          value: 'Crimson ',
          rows: 1,
          mapped: 'Red',
          error: null,
          correction: 'red',
          skipped: false,
          remembered: true,
        },
      ])
      expect((await store.batch(0, 1))[0]?.values).toEqual({ v: 'Red' })
    })

    it('are no longer remembered ones when they are decided about', async () => {
      const store = await validated('v,w\ncrimson,1\n')
      await store.correctRemembered('v', remembered)
      for (const action of ['skip', 'unskip', 'undo'] as const) {
        const decided = await store.decide({ source: 'v', value: 'crimson', action })
        expect(decided).not.toHaveProperty('remembered')
        await store.correctRemembered('v', remembered)
      }
      expect(await valuesOf(store, 'v')).toMatchObject([{ correction: null, skipped: false }])
    })

    it('are judged anew when the options change, be the column opened or not', async () => {
      for (const isOpened of [false, true]) {
        const store = await validated('v,w\ncrimson,1\n')
        await store.correctRemembered('v', remembered)
        if (isOpened) await valuesOf(store, 'v')
        await store.setRules([{ ...rule, options: optionsOf('Blue') }])
        await store.validate(AbortSignal.timeout(30_000))
        expect((await store.progress()).columns[0]).toMatchObject({ errors: 1, corrected: 1 })
        await store.setRules([rule])
        await store.validate(AbortSignal.timeout(30_000))
        expect((await store.progress()).columns[0]).toMatchObject({ errors: 0, corrected: 1 })
      }
    })

    it('tell which values lost theirs when the column is undone', async () => {
      const store = await validated('v,w\ncrimson,1\nnavy,2\n')
      await store.correctRemembered('v', remembered)
      expect(await store.bulk({ source: 'v', action: 'undo' })).toEqual({
        changedValues: 1,
        changedRows: 1,
        undone: ['crimson'],
      })
    })
  })
}
