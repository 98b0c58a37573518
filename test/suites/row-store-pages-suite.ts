import { beforeAll, describe, expect, it } from 'vitest'
import type { Value } from '../../server-kit/contract/index.ts'
import { VALUE_FILTERS, type ValueFilter } from '../../server-kit/contract/stages.ts'
import type { RowStore, RowStores } from '../../server-kit/row-store/row-store.ts'
import { filledStore, ruleFor } from '../support/row-store-fixture.ts'

const PAGE = 7

/** By code points, as the store sorts; blank first both ways. */
function byValue(a: Value, b: Value, direction: number) {
  if (a.value === '' || b.value === '') return a.value === '' ? -1 : 1
  return Buffer.compare(Buffer.from(a.value), Buffer.from(b.value)) * direction
}

const ORDERS = {
  'rows asc': (a: Value, b: Value) => a.rows - b.rows || byValue(a, b, 1),
  'rows desc': (a: Value, b: Value) => b.rows - a.rows || byValue(a, b, 1),
  'value asc': (a: Value, b: Value) => byValue(a, b, 1),
  'value desc': (a: Value, b: Value) => byValue(a, b, -1),
}

const IS_LISTED: Record<ValueFilter, (value: Value) => boolean> = {
  all: () => true,
  needsReview: ({ error, skipped }) => error !== null && !skipped,
  modified: ({ correction, skipped }) => correction !== null && !skipped,
  skipped: ({ skipped }) => skipped,
}

/** What every row store promises about the pages of values, however many there are. */
export function rowStorePagesSuite(stores: () => RowStores) {
  describe('pages of values', () => {
    let store: RowStore
    let all: Value[]

    beforeAll(async () => {
      const lines = [
        '',
        '\u{1F600}',
        '\uFF21',
        'Z',
        ...Array.from({ length: 60 }, (_, n) => `${n}`),
      ]
      // Numbers from 40 on stand in one row, the others in two to five; some are no numbers.
      const rows = lines.flatMap((line, at) =>
        Array.from({ length: at < 40 ? 2 + (at % 4) : 1 }, () =>
          at % 5 === 4 ? `x${line}` : line,
        ),
      )
      store = await filledStore(stores(), `n,m\n${rows.map((row) => `${row},1`).join('\n')}\n`)
      await store.setRules([ruleFor('n', 0, { type: 'number' })])
      await store.validate(AbortSignal.timeout(30_000))
      for (const value of ['x0', 'x5', 'x55']) {
        await store.decide({ source: 'n', value, action: 'correct', correction: '7' })
      }
      for (const value of ['x10', '1', ''])
        await store.decide({ source: 'n', value, action: 'skip' })
      all = await listed('all', 'value asc', { limit: 500 })
      expect(all).toHaveLength(64)
    })

    async function listed(
      filter: ValueFilter,
      ordered: string,
      page: { limit: number; offset?: number; search?: string },
    ) {
      const [sort, order] = ordered.split(' ')
      const { items } = await store.values({
        source: 'n',
        filter,
        sort: sort === 'rows' ? 'rows' : 'value',
        order: order === 'asc' ? 'asc' : 'desc',
        offset: 0,
        ...page,
      })
      return items
    }

    const cases = Object.entries(ORDERS).flatMap(([ordered, compare]) =>
      VALUE_FILTERS.flatMap((filter) =>
        [undefined, '5', 'x'].map((search) => ({ ordered, compare, filter, search })),
      ),
    )

    it.each(cases)(
      'together are all of it, in order: $ordered, $filter, $search',
      async ({ ordered, compare, filter, search }) => {
        const expected = all
          .filter(IS_LISTED[filter])
          .filter(({ value }) => value.includes(search ?? ''))
          .toSorted(compare)
        const found: Value[] = []
        for (let offset = 0; offset <= expected.length; offset += PAGE) {
          const page = { limit: PAGE, offset, ...(search && { search }) }
          found.push(...(await listed(filter, ordered, page)))
        }
        expect(found).toEqual(expected)
      },
    )

    it('after the last one are empty', async () => {
      expect(await listed('all', 'rows desc', { limit: 5, offset: 64 })).toEqual([])
      expect(await listed('skipped', 'value desc', { limit: 5, offset: 3 })).toEqual([])
    })
  })

  describe('a column of very many values', () => {
    const ROWS = 120_000
    const code = (row: number) => `${String((row * 7919) % 200_003).padStart(6, '0')}`
    const PAGED = { source: 'code', filter: 'all', sort: 'value', order: 'asc', limit: 3 } as const
    let store: RowStore

    beforeAll(async () => {
      const rows = Array.from({ length: ROWS }, (_, row) => `${code(row)},${row % 2 ? 'a' : 'b'}`)
      rows[ROWS - 1] = `${code(0)},c`
      store = await filledStore(stores(), `code,twice\n${rows.join('\n')}\n`)
      await store.setRules([ruleFor('code', 0, { type: 'number' }), ruleFor('twice', 1)])
    }, 60_000)

    const codes = Array.from({ length: ROWS - 1 }, (_, row) => code(row)).toSorted()
    const page = async (query: object) => {
      const { items, total } = await store.values({ ...PAGED, offset: 0, ...query })
      return { values: items.map(({ value }) => value), total }
    }

    it('is counted while others ask', async () => {
      const [values, rows, { columns }] = await Promise.all([
        page({}),
        store.values({ ...PAGED, source: 'twice', offset: 0 }),
        store.progress(),
      ])
      expect(values).toEqual({ values: codes.slice(0, 3), total: ROWS - 1 })
      expect(rows.items.map(({ value, rows }) => [value, rows])).toEqual([
        ['a', 59_999],
        ['b', 60_000],
        ['c', 1],
      ])
      expect(columns).toHaveLength(2)
    })

    it('has its pages from both ends', async () => {
      const most = await store.values({ ...PAGED, sort: 'rows', order: 'desc', offset: 0 })
      expect(most.items[0]).toMatchObject({ value: code(0), rows: 2 })
      const offset = ROWS - 4
      expect((await page({ offset })).values).toEqual(codes.slice(-3))
      expect((await page({ order: 'desc', offset })).values).toEqual(codes.slice(0, 3).toReversed())
    })

    it('is searched through all of its values', async () => {
      const some = codes.filter((value) => value.includes('1234'))
      expect(await page({ search: '1234', offset: 1 })).toEqual({
        values: some.slice(1, 4),
        total: some.length,
      })
      const many = codes.filter((value) => value.includes('1'))
      expect(await page({ search: '1', offset: 50_000 })).toEqual({
        values: many.slice(50_000, 50_003),
        total: many.length,
      })
      expect(await page({ search: '\u00e4' })).toEqual({ values: [], total: 0 })
    })

    it('is gone with the store, also while it is counted', async () => {
      const other = await filledStore(
        stores(),
        `code\n${Array.from({ length: 50_000 }, (_, row) => code(row)).join('\n')}\n`,
      )
      await other.setRules([ruleFor('code', 0)])
      const asked = other.values({ ...PAGED, offset: 0 })
      const outcome = asked.then(
        () => 'counted',
        (error: { code: string }) => error.code,
      )
      const { importId } = (await stores().list()).toSorted((a, b) => b.changedAt - a.changedAt)[0]!
      await stores().destroy(importId)
      expect(['counted', 'rows_expired']).toContain(await outcome)
      await expect(other.progress()).rejects.toMatchObject({ code: 'rows_expired' })
    })
  })
}
