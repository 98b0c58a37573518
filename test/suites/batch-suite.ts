import { beforeAll, describe, expect, it } from 'vitest'
import type { Batch, BatchSteps } from '../../server-kit/model/batch.ts'
import {
  type BatchFixture,
  failure,
  fenceOf,
  NOTHING,
  openBatches,
} from '../support/batch-fixture.ts'
import { present } from '../support/model-fixture.ts'
import type { TestDatabase } from '../support/test-databases.ts'

/** What a batch promises: all of it or nothing, once, and with exact counts. */
export function batchSuite(open: () => Promise<TestDatabase>) {
  let fixture: BatchFixture
  beforeAll(async () => {
    fixture = await openBatches(open)
  })

  describe('a batch', () => {
    it('writes rows, counts, failed rows and the cursor together', async () => {
      const record = await fixture.leased()
      const done = await fixture.batches.run(fenceOf(record, 0, 5), function* (batch) {
        yield* fixture.write(batch, `${record.id} a`)
        yield* fixture.write(batch, `${record.id} b`)
        yield* batch.insertFailedRows([failure(4, 'Name is required.')])
        return { created: 1, updated: 1, skipped: 1, failed: 1 }
      })
      expect(done).toBe(true)
      expect(await fixture.written(record.id)).toHaveLength(2)
      expect(await fixture.read(record)).toMatchObject({
        cursor: 5,
        processedRows: 4,
        successfulRows: 2,
        createdRows: 1,
        updatedRows: 1,
        skippedRows: 1,
        failedRows: 1,
        results: { created: 1, updated: 1, skipped: 1, failed: 1 },
        failedRowsData: [{ row: 4, error: 'Name is required.' }],
      })
      expect(await fixture.model.failedRows.after(record.id, 0, 10)).toEqual([
        failure(4, 'Name is required.'),
      ])
    })

    it('writes nothing when it throws', async () => {
      const record = await fixture.leased()
      const attempt = fixture.batches.run(fenceOf(record, 0, 5), function* (batch) {
        yield* fixture.write(batch, `${record.id} a`)
        yield* batch.insertFailedRows([failure(1)])
        throw new Error('The host has a bad day.')
      })
      await expect(attempt).rejects.toThrow('The host has a bad day.')
      expect(await fixture.written(record.id)).toEqual([])
      expect(await fixture.read(record)).toMatchObject({
        cursor: 0,
        processedRows: 0,
        failedRowsData: [],
      })
      expect(await fixture.model.failedRows.after(record.id, 0, 10)).toEqual([])
    })

    it.each([
      ['another cursor', { from: 3 }],
      ['another owner', { owner: 'you' }],
      ['another team', { teamId: 'south' }],
      ['an unknown import', { importId: 'nothing' }],
    ])('does nothing for %s', async (_, wrong) => {
      const record = await fixture.leased()
      let hasRun = false
      const fence = { ...fenceOf(record, 0, 5), ...wrong }
      const done = await fixture.batches.run(fence, function* (batch) {
        hasRun = true
        yield* fixture.write(batch, `${record.id} a`)
        return { ...NOTHING, created: 1 }
      })
      expect([done, hasRun]).toEqual([false, false])
      expect(await fixture.read(record)).toMatchObject({ cursor: 0, processedRows: 0 })
    })

    it('is applied once when ten runners try it at once', async () => {
      const record = await fixture.leased()
      const runners = Array.from({ length: 10 }, () =>
        fixture.runnerFor(fixture.database.connect().db),
      )
      const done = await Promise.all(
        runners.map((runner, n) =>
          runner.run(fenceOf(record, 0, 5), function* (batch) {
            yield* fixture.write(batch, `${record.id} by ${n}`)
            return { ...NOTHING, created: 1 }
          }),
        ),
      )
      expect(done.filter(Boolean)).toHaveLength(1)
      expect(await fixture.written(record.id)).toHaveLength(1)
      expect(await fixture.read(record)).toMatchObject({ createdRows: 1, cursor: 5 })
    })

    it('renews the lease', async () => {
      const record = await fixture.leased()
      const fence = { ...fenceOf(record, 0, 5), leaseMilliseconds: 3_600_000 }
      await fixture.batches.run(fence, function* (batch) {
        yield* fixture.write(batch, `${record.id} a`)
        return NOTHING
      })
      const before = present(record.leaseUntil).getTime()
      expect(present((await fixture.read(record)).leaseUntil).getTime()).toBeGreaterThan(
        before + 3_000_000,
      )
    })

    it('is the last one when the import is cancelled meanwhile, and its counts are kept', async () => {
      const record = await fixture.leased()
      let cancelling: Promise<unknown> = Promise.resolve()
      const one = { ...NOTHING, created: 1 }
      const first = await fixture.batches.run(fenceOf(record, 0, 5), function* (batch) {
        yield* fixture.write(batch, `${record.id} a`)
        cancelling = fixture.model
          .forTeam('north')
          .transition(record.id, { from: ['importing'], to: 'cancelled' })
        return one
      })
      await cancelling
      const second = await fixture.batches.run(fenceOf(record, 5, 10), function* (batch) {
        yield* fixture.write(batch, `${record.id} b`)
        return one
      })
      expect([first, second]).toEqual([true, false])
      expect(await fixture.written(record.id)).toEqual([`${record.id} a`])
      expect(await fixture.read(record)).toMatchObject({
        status: 'cancelled',
        createdRows: 1,
        results: one,
        cursor: 5,
      })
    })
  })

  describe('a savepoint', () => {
    it('undoes what its steps wrote, and only that', async () => {
      const record = await fixture.leased()
      const done = await fixture.batches.run(fenceOf(record, 0, 5), function* (batch) {
        yield* fixture.write(batch, `${record.id} a`)
        try {
          yield* batch.savepoint(function* (inner) {
            yield* fixture.write(inner, `${record.id} b`)
            yield* inner.insertFailedRows([failure(2)])
            // The same name again: refused by the database itself.
            yield* fixture.write(inner, `${record.id} a`)
          })
        } catch {
          yield* batch.insertFailedRows([failure(3)])
        }
        return { ...NOTHING, created: 1, failed: 1 }
      })
      expect(done).toBe(true)
      expect(await fixture.written(record.id)).toEqual([`${record.id} a`])
      expect(await fixture.read(record)).toMatchObject({
        failedRowsData: [{ row: 3, error: 'No.' }],
      })
    })

    it('can stand in another one, and answers what its steps answer', async () => {
      const record = await fixture.leased()
      const names = ['a', 'b', 'a', 'c']
      const saved: string[] = []
      function* split(batch: Batch, part: string[]): BatchSteps<number> {
        try {
          return yield* batch.savepoint(function* (inner) {
            for (const name of part) yield* fixture.write(inner, `${record.id} ${name}`)
            saved.push(...part)
            return part.length
          })
        } catch {
          if (part.length === 1) return 0
          const half = part.length / 2
          return (
            (yield* split(batch, part.slice(0, half))) + (yield* split(batch, part.slice(half)))
          )
        }
      }
      await fixture.batches.run(fenceOf(record, 0, 5), function* (batch) {
        const created = yield* batch.savepoint((inner) => split(inner, names))
        return { ...NOTHING, created, failed: 1 }
      })
      expect(saved).toEqual(['a', 'b', 'c'])
      expect(await fixture.read(record)).toMatchObject({ createdRows: 3, failedRows: 1 })
    })
  })
}
