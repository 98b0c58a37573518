import { describe, expect, it } from 'vitest'
import type { RowStores } from '../../server-kit/row-store/row-store.ts'
import { filledStore, matchAll, ruleFor } from '../support/row-store-fixture.ts'

/** What every row store promises about matching, the preview and batches. */
export function rowStoreMatchingSuite(stores: () => RowStores) {
  const filled = (text: string) => filledStore(stores(), text)

  describe('matching', () => {
    const file =
      'mail,phone,company,name\n' +
      '"A@x.org, b@x.org",,Acme,Ada\n' +
      'bad,(202) 555-0143,acme,Bob\n' +
      ',,,\n' +
      ',,Other,\n'
    const plan = {
      keys: [
        { source: 'mail', field: 'emails' },
        { source: 'phone', field: 'phones' },
      ],
      links: [{ link: 'company', keys: [{ source: 'company', field: 'name' }] }],
      required: [{ source: 'name', message: 'Name is required' }],
    }
    const matched = async () => {
      const store = await filled(file)
      await store.setRules([
        ruleFor('mail', 0, { type: 'email', multiple: true }),
        ruleFor('phone', 1, { type: 'phone', multiple: true }),
        ruleFor('company', 2, { target: 'name', entityLink: 'company' }),
        ruleFor('name', 3, { required: true }),
      ])
      await store.validate(AbortSignal.timeout(30_000))
      return store
    }

    it('decides by the first key that is neither blank nor withheld', async () => {
      const store = await matched()
      const pass = await store.beginMatching(plan)
      const [ada, bob, other, ...rest] = await store.rowsToMatch(pass, 0, 10)
      expect(rest).toEqual([])
      const emails = { field: 'emails', values: ['a@x.org', 'b@x.org'] }
      expect(ada).toEqual({
        rowNumber: 2,
        key: emails,
        allKeys: [emails],
        missing: null,
        hasWithheld: false,
        links: { company: { field: 'name', values: ['acme'], texts: ['Acme'] } },
        values: {},
      })
      expect(bob).toMatchObject({
        rowNumber: 3,
        hasWithheld: true,
        key: { field: 'phones', values: ['+12025550143'] },
      })
      expect(other).toMatchObject({ key: null, allKeys: [], missing: 'Name is required' })
    })

    it('brings the values of a row where the plan asks, without links and what is withheld', async () => {
      const store = await matched()
      const pass = await store.beginMatching({ ...plan, withValues: true })
      const [ada, bob] = await store.rowsToMatch(pass, 0, 2)
      expect(ada?.values).toEqual({ mail: ['A@x.org', 'b@x.org'], phone: null, name: 'Ada' })
      expect(bob?.values).toEqual({ phone: ['+12025550143'], name: 'Bob' })
    })

    it('counts what rows will do, and lists them', async () => {
      const store = await matched()
      await matchAll(store, plan, ({ key }) => (key ? 'update' : 'fail'))
      expect(await store.previewCounts()).toEqual({
        create: 0,
        update: 2,
        skip: 0,
        fail: 1,
        withErrors: 2,
      })
      const failing = await store.previewRows({ action: 'fail', offset: 0, limit: 10 })
      expect(failing).toMatchObject({ total: 1, rows: [{ rowNumber: 5, action: 'fail' }] })
      const withErrors = await store.previewRows({ action: 'withErrors', offset: 1, limit: 10 })
      expect(withErrors).toMatchObject({ total: 2, rows: [{ rowNumber: 5 }] })
      expect((await store.progress()).matching).toEqual({ status: 'done', progress: 1 })
    })

    it('is overtaken by a decision, which makes it pending', async () => {
      const store = await matched()
      const pass = await store.beginMatching(plan)
      await store.decide({ source: 'mail', value: 'bad', action: 'skip' })
      const results = { rows: [], links: [] }
      expect(await store.saveMatches(pass, results)).toEqual({ overtaken: true })
      expect(await store.finishMatching(pass)).toEqual({ overtaken: true })
      expect((await store.progress()).matching).toEqual({ status: 'pending', progress: 0 })
      const next = await store.beginMatching(plan)
      expect(await store.saveMatches(next, results)).toEqual({ overtaken: false })
    })

    it('forgets the results of an earlier pass', async () => {
      const store = await matched()
      await matchAll(store, plan, () => 'update')
      await matchAll(store, plan, () => 'create')
      expect(await store.previewCounts()).toMatchObject({ create: 3, update: 0 })
    })

    it('sums up links by record, with row counts over all pages', async () => {
      const store = await matched()
      const pass = await store.beginMatching(plan)
      const found = { link: 'company', field: 'name', action: 'link', id: '7', name: 'Acme' }
      const made = { link: 'company', field: 'name', action: 'create', id: null, name: 'Other' }
      for (const rows of [2, 3]) {
        await store.saveMatches(pass, {
          rows: [],
          links: [
            { ...found, value: 'acme', rows, action: 'link' },
            { ...found, value: 'acme inc', rows: 1, action: 'link' },
            { ...made, value: 'other', rows: 1, action: 'create' },
            { ...made, value: 'none', rows: 1, action: 'none' },
          ],
        })
      }
      expect(await store.linkSummary()).toEqual([{ key: 'company', link: 1, create: 1 }])
      expect(await store.linkItems({ link: 'company', offset: 0, limit: 10 })).toEqual({
        items: [
          { action: 'link', name: 'Acme', id: '7', rows: 7 },
          { action: 'create', name: 'Other', id: null, rows: 2 },
        ],
        total: 2,
      })
    })
  })

  describe('batches', () => {
    it('come after a row, built and typed, the same each time', async () => {
      const store = await filled('id,day,tags,left\n1,05/06/2024,"a, b",x\n2,,,y\n')
      await store.setRules([
        ruleFor('id', 0),
        ruleFor('day', 1, { type: 'date', dateFormat: 'european' }),
        ruleFor('tags', 2, { multiple: true }),
      ])
      await store.validate(AbortSignal.timeout(30_000))
      const [first, ...rest] = await store.batch(0, 1)
      expect(rest).toEqual([])
      const row = {
        rowNumber: 2,
        action: 'create',
        key: null,
        allKeys: [],
        links: {},
        missing: null,
        values: { id: '1', day: '2024-06-05', tags: ['a', 'b'] },
      }
      expect(first).toMatchObject(row)
      expect(['day', 'tags', 'else'].map((target) => first?.value(target))).toEqual([
        '2024-06-05',
        ['a', 'b'],
        undefined,
      ])
      expect(first?.raw()).toEqual(['1', '05/06/2024', 'a, b', 'x'])
      expect(await store.batch(0, 1)).toMatchObject([row])
      expect((await store.batch(2, 10)).map(({ rowNumber }) => rowNumber)).toEqual([3])
      await store.markProcessed(3)
      expect(await store.batch(3, 10)).toEqual([])
    })
  })
}
