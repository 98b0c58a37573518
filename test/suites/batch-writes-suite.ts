import { beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../server-kit/model/batch.ts'
import {
  type BatchFixture,
  failure,
  fenceOf,
  NOTHING,
  openBatches,
} from '../support/batch-fixture.ts'
import { present } from '../support/model-fixture.ts'
import type { TestDatabase } from '../support/test-databases.ts'

/** What the kit itself writes in a batch. */
export function batchWritesSuite(open: () => Promise<TestDatabase>) {
  let fixture: BatchFixture
  beforeAll(async () => {
    fixture = await openBatches(open)
  })

  describe('failed rows', () => {
    it('are listed up to a hundred on the import, over all batches', async () => {
      const record = await fixture.leased()
      for (const start of [0, 80]) {
        await fixture.batches.run(fenceOf(record, start, start + 80), function* (batch) {
          const rows = Array.from({ length: 80 }, (_, n) => failure(start + n + 1))
          yield* batch.insertFailedRows(rows)
          return { ...NOTHING, failed: 80 }
        })
      }
      const { failedRowsData, failedRows } = await fixture.read(record)
      expect(failedRows).toBe(160)
      expect(failedRowsData.map(({ row }) => row)).toEqual(
        Array.from({ length: 100 }, (_, n) => n + 1),
      )
      expect(await fixture.model.failedRows.after(record.id, 0, 500)).toHaveLength(160)
    })

    it('are kept once, with a reason of at most 500 characters and without NUL', async () => {
      const record = await fixture.leased()
      const data = { 'a\0': 'b\0c', ['__proto__']: 'd\uDC00' }
      await fixture.batches.run(fenceOf(record, 0, 5), function* (batch) {
        yield* batch.insertFailedRows([{ rowNumber: 2, data, error: '😀'.repeat(400) }])
        yield* batch.insertFailedRows([failure(2, 'Again.')])
        return { ...NOTHING, failed: 1 }
      })
      const [row, ...others] = await fixture.model.failedRows.after(record.id, 0, 10)
      expect(others).toEqual([])
      expect(row?.error.length).toBeLessThanOrEqual(500)
      expect(row?.error).toMatch(/^😀+…$/u)
      expect(Object.entries(present(row).data).sort()).toEqual([
        ['__proto__', 'd\uFFFD'],
        ['a␀', 'b␀c'],
      ])
    })

    it('come by the thousand', async () => {
      const record = await fixture.leased()
      await fixture.batches.run(fenceOf(record, 0, 5_000), function* (batch) {
        yield* batch.insertFailedRows(Array.from({ length: 5_000 }, (_, n) => failure(n + 1)))
        return { ...NOTHING, failed: 5_000 }
      })
      expect(await fixture.model.failedRows.after(record.id, 4_990, 100)).toHaveLength(10)
    })
  })

  describe('created links', () => {
    it('are remembered for later batches of the same import only', async () => {
      const [one, other] = [await fixture.leased(), await fixture.leased()]
      const long = 'x'.repeat(1_000_000)
      const ids = new Map([
        ['Acme', '1'],
        [long, '2'],
        ['NUL\0', '3'],
      ])
      const values = [...ids.keys(), 'Unknown']
      await fixture.batches.run(fenceOf(one, 0, 5), function* (batch) {
        yield* batch.rememberLinks('company', 'name', ids)
        yield* batch.rememberLinks('company', 'name', new Map([['Acme', 'another']]))
        return NOTHING
      })
      const found: Map<string, string>[] = []
      const look = function* (batch: Batch) {
        found.push(yield* batch.createdLinks('company', 'name', values))
        found.push(yield* batch.createdLinks('company', 'domain', values))
        return NOTHING
      }
      await fixture.batches.run(fenceOf(one, 5, 10), look)
      await fixture.batches.run(fenceOf(other, 0, 5), look)
      expect(found).toEqual([ids, new Map(), new Map(), new Map()])
    })
  })
}
