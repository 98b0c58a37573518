import { describe, expect, it } from 'vitest'
import type { RowStores } from '../../server-kit/row-store/row-store.ts'
import { newUlid } from '../../server-kit/runtime/new-id.ts'
import { bodyOf, filledStore, LIMITS, ruleFor } from '../support/row-store-fixture.ts'

/** What every row store promises about uploads: read whole or not at all, read again, gone. */
export function rowStoreReadingSuite(stores: () => RowStores) {
  const filled = (text: string) => filledStore(stores(), text)

  describe('reading an upload', () => {
    it('answers headers, rows, size and what the file was read as', async () => {
      const file = 'id;name\n1;Ada\n\n2;Bob\n'
      const reading = await stores().ingest(newUlid(), bodyOf(file), { limits: LIMITS })
      expect(reading).toEqual({
        headers: ['id', 'name'],
        totalRows: 2,
        fileSize: file.length,
        source: {
          format: 'csv',
          encoding: 'utf-8',
          delimiter: ';',
          quote: '"',
          headerRow: 1,
        },
        warnings: [],
      })
    })

    it('keeps the rows as read, in file order, in pages', async () => {
      const store = await filled('a,__proto__\n1,x\n\n2\n3,z,extra\n')
      expect(await store.page({ offset: 0, limit: 2 })).toEqual({
        items: [
          { rowNumber: 2, cells: ['1', 'x', ''] },
          { rowNumber: 4, cells: ['2', '', ''] },
        ],
        total: 3,
      })
      expect((await store.page({ offset: 2, limit: 2 })).items).toEqual([
        { rowNumber: 5, cells: ['3', 'z', 'extra'] },
      ])
    })

    it('finds the rows behind one value', async () => {
      const lines = Array.from({ length: 50_000 }, (_, n) => `${n},${n % 1000 === 7 ? 'x' : 'y'}`)
      const store = await filled(`id,kind\n${lines.join('\n')}\n`)
      const { items, total } = await store.page({
        source: 'kind',
        value: 'x',
        offset: 45,
        limit: 10,
      })
      expect(total).toBe(50)
      expect(items.map(({ cells }) => cells[0])).toEqual([
        '45007',
        '46007',
        '47007',
        '48007',
        '49007',
      ])
    })

    it('gives the same rows for a body of single bytes', async () => {
      const file = 'id,name\n1,"Ünï\r\nx"\n2,日本\n'
      const whole = await filled(file)
      const id = newUlid()
      await stores().ingest(id, bodyOf(file, 1), { limits: LIMITS })
      const page = { offset: 0, limit: 10 }
      expect(await stores().open(id).page(page)).toEqual(await whole.page(page))
    })

    it('keeps hostile texts to the letter, and finds them', async () => {
      const hostile = [
        'nul\0nul',
        "'; DROP TABLE import_rows; --",
        '\u202egnp',
        '😀',
        '%_\\',
        '=1+1',
      ]
      const store = await filled(`v\n${hostile.join('\n')}\n`)
      await store.setRules([ruleFor('v', 0)])
      const { items } = await store.page({ offset: 0, limit: 10 })
      expect(items.map(({ cells }) => cells[0])).toEqual(hostile)
      for (const value of hostile) {
        const decided = await store.decide({ source: 'v', value, action: 'skip' })
        expect(decided).toMatchObject({ value, rows: 1, skipped: true })
      }
    })

    it('profiles the columns', async () => {
      const store = await filled(
        'when,amount,note,mail\n' +
          '31/12/2024,"1.000,50",,a@x.org\n' +
          '05/06/2024,12,hi,b@x.org\n' +
          '05/06/2024,"7,25",hi,c@x.org\n',
      )
      const [when, amount, note, mail] = await store.profiles()
      expect(when).toMatchObject({
        source: 'when',
        samples: ['31/12/2024', '05/06/2024'],
        filled: 3,
        distinct: 2,
        distinctIsExact: true,
        inferredType: 'date',
      })
      expect(when?.dateFormats?.[0]).toEqual({
        format: 'european',
        proven: true,
        proof: { row: 2, value: '31/12/2024' },
      })
      expect(amount?.numberFormats?.[0]).toMatchObject({ format: 'comma', proven: true })
      expect(note).toMatchObject({ samples: ['hi'], filled: 2, distinct: 2 })
      expect(mail?.inferredType).toBe('email')
    })

    it('counts distinct values exactly up to 10,000, then nearly', async () => {
      const lines = Array.from({ length: 30_000 }, (_, n) => `${n},${n % 10_000}`)
      const store = await filled(`id,group\n${lines.join('\n')}\n`)
      const [id, group] = await store.profiles()
      expect(group).toMatchObject({ distinct: 10_000, distinctIsExact: true })
      expect(id?.distinctIsExact).toBe(false)
      expect(Math.abs((id?.distinct ?? 0) - 30_000)).toBeLessThan(3000)
    })
  })

  describe('a refused or broken upload', () => {
    it('leaves nothing behind', async () => {
      const before = (await stores().list()).length
      const refused = stores().ingest(newUlid(), bodyOf('a,b\n'), { limits: LIMITS })
      await expect(refused).rejects.toMatchObject({ code: 'no_rows', details: undefined })
      async function* cut() {
        yield Buffer.from('a,b\n1,2\n'.repeat(200_000))
        throw new Error('ECONNRESET')
      }
      await expect(stores().ingest(newUlid(), cut(), { limits: LIMITS })).rejects.toMatchObject({
        code: 'unreadable_file',
      })
      expect(await stores().list()).toHaveLength(before)
    })

    it('ends when the signal aborts, even while the body hangs', async () => {
      const before = (await stores().list()).length
      async function* hanging() {
        yield Buffer.from('a,b\n1,2\n')
        await new Promise(() => {})
      }
      const options = { limits: LIMITS, signal: AbortSignal.timeout(50) }
      await expect(stores().ingest(newUlid(), hanging(), options)).rejects.toMatchObject({
        code: 'unreadable_file',
      })
      expect(await stores().list()).toHaveLength(before)
    })

    it('is refused at the limits', async () => {
      const file = 'a,b\n1,2\n3,4\n'
      const ingest = (limits: Partial<typeof LIMITS>) =>
        stores().ingest(newUlid(), bodyOf(file), { limits: { ...LIMITS, ...limits } })
      await expect(ingest({ rows: 2, columns: 2, fileBytes: file.length })).resolves.toBeDefined()
      await expect(ingest({ rows: 1 })).rejects.toMatchObject({
        code: 'too_many_rows',
        details: { limit: 1 },
      })
      await expect(ingest({ columns: 1 })).rejects.toMatchObject({ code: 'too_many_columns' })
      await expect(ingest({ fileBytes: file.length - 1 })).rejects.toMatchObject({
        code: 'file_too_large',
      })
    })
  })

  describe('reading again', () => {
    const file = 'Title,\na;b\n1;2\n'

    it('replaces the rows', async () => {
      const id = newUlid()
      await stores().ingest(id, bodyOf(file), { limits: LIMITS })
      await stores().open(id).page({ offset: 0, limit: 1 })
      const reading = await stores().reread(id, { delimiter: ';', headerRow: 2, limits: LIMITS })
      expect(reading).toMatchObject({ headers: ['a', 'b'], totalRows: 1, fileSize: file.length })
      expect((await stores().open(id).page({ offset: 0, limit: 5 })).items).toEqual([
        { rowNumber: 3, cells: ['1', '2'] },
      ])
    })

    it('keeps the earlier reading when it is refused', async () => {
      const id = newUlid()
      await stores().ingest(id, bodyOf(file), { limits: LIMITS })
      const before = await stores().open(id).page({ offset: 0, limit: 5 })
      await expect(stores().reread(id, { headerRow: 3, limits: LIMITS })).rejects.toMatchObject({
        code: 'no_rows',
      })
      expect(await stores().open(id).page({ offset: 0, limit: 5 })).toEqual(before)
    })

    it('is done by one at a time', async () => {
      const id = newUlid()
      await stores().ingest(id, bodyOf(file), { limits: LIMITS })
      const again = () =>
        stores()
          .reread(id, { delimiter: ';', headerRow: 2, limits: LIMITS })
          .then(
            () => 'read',
            (error) => error.code,
          )
      const outcomes = await Promise.all([again(), again(), again()])
      expect(outcomes.toSorted()).toEqual(['read', 'wrong_stage', 'wrong_stage'])
      expect((await stores().open(id).page({ offset: 0, limit: 5 })).total).toBe(1)
    })

    it('never replaces the rows of a mapping that was saved meanwhile', async () => {
      const id = newUlid()
      await stores().ingest(id, bodyOf(`a,b\n${'1,2\n'.repeat(300_000)}`), { limits: LIMITS })
      const rereading = stores()
        .reread(id, { delimiter: ';', limits: LIMITS })
        .catch((error) => error)
      const store = stores().open(id)
      await store.setRules([ruleFor('a', 0)])
      expect(await rereading).toMatchObject({ code: 'wrong_stage' })
      expect(await store.rules()).toHaveLength(1)
    })

    it('is over once the rules are set', async () => {
      const id = newUlid()
      await stores().ingest(id, bodyOf('a,b\n1,2\n'), { limits: LIMITS })
      await stores()
        .open(id)
        .setRules([ruleFor('a', 0)])
      await expect(stores().reread(id, { limits: LIMITS })).rejects.toMatchObject({
        code: 'wrong_stage',
      })
    })
  })

  describe('a store that is gone', () => {
    it('says so, in whatever is asked of it', async () => {
      const id = newUlid()
      await stores().ingest(id, bodyOf('a\n1\n'), { limits: LIMITS })
      const store = stores().open(id)
      await store.setRules([ruleFor('a', 0)])
      expect((await stores().list()).map(({ importId }) => importId)).toContain(id)
      await stores().destroy(id)
      await stores().destroy(id)
      expect((await stores().list()).map(({ importId }) => importId)).not.toContain(id)
      const gone = { code: 'rows_expired', status: 410 }
      await expect(store.progress()).rejects.toMatchObject(gone)
      await expect(store.batch(0, 1)).rejects.toMatchObject(gone)
      await expect(stores().reread(id, { limits: LIMITS })).rejects.toMatchObject(gone)
      await expect(stores().open(newUlid()).profiles()).rejects.toMatchObject(gone)
    })

    it('is destroyed in the middle of long work', async () => {
      const id = newUlid()
      const lines = Array.from({ length: 60_000 }, (_, n) => `+1 202 ${n}`)
      await stores().ingest(id, bodyOf(`phone\n${lines.join('\n')}\n`), { limits: LIMITS })
      const store = stores().open(id)
      await store.setRules([ruleFor('phone', 0, { type: 'phone' })])
      const validating = store.validate(AbortSignal.timeout(60_000)).catch((error) => error)
      await stores().destroy(id)
      expect(await validating).toMatchObject({ code: 'rows_expired' })
    })
  })
}
