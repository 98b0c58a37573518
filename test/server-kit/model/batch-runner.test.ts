import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Batch, BatchSteps } from '../../../server-kit/model/batch.ts'
import { batchSuite } from '../../suites/batch-suite.ts'
import { batchWritesSuite } from '../../suites/batch-writes-suite.ts'
import { fenceOf, NOTHING, openBatches } from '../../support/batch-fixture.ts'
import {
  describeOn,
  describeOnBothDatabases,
  type TestDatabase,
} from '../../support/test-databases.ts'

describeOnBothDatabases('the batch runner', batchSuite)
describeOnBothDatabases('the batch runner', batchWritesSuite)

/** What becomes of a batch that waits for `value`. */
const waiting = async (open: () => Promise<TestDatabase>, value: () => unknown) => {
  const fixture = await openBatches(open)
  const record = await fixture.leased()
  const answers: unknown[] = []
  const run = fixture.batches.run(fenceOf(record, 0, 5), function* (batch) {
    answers.push(yield* batch.wait(value(), 'save of people'))
    return { ...NOTHING, created: 1 }
  })
  const outcome = await run.catch((error: unknown) => String(error))
  return { outcome, answers, cursor: (await fixture.read(record)).cursor }
}

describeOnBothDatabases('a batch that waits for the host', (open) => {
  it('is handed values as they are', async () => {
    const done = await waiting(open, () => [{ id: '1' }])
    expect(done).toEqual({ outcome: true, answers: [[{ id: '1' }]], cursor: 5 })
  })
})

describeOn('postgres', 'a batch that waits for the host', (open) => {
  it('awaits promises', async () => {
    const done = await waiting(open, () => Promise.resolve('later'))
    expect(done).toEqual({ outcome: true, answers: ['later'], cursor: 5 })
  })

  it('is undone when the promise fails', async () => {
    const failed = await waiting(open, () => Promise.reject(new Error('Out of order.')))
    expect(failed).toEqual({ outcome: 'Error: Out of order.', answers: [], cursor: 0 })
  })
})

describeOn('sqlite', 'a batch that waits for the host', (open) => {
  it.each([
    ['a promise', () => Promise.resolve()],
    ['a promise that fails', () => Promise.reject(new Error('Unheard.'))],
  ])('says by name who returned %s', async (_, value) => {
    const refused = await waiting(open, value)
    expect(refused.outcome).toMatch(
      "save of people returned a promise: on SQLite, inside the batch's transaction, it must return a value",
    )
    expect(refused.cursor).toBe(0)
  })
})

describeOn('postgres', 'two batches that lock the same records', (open) => {
  it('are both applied after a deadlock', async () => {
    const fixture = await openBatches(open)
    const { database } = fixture
    await database.query(sql`CREATE TABLE stock (name text PRIMARY KEY, n int)`)
    await database.query(sql`INSERT INTO stock VALUES ('a', 0), ('b', 0)`)
    let attempts = 0
    let taken = 0
    let release = () => {}
    const haveOneEach = new Promise<void>((resolve) => (release = resolve))
    function* take(batch: Batch, name: string): BatchSteps<void> {
      yield* fixture.execute(batch, sql`UPDATE stock SET n = n + 1 WHERE name = ${name}`)
      if ((taken += 1) === 2) release()
      yield* batch.wait(haveOneEach, 'save of stock')
    }
    const takeBoth = async (names: string[]) => {
      const record = await fixture.leased()
      const runner = fixture.runnerFor(database.connect().db)
      const done = await runner.run(fenceOf(record, 0, 1), function* (batch) {
        attempts += 1
        for (const name of names) {
          try {
            yield* batch.savepoint((inner) => take(inner, name))
          } catch {
            throw new Error('The steps were asked to handle a deadlock.')
          }
        }
        return { ...NOTHING, created: 1 }
      })
      return [done, (await fixture.read(record)).createdRows]
    }
    const both = [takeBoth(['a', 'b']), takeBoth(['b', 'a'])]
    expect(await Promise.all(both)).toEqual([
      [true, 1],
      [true, 1],
    ])
    expect(attempts).toBeGreaterThan(2)
    expect(await database.query(sql`SELECT n FROM stock`)).toEqual([{ n: 2 }, { n: 2 }])
  })
})

describeOn('sqlite', 'a batch without savepoints', (open) => {
  it('is begun anew with them where something is thrown, and so are the next ones', async () => {
    const fixture = await openBatches(open)
    const record = await fixture.leased()
    const begun: number[] = []
    const run = (from: number, names: string[]) =>
      fixture.batches.run(fenceOf(record, from, from + 1), function* (batch) {
        begun.push(from)
        try {
          yield* batch.savepoint(function* (inner) {
            for (const name of names) yield* fixture.write(inner, `${record.id} ${name}`)
          })
        } catch {
          return { ...NOTHING, failed: 1 }
        }
        return { ...NOTHING, created: names.length }
      })
    expect(await run(0, ['a', 'b'])).toBe(true)
    expect(await run(1, ['c', 'a'])).toBe(true)
    expect(await run(2, ['d', 'a'])).toBe(true)
    expect(await run(3, ['e'])).toBe(true)
    expect(begun).toEqual([0, 1, 1, 2, 3])
    const names = (await fixture.written(record.id)).map((name) => String(name).slice(-1))
    expect(names).toEqual(['a', 'b', 'e'])
    expect(await fixture.read(record)).toMatchObject({ createdRows: 3, failedRows: 2, cursor: 4 })
  })
})
