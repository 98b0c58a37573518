import { describe, expect, it } from 'vitest'
import type { FoundField, RowStore, RowStores } from '../../server-kit/row-store/row-store.ts'
import { filledStore, ruleFor } from '../support/row-store-fixture.ts'

const FILE =
  'mail,company,note\n' +
  'a@x.org,Acme,good\n' +
  'B@x.org,acme,bad\n' +
  'b@x.org,,\n' +
  ',Other,good\n' +
  'twice@x.org,,good\n'

const PLAN = {
  keys: [{ source: 'mail', field: 'email' }],
  links: [{ link: 'company', keys: [{ source: 'company', field: 'name' }] }],
  required: [],
  rules: {
    importer: {
      singular: 'Person',
      matchableFields: [{ field: 'email', label: 'Email', behavior: 'match_or_create' as const }],
      entityLinks: [
        {
          key: 'company',
          label: 'Company',
          matchableFields: [{ field: 'name', behavior: 'match_or_create' as const }],
        },
      ],
    },
    fields: [{ key: 'email', label: 'Email' }],
  },
}

const OWN: FoundField = {
  field: 'email',
  records: [
    { value: 'a@x.org', id: '1' },
    { value: 'twice@x.org', id: '2' },
    { value: 'twice@x.org', id: '3' },
  ],
}
const ACME: FoundField = { field: 'name', records: [{ value: 'acme', id: '7', name: 'ACME' }] }
const FOUND = { own: [OWN], links: [{ link: 'company', fields: [ACME] }] }

