import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Job, JobRunner } from '../../server-kit/jobs/job-runner.ts'

const prepare = (importId: string): Job => ({ kind: 'prepare', importId })
const execute = (importId: string): Job => ({ kind: 'execute', importId })

/** What every job runner promises. `create` may be asked for several. */
export function jobRunnerSuite(create: () => JobRunner) {
  /** A runner whose jobs take a moment, and what they did. */
  const started = async (
    work: (job: Job, signal: AbortSignal) => Promise<void> = async () => {},
  ) => {
    const runner = create()
    const done: string[] = []
    await runner.start(async (job, signal) => {
      await work(job, signal)
      done.push(`${job.kind} ${job.importId}`)
    })
    return { runner, done }
  }

  describe('a job', () => {
    it('runs when it is woken', async () => {
      const { runner, done } = await started()
      await runner.wake(prepare('a'))
      await runner.wake(execute('a'))
      await runner.idle()
      expect(done.sort()).toEqual(['execute a', 'prepare a'])
      await runner.stop()
    })

    it('that is woken before the start runs after it', async () => {
      const runner = create()
      await runner.wake(prepare('a'))
      const done: string[] = []
      await runner.start(async ({ importId }) => void done.push(importId))
      await runner.idle()
      expect(done).toEqual(['a'])
      await runner.stop()
    })

    it('that is woken while it runs, however often, runs once more and never twice at once', async () => {
      let running = 0
      let most = 0
      const { runner, done } = await started(async () => {
        most = Math.max(most, (running += 1))
        await sleep(30)
        running -= 1
      })
      await runner.wake(execute('a'))
      await sleep(10)
      for (let times = 0; times < 5; times += 1) await runner.wake(execute('a'))
      await runner.idle()
      expect([done, most]).toEqual([['execute a', 'execute a'], 1])
      await runner.stop()
    })

    it('that fails stops no other', async () => {
      const { runner, done } = await started(async ({ importId }) => {
        if (importId === 'bad') throw new Error('Out of order.')
      })
      await runner.wake(prepare('bad'))
      await runner.wake(prepare('good'))
      await runner.idle()
      expect(done).toEqual(['prepare good'])
      await runner.wake(prepare('later'))
      await runner.idle()
      expect(done).toEqual(['prepare good', 'prepare later'])
      await runner.stop()
    })
  })

  describe('stop', () => {
    it('aborts what runs and waits until it has come to an edge', async () => {
      const { runner, done } = await started(async (_, signal) => {
        while (!signal.aborted) await sleep(5)
        await sleep(20)
      })
      await runner.wake(execute('a'))
      await sleep(10)
      await runner.stop()
      expect(done).toEqual(['execute a'])
    })

    it('starts nothing any more', async () => {
      const { runner, done } = await started()
      await runner.stop()
      await runner.wake(execute('a'))
      await sleep(20)
      expect(done).toEqual([])
    })
  })

  describe('idle', () => {
    it('waits for what runs and for what waits', async () => {
      const { runner, done } = await started(() => sleep(10))
      for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await runner.wake(prepare(id))
      await runner.idle()
      expect(done).toHaveLength(7)
      await runner.stop()
    })

    it('is at once where nothing was woken', async () => {
      const { runner, done } = await started()
      await runner.idle()
      expect(done).toEqual([])
      await runner.stop()
    })
  })
}
