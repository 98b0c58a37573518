import { sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import type {
  Batch,
  BatchCounts,
  BatchSteps,
  PreparedBatch,
} from '../../../server-kit/model/batch.ts'
import type { Import } from '../../../server-kit/model/import.ts'
import {
  type BatchFixture,
  failure,
  fenceOf,
  NOTHING,
  openBatches,
} from '../../support/batch-fixture.ts'
import { connectTo, describeOn } from '../../support/test-databases.ts'

describeOn('postgres', 'a batch that waits for its turn', (open) => {
  let fixture: BatchFixture
  let record: Import
  let events: string[] = []
  /** Of the connections that have read. */
  let pids: number[] = []
  beforeEach(async () => {
    fixture = await openBatches(open)
    record = await fixture.leased()
    events = []
    pids = []
  })

  /** Reads at once, and writes a record when it may. */
  const steps = (name: string, more?: (batch: Batch) => BatchSteps<unknown>) =>
    function* (batch: Batch): BatchSteps<BatchCounts> {
      const found = yield* fixture.execute(batch, sql`SELECT pg_backend_pid() AS pid`)
      pids.push(pidOf(found))
      events.push(`${name} has read`)
      if (batch.turn) yield* batch.wait(batch.turn, 'save of people')
      events.push(`${name} writes`)
      yield* fixture.write(batch, name)
      if (more) yield* more(batch)
      return { ...NOTHING, created: 1 }
    }
  const prepare = (name: string, more?: (batch: Batch) => BatchSteps<unknown>) =>
    fixture.batches.prepare(fenceOf(record, 5, 9), steps(name, more))
  const write = (name: string, from = 0, to = 5) =>
    fixture.batches.run(fenceOf(record, from, to), steps(name))
  const state = async () => {
    const { cursor, createdRows } = await fixture.read(record)
    return { cursor, createdRows, names: await fixture.written('') }
  }
  const untilRead = (name: string) => expect.poll(() => events).toContain(`${name} has read`)
  const isOurs = () => sql`pid = ANY(string_to_array(${pids.join(',')}, ',')::int[])`
  /** No transaction is open any more. */
  const isIdle = () =>
    expect
      .poll(() =>
        fixture.database.query(sql`SELECT pid FROM pg_stat_activity
          WHERE state LIKE 'idle in transaction%' AND ${isOurs()}`),
      )
      .toEqual([])

  it('reads while the one before is written, and writes after it', async () => {
    let prepared: PreparedBatch | undefined
    await fixture.batches.run(fenceOf(record, 0, 5), function* (batch) {
      prepared = prepare('second')
      yield* batch.wait(untilRead('second'), 'save of people')
      return yield* steps('first')(batch)
    })
    expect(await state()).toEqual({ cursor: 5, createdRows: 1, names: ['first'] })
    expect(await prepared?.write()).toBe(true)
    expect(await state()).toEqual({ cursor: 9, createdRows: 2, names: ['first', 'second'] })
    expect(events).toEqual(['second has read', 'first has read', 'first writes', 'second writes'])
  })

  it('adds to what the record says when it is its turn', async () => {
    const prepared = prepare('second', (batch) => batch.insertFailedRows([failure(8)]))
    await untilRead('second')
    await fixture.batches.run(fenceOf(record, 0, 5), function* (batch) {
      yield* batch.insertFailedRows([failure(3)])
      return { ...NOTHING, created: 2, failed: 1 }
    })
    expect(await prepared.write()).toBe(true)
    const { createdRows, failedRows, failedRowsData } = await fixture.read(record)
    expect({ createdRows, failedRows }).toEqual({ createdRows: 3, failedRows: 1 })
    expect(failedRowsData.map(({ row }) => row)).toEqual([3, 8])
  })

  it('inserts failed rows when it is its turn, and not before', async () => {
    const prepared = fixture.batches.prepare(fenceOf(record, 5, 9), function* (batch) {
      yield* batch.insertFailedRows([failure(7)])
      return { ...NOTHING, failed: 1 }
    })
    // It would find the record locked, and wait, had it moved the cursor.
    expect(await write('first')).toBe(true)
    expect(await prepared.write()).toBe(true)
    const { failedRows, cursor } = await fixture.read(record)
    expect({ failedRows, cursor }).toEqual({ failedRows: 1, cursor: 9 })
  })

  it('that is dropped leaves nothing behind, whether it has read or not', async () => {
    const early = prepare('early')
    await early.drop()
    const late = prepare('late')
    await untilRead('late')
    await late.drop()
    expect(events).not.toContain('late writes')
    expect(await state()).toEqual({ cursor: 0, createdRows: 0, names: [] })
    await isIdle()
  })

  it.each([
    ['the batch before it was not committed', async () => {}],
    [
      'the import was cancelled',
      async () => {
        await write('first')
        await fixture.database.query(sql`UPDATE imports SET status = 'cancelled'`)
      },
    ],
    [
      'another process has the lease',
      async () => {
        await write('first')
        await fixture.database.query(sql`UPDATE imports SET lease_owner = 'you'`)
      },
    ],
  ])('writes nothing when %s', async (_, happen) => {
    const prepared = prepare('second')
    await untilRead('second')
    await happen()
    const before = await state()
    expect(await prepared.write()).toBe(false)
    expect(await state()).toEqual(before)
    expect(events).not.toContain('second writes')
    await isIdle()
  })

  it('is undone when something is thrown, also in what would be a savepoint', async () => {
    const prepared = prepare('second', function* (batch) {
      try {
        yield* batch.savepoint(function* (inner) {
          yield* fixture.write(inner, 'second')
        })
      } catch {
        events.push('handled')
      }
    })
    await write('first')
    expect(await prepared.write()).toBe(false)
    expect(events).not.toContain('handled')
    expect(await state()).toEqual({ cursor: 5, createdRows: 1, names: ['first'] })
  })

  it('is undone when its connection is lost, before its turn and after it', async () => {
    const kill = () =>
      fixture.database.query(sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE state LIKE 'idle in transaction%' AND ${isOurs()}`)
    const early = prepare('early')
    await untilRead('early')
    await kill()
    await write('first')
    expect(await early.write()).toBe(false)
    const late = prepare('late', (batch) => batch.wait(kill(), 'save of people'))
    expect(await late.write()).toBe(false)
    expect(await state()).toEqual({ cursor: 5, createdRows: 1, names: ['first'] })
  })

  it('is not begun in a stricter isolation, which would refuse it', async () => {
    const { url } = fixture.database
    const strict = connectTo(`${url}&default_transaction_isolation=repeatable%20read`)
    const prepared = fixture.runnerFor(strict.db).prepare(fenceOf(record, 5, 9), steps('second'))
    await write('first')
    expect(await prepared.write()).toBe(false)
    expect(events).toEqual(['first has read', 'first writes'])
    await strict.close()
  })
})

const pidOf = (found: unknown) => {
  const [row] = found as { pid: number }[]
  return row?.pid ?? 0
}