/** What every row store promises about rows that it decides itself. */
export function rowStoreDecidingSuite(stores: () => RowStores) {
  const matched = async () => {
    const store = await filledStore(stores(), FILE)
    await store.setRules([
      ruleFor('mail', 0, { target: 'email', type: 'email' }),
      ruleFor('company', 1, { target: 'name', entityLink: 'company' }),
      ruleFor('note', 2),
    ])
    await store.validate(AbortSignal.timeout(30_000))
    return store
  }
  const decideAll = async (store: RowStore, limit = 2) => {
    const pass = await store.beginMatching(PLAN)
    let after = 0
    for (;;) {
      const keys = await store.keysToFind(pass, after, limit)
      if (!keys || keys.lastRow === null) break
      after = keys.lastRow
      await store.decideMatches(pass, { ...FOUND, lastRow: after })
    }
    return store.finishMatching(pass)
  }

  describe('rows that are decided where they are', () => {
    it('are asked for by their keys, each value once', async () => {
      const store = await matched()
      const pass = await store.beginMatching(PLAN)
      expect(await store.keysToFind(pass, 0, 3)).toEqual({
        lastRow: 4,
        own: [{ field: 'email', values: ['a@x.org', 'b@x.org'] }],
        links: [{ link: 'company', keys: [{ field: 'name', values: ['acme'] }] }],
      })
      expect(await store.keysToFind(pass, 4, 3)).toMatchObject({
        lastRow: 6,
        own: [{ values: ['twice@x.org'] }],
        links: [{ keys: [{ values: ['other'] }] }],
      })
      expect(await store.keysToFind(pass, 6, 3)).toEqual({ lastRow: null, own: [], links: [] })
    })

    it.each([1, 2, 10])(
      'are decided by what is found and by the rows before, %i at once',
      async (n) => {
        const store = await matched()
        expect(await decideAll(store, n)).toEqual({ overtaken: false })
        expect(await store.previewCounts()).toMatchObject({
          create: 2,
          update: 2,
          fail: 1,
          skip: 0,
        })
        const { rows } = await store.previewRows({ offset: 0, limit: 10 })
        expect(rows.map(({ action, matchedId }) => [action, matchedId])).toEqual([
          ['update', '1'],
          ['create', null],
          ['update', null],
          ['create', null],
          ['fail', null],
        ])
        expect(rows.at(-1)?.reason).toBe('2 existing records match “twice@x.org” by Email')
        expect(await store.linkItems({ link: 'company', offset: 0, limit: 10 })).toMatchObject({
          items: [
            { action: 'link', id: '7', name: 'ACME', rows: 2 },
            { action: 'create', name: 'Other', rows: 1 },
          ],
        })
      },
    )

    it('wait for what is found while the next are read', async () => {
      const store = await matched()
      const pass = await store.beginMatching(PLAN)
      await store.keysToFind(pass, 0, 10)
      await store.keysToFind(pass, 6, 10)
      await store.decideMatches(pass, { ...FOUND, lastRow: 6 })
      expect(await store.previewCounts()).toMatchObject({ create: 2, update: 2, fail: 1 })
    })

    it('say what nobody may write', async () => {
      const store = await matched()
      const pass = await store.beginMatching(PLAN)
      await store.keysToFind(pass, 0, 10)
      const foreign = { value: 'a@x.org', id: '1', problem: 'This is not yours' }
      const found = { own: [{ field: 'email', records: [foreign] }], links: [] }
      await store.decideMatches(pass, { ...found, lastRow: 6 })
      const { rows } = await store.previewRows({ action: 'fail', offset: 0, limit: 10 })
      expect(rows).toMatchObject([
        { rowNumber: 2, reason: 'This is not yours: “a@x.org” by Email' },
      ])
    })

    it('may all wait until everything is found, and ask for a key once', async () => {
      const store = await matched()
      const pass = await store.beginMatching(PLAN)
      const keys = [await store.keysToFind(pass, 0, 2), await store.keysToFind(pass, 3, 10)]
      expect(keys.map((some) => some?.own)).toEqual([
        [{ field: 'email', values: ['a@x.org', 'b@x.org'] }],
        [{ field: 'email', values: ['twice@x.org'] }],
      ])
      expect(await store.learnFound(pass, [OWN])).toEqual({ overtaken: false, unknown: null })
      const elsewhere = { field: 'email', records: [{ value: 'else@x.org', id: '9' }] }
      expect(await store.learnFound(pass, [elsewhere])).toMatchObject({ unknown: 'else@x.org' })
      for (const lastRow of [3, 6]) {
        await store.decideMatches(pass, { own: [], links: FOUND.links, lastRow })
      }
      expect(await store.previewCounts()).toMatchObject({ create: 2, update: 2, fail: 1 })
      await store.decide({ source: 'mail', value: 'a@x.org', action: 'skip' })
      expect(await store.learnFound(pass, [OWN])).toMatchObject({ overtaken: true })
    })

    it('are overtaken by a decision between being read and being decided', async () => {
      const store = await matched()
      const pass = await store.beginMatching(PLAN)
      await store.keysToFind(pass, 0, 10)
      await store.decide({ source: 'mail', value: 'a@x.org', action: 'skip' })
      expect(await store.decideMatches(pass, { ...FOUND, lastRow: 6 })).toEqual({ overtaken: true })
      expect(await store.keysToFind(pass, 6, 10)).toBeNull()
      await decideAll(store)
      expect(await store.previewCounts()).toMatchObject({ create: 3, update: 1, withErrors: 1 })
    })

    it('are overtaken when nobody has read them', async () => {
      const store = await matched()
      const pass = await store.beginMatching(PLAN)
      expect(await store.decideMatches(pass, { ...FOUND, lastRow: 6 })).toEqual({ overtaken: true })
    })
  })

  describe('a decision in the preview', () => {
    const skipped = { source: 'note', value: 'bad', action: 'skip' as const }

    it('on cells that decide nothing counts the withheld anew and asks nobody', async () => {
      const store = await matched()
      await decideAll(store)
      await store.decide(skipped)
      expect((await store.progress()).matching.status).toBe('pending')
      expect(await store.recountWithheld(PLAN)).toBe(true)
      expect((await store.progress()).matching).toEqual({ status: 'done', progress: 1 })
      expect(await store.previewCounts()).toEqual({
        create: 2,
        update: 2,
        skip: 0,
        fail: 1,
        withErrors: 1,
      })
      const withErrors = await store.previewRows({ action: 'withErrors', offset: 0, limit: 10 })
      expect(withErrors).toMatchObject({ total: 1, rows: [{ rowNumber: 3, action: 'create' }] })
      await store.decide({ ...skipped, action: 'unskip' })
      await store.decideCell({ source: 'note', rowNumber: 2, action: 'skip' })
      await store.bulk({ source: 'note', action: 'replace', find: 'bad', replace: 'worse' })
      expect(await store.recountWithheld(PLAN)).toBe(true)
      expect(await store.previewRows({ action: 'withErrors', offset: 0, limit: 10 })).toMatchObject(
        {
          total: 1,
          rows: [{ rowNumber: 2, action: 'update' }],
        },
      )
    })

    it('on a key needs a pass, also after one on another column', async () => {
      const store = await matched()
      await decideAll(store)
      await store.decide(skipped)
      await store.decide({ source: 'mail', value: 'a@x.org', action: 'skip' })
      expect(await store.recountWithheld(PLAN)).toBe(false)
      await store.decide({ ...skipped, action: 'unskip' })
      expect(await store.recountWithheld(PLAN)).toBe(false)
      await decideAll(store)
      expect(await store.previewCounts()).toMatchObject({ create: 3, update: 1, withErrors: 1 })
    })

    it('needs a pass when the one before was not finished, or had another plan', async () => {
      const store = await matched()
      const pass = await store.beginMatching(PLAN)
      await store.keysToFind(pass, 0, 2)
      await store.decide(skipped)
      expect(await store.recountWithheld(PLAN)).toBe(false)
      await decideAll(store)
      await store.decide({ ...skipped, action: 'unskip' })
      expect(await store.recountWithheld({ ...PLAN, revision: 5 })).toBe(false)
      expect(await store.recountWithheld({ ...PLAN, links: [] })).toBe(false)
      expect(await store.recountWithheld(PLAN)).toBe(true)
    })

    it('that changes nothing leaves the counts as they are', async () => {
      const store = await matched()
      await store.decide(skipped)
      await decideAll(store)
      await store.decide(skipped)
      await store.decideCell({ source: 'note', rowNumber: 4, action: 'undo' })
      expect((await store.progress()).matching.status).toBe('done')
    })
  })
}
