import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import type { Job } from '../../../server-kit/jobs/job-runner.ts'
import { createSweeper } from '../../../server-kit/jobs/sweeper.ts'
import type { Logger } from '../../../server-kit/runtime/logger.ts'
import { type ModelFixture, openModel } from '../../support/model-fixture.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'

const quiet: Logger = { info: () => {}, error: () => {} }

describeOnBothDatabases('the sweeper', (open) => {
  let fixture: ModelFixture
  beforeAll(async () => {
    fixture = await openModel(open)
  })

  const sweeping = async () => {
    const woken: Job[] = []
    const sweeper = createSweeper({
      model: fixture.model,
      jobs: { wake: async (job) => void woken.push(job) },
      logger: quiet,
      every: 20,
    })
    await sweeper.start()
    return { sweeper, woken }
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
    await fixture.model.lease.take(dying.id, 'gone', 200)
    await fixture.model.lease.take(alive.id, 'me', 60_000)
    const { sweeper, woken } = await sweeping()
    const executed = () =>
      new Set(woken.filter(({ kind }) => kind === 'execute').map((job) => job.importId))
    expect(executed()).toEqual(new Set())
    await sleep(400)
    expect(executed()).toEqual(new Set([dying.id]))
    await sweeper.stop()
    await fixture.model.lease.take(dying.id, 'me', 60_000)
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
      jobs: { wake: async (job) => void woken.push(job) },
      logger: { ...quiet, error: (message) => void said.push(message) },
      every: 20,
    })
    await sweeper.start()
    isAway = true
    await sleep(100)
    expect(said).toContain('the sweeper failed')
    woken.length = 0
    isAway = false
    await sleep(100)
    expect(woken).toContainEqual({ kind: 'execute', importId: id })
    await sweeper.stop()
  })
})
