import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createBatchRunner } from '../../../server-kit/model/batch-runner.ts'
import type { BatchSteps } from '../../../server-kit/model/batch.ts'
import { newUlid } from '../../../server-kit/runtime/new-id.ts'
import { fenceOf, NOTHING, openBatches } from '../../support/batch-fixture.ts'
import { describeOn } from '../../support/test-databases.ts'

/** What a host is given as `tx` on Postgres. */
type Tx = Pick<PostgresJsDatabase, 'execute' | 'transaction'>

describeOn('postgres', 'a host in a transaction', (open) => {
  let uncaught: unknown[] = []
  const note = (error: unknown) => void uncaught.push(error)
  let listeners: NodeJS.UncaughtExceptionListener[] = []

  beforeEach(() => {
    uncaught = []
    // The driver's failures come outside of any promise: here they are counted instead of ending vitest.
    listeners = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    process.on('uncaughtException', note)
  })
  afterEach(() => {
    process.off('uncaughtException', note)
    for (const listener of listeners) process.on('uncaughtException', listener)
  })

  /** Runs a batch whose `save` is `save`, on connections of its own. */
  async function run(
    save: (tx: Tx, attempt: number) => Promise<unknown>,
    hostCallTimeout = 60_000,
  ) {
    const fixture = await openBatches(open)
    const record = await fixture.leased()
    const { db } = fixture.database.connect()
    const runner = createBatchRunner({ db, clock: fixture.clock, newId: newUlid, hostCallTimeout })
    let attempts = 0
    const signals: AbortSignal[] = []
    const outcome = await runner
      .run(fenceOf(record, 0, 1), function* (batch): BatchSteps<typeof NOTHING> {
        attempts += 1
        signals.push(batch.signal)
        yield* batch.wait(save(batch.tx as Tx, attempts), 'save of people')
        return { ...NOTHING, created: 1 }
      })
      .catch((error: unknown) => String(error))
    // What goes wrong outside of promises goes wrong soon.
    await sleep(50)
    return { fixture, outcome, attempts, signals, written: await fixture.written('') }
  }

  const insert = (tx: Tx, name: string) =>
    tx.execute(sql`INSERT INTO records (name) VALUES (${name})`)
  const die = (tx: Tx) => tx.execute(sql`SELECT pg_terminate_backend(pg_backend_pid())`)

  it.each<[string, (tx: Tx) => Promise<unknown>]>([
    ['goes on at once with a lost connection', (tx) => die(tx).catch(() => insert(tx, 'careless'))],
    [
      'goes on later with a lost connection',
      async (tx) => {
        await die(tx).catch(() => {})
        await sleep(30)
        await insert(tx, 'careless').catch(() => {})
        await insert(tx, 'careless again')
      },
    ],
    [
      'asks many things at once of a connection that dies',
      (tx) =>
        Promise.all([insert(tx, 'a'), die(tx), insert(tx, 'b'), insert(tx, 'c')]).catch(() =>
          insert(tx, 'careless'),
        ),
    ],
    [
      'loses the connection in a savepoint of its own',
      (tx) => tx.transaction(async (nested) => die(nested)).catch(() => insert(tx, 'careless')),
    ],
    [
      'swallows the loss in a savepoint of its own',
      (tx) => tx.transaction(async (nested) => die(nested).catch(() => {})),
    ],
  ])('that %s does not end the process, and its batch is applied once', async (_, careless) => {
    const done = await run(async (tx, attempt) => {
      await insert(tx, 'before')
      if (attempt === 1) await careless(tx)
    })
    expect(uncaught).toEqual([])
    expect(done).toMatchObject({ outcome: true, attempts: 2, written: ['before'] })
    expect(done.signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })

  it('that never answers is given up with its name, and nothing of it stays', async () => {
    const done = await run(async (tx) => {
      await insert(tx, 'before')
      await new Promise(() => {})
    }, 200)
    expect(done).toMatchObject({
      outcome: 'HostTimeoutError: save of people did not answer within 0.2 seconds',
      attempts: 1,
      written: [],
    })
    expect(done.signals[0]?.aborted).toBe(true)
  })

  it('that waits for a lock for ever is given up, and its statement is cancelled', async () => {
    const started = performance.now()
    const done = await run((tx) => tx.execute(sql`SELECT pg_sleep(200)`), 200)
    expect(done.outcome).toMatch('did not answer within')
    expect(performance.now() - started).toBeLessThan(100_000)
  })

  it('that was given up and goes on writes nothing, not even in a savepoint', async () => {
    const late: string[] = []
    const done = await run(async (tx) => {
      await tx.transaction(async (nested) => {
        await sleep(400)
        await insert(nested, 'late').catch((error: Error) => late.push(String(error.cause)))
        throw new Error('and fails then')
      })
    }, 200)
    expect(done.outcome).toMatch('HostTimeoutError')
    await expect.poll(() => late).toEqual([expect.stringMatching('TransactionOverError')])
    expect(await done.fixture.written('')).toEqual([])
    expect(uncaught).toEqual([])
  })

  it('that is busy elsewhere for longer than the lease keeps its transaction', async () => {
    const fixture = await openBatches(open)
    const record = await fixture.leased()
    const fence = { ...fenceOf(record, 0, 1), leaseMilliseconds: 400 }
    const done = await fixture.batches.run(fence, function* (batch) {
      yield* fixture.write(batch, 'before')
      yield* batch.wait(sleep(1_500), 'save of people')
      yield* fixture.write(batch, 'after')
      return { ...NOTHING, created: 2 }
    })
    expect(done).toBe(true)
    expect(await fixture.written('')).toEqual(['after', 'before'])
  })

  it('whose process stops in the middle loses its transaction when the lease has run out', async () => {
    const fixture = await openBatches(open)
    const record = await fixture.leased()
    const fence = { ...fenceOf(record, 0, 1), leaseMilliseconds: 1_500 }
    let attempts = 0
    const done = await fixture.batches.run(fence, function* (batch) {
      attempts += 1
      yield* fixture.write(batch, 'before')
      if (attempts === 1) stopThread(4_000)
      yield* fixture.write(batch, 'after')
      return { ...NOTHING, created: 2 }
    })
    expect([done, attempts]).toEqual([true, 2])
    expect(await fixture.written('')).toEqual(['after', 'before'])
    expect(uncaught).toEqual([])
  })
})

/** Nothing of this process runs meanwhile, as when it is stopped. */
const stopThread = (milliseconds: number) =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
