import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Batch, BatchSteps } from '../../../server-kit/model/batch.ts'
import { batchSuite } from '../../suites/batch-suite.ts'
import { batchWritesSuite } from '../../suites/batch-writes-suite.ts'
import { fenceOf, NOTHING, openBatches } from '../../support/batch-fixture.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'

describeOnBothDatabases('the batch runner', batchSuite)
describeOnBothDatabases('the batch runner', batchWritesSuite)

describeOnBothDatabases('two batches that lock the same records', (open, dialect) => {
  it.runIf(dialect === 'postgres')('are both applied after a deadlock', async () => {
    const fixture = await openBatches(open)
    const { database } = fixture
    await database.query(sql`CREATE TABLE stock (name text PRIMARY KEY, n int)`)
    await database.query(sql`INSERT INTO stock VALUES ('a', 0), ('b', 0)`)
    let attempts = 0
    function* take(batch: Batch, name: string): BatchSteps<void> {
      yield* fixture.execute(batch, sql`UPDATE stock SET n = n + 1 WHERE name = ${name}`)
      yield* batch.wait(sleep(100), 'save of stock')
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
