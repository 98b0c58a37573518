import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import type { Job } from '../../../server-kit/jobs/job-runner.ts'
import { createSweeper } from '../../../server-kit/jobs/sweeper.ts'
import type { Logger } from '../../../server-kit/runtime/logger.ts'
import { isStalled, isWaiting } from '../../../server-kit/stalled.ts'
import { type ModelFixture, openModel } from '../../support/model-fixture.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'

const quiet: Logger = { info: () => {}, error: () => {} }

describeOnBothDatabases('the sweeper', (open) => {
  let fixture: ModelFixture
  beforeAll(async () => {
    fixture = await openModel(open)
  })

  const sweeping = async (waiting: Job[] = []) => {
    const woken: Job[] = []
    const notices = { sweeps: 0 }
    const sweeper = createSweeper({
      model: fixture.model,
      jobs: { wake: async (job) => void woken.push(job), waiting: () => waiting },
      notifier: { sweep: async () => void (notices.sweeps += 1) },
      logger: quiet,
      every: 20,
    })
    await sweeper.start()
    return { sweeper, woken, notices }
  }

  it('wakes what a dead process was preparing once, at the start', async () => {
    const { id } = await fixture.previewed()
    const { sweeper, woken } = await sweeping()
    await sleep(100)
    expect(woken.filter(({ importId }) => importId === id)).toEqual([
      { kind: 'prepare', importId: id },
    ])
    await sweeper.stop()
  })

  it('wakes an import whose lease has run out, and none whose lease is alive', async () => {
    const [dying, alive] = [await fixture.started(), await fixture.started()]
    await fixture.model.lease.take(dying.id, 'gone', 60_000)
    await fixture.model.lease.take(alive.id, 'me', 60_000)
    const { sweeper, woken } = await sweeping()
    const executed = () =>
      new Set(woken.filter(({ kind }) => kind === 'execute').map((job) => job.importId))
    expect(executed()).toEqual(new Set())
    await fixture.model.lease.take(dying.id, 'gone', 100)
    await expect.poll(executed).toEqual(new Set([dying.id]))
    await sweeper.stop()
    await fixture.model.lease.take(dying.id, 'me', 60_000)
  })

  it('keeps an import that waits for its turn from looking stalled', async () => {
    const [behind, dead, running] = [
      await fixture.started(),
      await fixture.started(),
      await fixture.started(),
    ]
    const { lease } = fixture.model
    for (const { id } of [behind, dead]) await lease.take(id, 'gone', -40_000)
    await lease.take(running.id, 'me', 60_000)
    const waiting = [behind, running].map(({ id }): Job => ({ kind: 'execute', importId: id }))
    const { sweeper, woken } = await sweeping([...waiting, { kind: 'prepare', importId: dead.id }])
    await sweeper.stop()
    const read = async ({ id }: { id: string }) => {
      const record = await fixture.model.find(id)
      if (!record) throw new Error('There is no such import')
      return { isWaiting: isWaiting(record), isStalled: isStalled(record) }
    }
    expect(await read(behind)).toEqual({ isWaiting: true, isStalled: false })
    expect(await read(dead)).toEqual({ isWaiting: false, isStalled: true })
    expect(await read(running)).toEqual({ isWaiting: false, isStalled: false })
    // Whoever has a place takes it, and then it does not wait any more.
    expect(woken).toContainEqual({ kind: 'execute', importId: behind.id })
    expect(await lease.take(behind.id, 'me', 60_000)).not.toBeNull()
    expect(await read(behind)).toEqual({ isWaiting: false, isStalled: false })
    await lease.finish(dead.id, 'gone', { status: 'failed' })
  })

  it('has the host told of ends at the start, and again each time', async () => {
    const { sweeper, notices } = await sweeping()
    expect(notices.sweeps).toBe(1)
    await expect.poll(() => notices.sweeps).toBeGreaterThan(1)
    await sweeper.stop()
  })

  it('begins when the database cannot be reached yet, and wakes everything when it can', async () => {
    const { id } = await fixture.previewed()
    const { lease, upkeep } = fixture.model
    let isAway = true
    const woken: Job[] = []
    const sweeper = createSweeper({
      model: {
        lease,
        upkeep: {
          ...upkeep,
          async inPreparation() {
            if (isAway) throw Object.assign(new Error('No.'), { code: 'ECONNREFUSED' })
            return upkeep.inPreparation()
          },
        },
      },
      jobs: { wake: async (job) => void woken.push(job), waiting: () => [] },
      notifier: { sweep: async () => {} },
      logger: quiet,
      every: 20,
    })
    await sweeper.start()
    await sleep(60)
    expect(woken).toEqual([])
    isAway = false
    await expect
      .poll(() => woken.filter(({ importId }) => importId === id))
      .toEqual([{ kind: 'prepare', importId: id }])
    await sweeper.stop()
  })

  it('goes on when the database was away for a moment', async () => {
    const said: string[] = []
    let isAway = false
    const { lease, upkeep } = fixture.model
    const { id } = await fixture.started()
    const woken: Job[] = []
    const sweeper = createSweeper({
      model: {
        upkeep,
        lease: {
          ...lease,
          abandoned: async () => {
            if (isAway) throw new Error('The database is away.')
            return lease.abandoned()
          },
        },
      },
      jobs: { wake: async (job) => void woken.push(job), waiting: () => [] },
      notifier: { sweep: async () => {} },
      logger: { ...quiet, error: (message) => void said.push(message) },
      every: 20,
    })
    await sweeper.start()
    isAway = true
    await expect.poll(() => said).toContain('the sweeper failed')
    woken.length = 0
    isAway = false
    await expect.poll(() => woken).toContainEqual({ kind: 'execute', importId: id })
    await sweeper.stop()
  })
})
