import { describe, expect, it } from 'vitest'
import type { RowStore, RowStores } from '../../server-kit/row-store/row-store.ts'
import { filledStore, matchAll, ruleFor, valuesOf } from '../support/row-store-fixture.ts'

const NUMBER = 'Invalid number format. Expected: Point'

/** What every row store promises about decisions on single cells. */
export function rowStoreCellsSuite(stores: () => RowStores) {
  const reviewed = async (more = {}) => {
    const store = await filledStore(stores(), 'n,m\nx,1\ny,2\n1,3\nx,4\n,5\n')
    await store.setRules([ruleFor('n', 0, { type: 'number', ...more }), ruleFor('m', 1)])
    await store.validate(AbortSignal.timeout(30_000))
    return store
  }
  const cellsOf = async (store: RowStore) =>
    (await store.previewRows({ offset: 0, limit: 10 })).rows.map(({ cells: [cell] }) => [
      cell?.own,
      cell?.withheld ? 'withheld' : cell?.value,
    ])
  const at = (rowNumber: number) => ({ source: 'n', rowNumber })
  const UNDECIDED = {
    source: 'n',
    rowNumber: 2,
    value: 'x',
    mapped: '',
    error: NUMBER,
    correction: null,
    skipped: false,
    own: false,
  }

  describe('a decision on one cell', () => {
    it('corrects it in its row alone', async () => {
      const store = await reviewed()
      expect(await store.cell(at(2))).toEqual(UNDECIDED)
      const corrected = { ...UNDECIDED, mapped: '7', error: null, correction: '7', own: true }
      const decision = { ...at(2), action: 'correct', correction: '7' } as const
      expect(await store.decideCell(decision)).toEqual(corrected)
      expect(await store.cell(at(2))).toEqual(corrected)
      expect(await cellsOf(store)).toEqual([
        [true, 7],
        [false, 'withheld'],
        [false, 1],
        [false, 'withheld'],
        [false, null],
      ])
      expect(await valuesOf(store, 'n', { search: 'x' })).toMatchObject([
        { value: 'x', rows: 2, ownRows: 1, correction: null, error: NUMBER },
      ])
      expect(await valuesOf(store, 'n', { search: 'y' })).toEqual([
        { value: 'y', rows: 1, mapped: '', error: NUMBER, correction: null, skipped: false },
      ])
    })

    it('that is wrong is kept with its error, and the cell withheld', async () => {
      const store = await reviewed()
      const wrong = { ...at(4), action: 'correct', correction: 'no' } as const
      expect(await store.decideCell(wrong)).toMatchObject({
        value: '1',
        correction: 'no',
        error: NUMBER,
        mapped: '',
        own: true,
      })
      expect((await cellsOf(store))[2]).toEqual([true, 'withheld'])
      expect((await store.progress()).columns[0]).toMatchObject({
        ownCells: 1,
        ownErrors: 1,
        errors: 2,
        corrected: 0,
      })
    })

    it('is a skip when the correction is blank', async () => {
      const store = await reviewed()
      const blank = { ...at(4), action: 'correct', correction: ' ' } as const
      expect(await store.decideCell(blank)).toMatchObject({ skipped: true, correction: null })
      expect((await cellsOf(store))[2]).toEqual([true, 'withheld'])
      expect((await store.progress()).columns[0]).toMatchObject({ ownCells: 1, ownErrors: 0 })
    })

    it('goes before the one on its value, whichever comes later', async () => {
      const store = await reviewed()
      await store.decideCell({ ...at(2), action: 'correct', correction: '7' })
      const value = { source: 'n', value: 'x' }
      const first = async () => (await cellsOf(store)).filter((_, row) => row === 0 || row === 3)
      await store.decide({ ...value, action: 'correct', correction: '8' })
      expect(await first()).toEqual([
        [true, 7],
        [false, 8],
      ])
      await store.decide({ ...value, action: 'skip' })
      expect(await first()).toEqual([
        [true, 7],
        [false, 'withheld'],
      ])
      await store.bulk({ source: 'n', action: 'undo' })
      const replaced = await store.bulk({
        source: 'n',
        action: 'replace',
        find: 'x',
        replace: '9',
      })
      expect(replaced).toEqual({ changedValues: 1, changedRows: 1 })
      expect(await first()).toEqual([
        [true, 7],
        [false, 9],
      ])
    })

    it('is undone to the decision on its value', async () => {
      const store = await reviewed()
      await store.decideCell({ ...at(2), action: 'skip' })
      await store.decide({ source: 'n', value: 'x', action: 'correct', correction: '8' })
      expect(await store.decideCell({ ...at(2), action: 'undo' })).toEqual({
        ...UNDECIDED,
        mapped: '8',
        error: null,
        correction: '8',
      })
      expect((await store.progress()).columns[0]).not.toHaveProperty('ownCells')
    })

    it('that unskips it gives it back to its value, or keeps it as read where that is skipped', async () => {
      const store = await reviewed()
      await store.decideCell({ ...at(4), action: 'skip' })
      expect(await store.decideCell({ ...at(4), action: 'unskip' })).toMatchObject({ own: false })
      await store.decide({ source: 'n', value: '1', action: 'skip' })
      expect(await store.cell(at(4))).toMatchObject({ skipped: true, own: false })
      expect(await store.decideCell({ ...at(4), action: 'unskip' })).toMatchObject({
        skipped: false,
        correction: null,
        mapped: '1',
        error: null,
        own: true,
      })
      expect((await cellsOf(store))[2]).toEqual([true, 1])
    })

    it('to its own text keeps it as read, whatever its value is corrected to', async () => {
      const store = await reviewed()
      await store.decide({ source: 'n', value: '1', action: 'correct', correction: '5' })
      const back = { ...at(4), action: 'correct', correction: '1' } as const
      expect(await store.decideCell(back)).toMatchObject({ correction: null, mapped: '1' })
      expect((await cellsOf(store))[2]).toEqual([true, 1])
    })

    it('fills a required cell in its row alone', async () => {
      const store = await reviewed({ required: true })
      expect((await cellsOf(store))[4]).toEqual([false, 'withheld'])
      await store.decideCell({ ...at(6), action: 'correct', correction: '3' })
      expect((await cellsOf(store))[4]).toEqual([true, 3])
      await store.decideCell({ ...at(6), action: 'skip' })
      expect((await cellsOf(store))[4]).toEqual([true, 'withheld'])
    })

    it('on a row or column that is not there is refused', async () => {
      const store = await reviewed()
      const skip = { action: 'skip' } as const
      const refusals = [
        [store.decideCell({ ...at(7), ...skip }), 'invalid_request'],
        [store.decideCell({ ...at(1), ...skip }), 'invalid_request'],
        [store.cell(at(99)), 'invalid_request'],
        [store.decideCell({ source: 'z', rowNumber: 2, ...skip }), 'unknown_column'],
        [store.decideCell({ ...at(2), action: 'correct' }), 'invalid_request'],
      ] as const
      for (const [refused, code] of refusals) await expect(refused).rejects.toMatchObject({ code })
    })

    it('overtakes the matching, which then counts by it', async () => {
      const store = await reviewed()
      const plan = { keys: [{ source: 'm', field: 'm' }], links: [], required: [] }
      await matchAll(store, plan, () => 'create')
      expect(await store.previewCounts()).toMatchObject({ withErrors: 3 })
      await store.decideCell({ ...at(2), action: 'correct', correction: '7' })
      expect((await store.progress()).matching.status).toBe('pending')
      await store.decideCell({ source: 'm', rowNumber: 3, action: 'correct', correction: 'Q' })
      await store.decideCell({ source: 'm', rowNumber: 4, action: 'skip' })
      const keys: unknown[] = []
      await matchAll(store, plan, ({ key }) => {
        keys.push(key?.values[0])
        return 'create'
      })
      expect(keys).toEqual(['1', 'q', undefined, '4', '5'])
      expect(await store.previewCounts()).toMatchObject({ withErrors: 3 })
    })

    it('is judged again when the rule changes, and dropped with the target', async () => {
      const store = await reviewed()
      const comma = ruleFor('n', 0, { type: 'number', numberFormat: 'comma' })
      await store.decideCell({ ...at(2), action: 'correct', correction: '1,5' })
      expect((await store.progress()).columns[0]).toMatchObject({ ownErrors: 1 })
      await store.setRules([comma])
      await store.validate(AbortSignal.timeout(30_000))
      expect((await store.progress()).columns[0]).toMatchObject({ ownCells: 1, ownErrors: 0 })
      expect(await store.cell(at(2))).toMatchObject({ correction: '1,5', mapped: '1.5' })
      await store.setRules([{ ...comma, target: 'other' }])
      expect(await store.cell(at(2))).toMatchObject({ own: false })
    })

    it('is judged by the host too, for the text that it was asked about', async () => {
      const store = await reviewed({ type: 'text', hasHostRule: true, isUnique: true })
      const own = { ...at(2), action: 'correct', correction: 'q', hostError: 'Not q' } as const
      expect(await store.decideCell(own)).toMatchObject({ error: 'Not q' })
      expect((await store.progress()).columns[0]?.status).toBe('pending')
      await store.decideCell({ ...at(3), action: 'skip' })
      await store.validate(AbortSignal.timeout(30_000))
      const cells = await store.cellsForHost({ source: 'n', after: 0, limit: 10 })
      expect(cells).toEqual([{ rowNumber: 2, text: 'q', typed: 'q' }])
      const values = await store.valuesForHost({ source: 'n', after: null, limit: 10 })
      expect(values.map(({ value, rows }) => [value, rows])).toEqual([
        ['1', 1],
        ['x', 1],
        ['y', 0],
      ])
      await store.saveHostCellVerdicts('n', [{ rowNumber: 2, text: 'old', error: 'Not old' }])
      expect(await store.cell(at(2))).toMatchObject({ error: null })
      await store.saveHostCellVerdicts('n', [{ rowNumber: 2, text: 'q', error: 'Twice' }])
      expect(await store.cell(at(2))).toMatchObject({ error: 'Twice' })
    })

    it('shows in the rows as read, which can be filtered by it', async () => {
      const store = await reviewed()
      await store.decideCell({ ...at(5), action: 'correct', correction: '7' })
      await store.decideCell({ source: 'm', rowNumber: 3, action: 'skip' })
      const page = { offset: 0, limit: 10 }
      const all = await store.page(page)
      expect(all.items.map(({ rowNumber, decided }) => [rowNumber, decided?.length])).toEqual([
        [2, undefined],
        [3, 1],
        [4, undefined],
        [5, 1],
        [6, undefined],
      ])
      expect(all.items[3]?.decided).toEqual([await store.cell(at(5))])
      const rowsOf = async (query: object) => {
        const { items, total } = await store.page({ ...page, decided: true, ...query })
        expect(total).toBe(items.length)
        return items.map(({ rowNumber }) => rowNumber)
      }
      expect(await rowsOf({})).toEqual([3, 5])
      expect(await rowsOf({ source: 'n' })).toEqual([5])
      expect(await rowsOf({ source: 'n', value: 'x' })).toEqual([5])
      expect(await rowsOf({ source: 'n', value: 'y' })).toEqual([])
      const second = await store.page({ decided: true, offset: 1, limit: 1 })
      expect(second).toMatchObject({ total: 2, items: [{ rowNumber: 5 }] })
    })
  })
}
