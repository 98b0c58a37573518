import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Batch, BatchSteps } from '../../../server-kit/model/batch.ts'
import { fenceOf, NOTHING, openBatches } from '../../support/batch-fixture.ts'
import { describeOn } from '../../support/test-databases.ts'

/** Where the connection of a running batch is killed. */
const MOMENTS = ['in a statement', 'in a savepoint', 'between two statements'] as const

describeOn('postgres', 'a batch whose connection is killed', (open) => {
  it.each(MOMENTS)('%s is applied once', async (moment) => {
    const fixture = await openBatches(open)
    const record = await fixture.leased()
    const runner = fixture.runnerFor(fixture.database.connect().db)
    const kill = sql`SELECT pg_terminate_backend(pg_backend_pid())`
    const killIdle = sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE state = 'idle in transaction' AND query LIKE '%records%'`
    let attempts = 0

    function* killed(batch: Batch): BatchSteps<unknown> {
      if (moment === 'in a statement') return yield* fixture.execute(batch, kill)
      if (moment === 'in a savepoint')
        return yield* batch.savepoint((inner) => fixture.execute(inner, kill))
      const done = fixture.database.query(killIdle).then(() => sleep(100))
      return yield* batch.wait(done, 'save of people')
    }

    const done = await runner.run(fenceOf(record, 0, 1), function* (batch) {
      attempts += 1
      yield* fixture.write(batch, 'before')
      try {
        if (attempts === 1) yield* killed(batch)
      } catch {
        // As a careless host would do.
      }
      yield* fixture.write(batch, 'after')
      return { ...NOTHING, created: 2 }
    })
    expect([done, attempts]).toEqual([true, 2])
    expect(await fixture.written('')).toEqual(['after', 'before'])
    expect(await fixture.read(record)).toMatchObject({ cursor: 1, createdRows: 2 })
  })
})
