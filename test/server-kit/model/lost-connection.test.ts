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
    let attempts = 0

    function* killed(batch: Batch): BatchSteps<unknown> {
      if (moment === 'in a statement') return yield* fixture.execute(batch, kill)
      if (moment === 'in a savepoint')
        return yield* batch.savepoint((inner) => fixture.execute(inner, kill))
      // By its number: other files have batches of their own on this server.
      const rows = yield* fixture.execute(batch, sql`SELECT pg_backend_pid() AS pid`)
      const [own] = rows as { pid: number }[]
      const killOwn = sql`SELECT pg_terminate_backend(${own?.pid}::int)`
      const done = fixture.database.query(killOwn).then(() => sleep(100))
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
