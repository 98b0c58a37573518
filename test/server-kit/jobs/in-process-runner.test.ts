import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createInProcessRunner } from '../../../server-kit/jobs/in-process-runner.ts'
import type { Logger } from '../../../server-kit/runtime/logger.ts'
import { jobRunnerSuite } from '../../suites/job-runner-suite.ts'

const listening = () => {
  const said: unknown[] = []
  const logger: Logger = {
    info: () => {},
    error: (message, details) => void said.push({ message, ...details }),
  }
  return { logger, said }
}

describe('the in-process runner', () => {
  jobRunnerSuite(() => createInProcessRunner({ logger: listening().logger }))

  it('runs no more jobs at once than it is told', async () => {
    const runner = createInProcessRunner({ logger: listening().logger, concurrency: 2 })
    let running = 0
    let most = 0
    await runner.start(async () => {
      most = Math.max(most, (running += 1))
      await sleep(10)
      running -= 1
    })
    for (const importId of ['a', 'b', 'c', 'd', 'e']) {
      await runner.wake({ kind: 'prepare', importId })
    }
    await runner.idle()
    expect(most).toBe(2)
    await runner.stop()
  })

  it('knows which jobs wait for a place', async () => {
    const runner = createInProcessRunner({ logger: listening().logger, concurrency: 1 })
    let finish = () => {}
    const first = new Promise<void>((resolve) => (finish = resolve))
    await runner.start(() => first)
    const jobs = ['a', 'b'].map((importId) => ({ kind: 'execute' as const, importId }))
    for (const job of jobs) await runner.wake(job)
    expect(runner.waiting()).toEqual([jobs[1]])
    finish()
    await runner.idle()
    expect(runner.waiting()).toEqual([])
    await runner.stop()
  })

  it('says which job has failed, and why', async () => {
    const { logger, said } = listening()
    const runner = createInProcessRunner({ logger })
    await runner.start(async () => {
      throw new TypeError('Out of order.')
    })
    await runner.wake({ kind: 'execute', importId: 'a' })
    await runner.idle()
    expect(said).toEqual([
      {
        message: 'a job failed',
        kind: 'execute',
        importId: 'a',
        error: 'TypeError: Out of order.',
      },
    ])
    await runner.stop()
  })
})
