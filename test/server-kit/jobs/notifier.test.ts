import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { createNotifier, type NotifierParts } from '../../../server-kit/jobs/notifier.ts'
import { createImportModel } from '../../../server-kit/model/import-model.ts'
import { newUlid } from '../../../server-kit/runtime/new-id.ts'
import { type ModelFixture, openModel } from '../../support/model-fixture.ts'
import { stagedImport } from '../../support/staged-imports.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit } from '../../support/test-kit.ts'

const HOST = fileURLToPath(new URL('../../fixtures/host-process.ts', import.meta.url))
const mapping = { source: 'Name', target: 'name' }
/** A process has to start, and a claim of a dead one to run out. */
const PATIENT = { timeout: 120_000 }

describeOnBothDatabases('the notifier', (open) => {
  let fixture: ModelFixture
  beforeAll(async () => {
    fixture = await openModel(open)
  })
  const running: { stop(): Promise<void> }[] = []
  afterEach(async () => {
    for (const one of running.splice(0)) await one.stop()
  })

  async function ended() {
    const { id } = await fixture.started()
    await fixture.model.lease.take(id, 'me', 60_000)
    await fixture.model.lease.finish(id, 'me', { status: 'completed' })
    return id
  }

  /** A notifier that sweeps as the kit does, faster; `onFinished` is told of `id` only. */
  function telling(id: string, onFinished: NotifierParts['onFinished'], timeLimit = 60_000) {
    const logged: string[] = []
    const notifier = createNotifier({
      model: fixture.model,
      logger: { info: () => {}, error: (message) => void logged.push(message) },
      onFinished: (finished, call) =>
        finished.importId === id ? onFinished(finished, call) : undefined,
      notices: { tries: 3, timeLimit, firstPause: 20 },
    })
    notifier.start()
    const timer = setInterval(() => void notifier.sweep(), 10)
    const stop = async () => {
      clearInterval(timer)
      await notifier.stop()
    }
    running.push({ stop })
    return { notifier, logged, stop }
  }

  const mark = async (id: string) => {
    const query = sql`SELECT notify_at, announced_at, notify_tries FROM imports WHERE id = ${id}`
    const [row] = await fixture.database.query(query)
    return row
  }

  it('tells of each end once when the host takes it', async () => {
    const id = await ended()
    const told: string[] = []
    telling(id, ({ importId, status }) => void told.push(`${importId} ${status}`))
    telling(id, ({ importId, status }) => void told.push(`${importId} ${status}`))
    await expect.poll(async () => (await mark(id))?.['announced_at']).not.toBeNull()
    await sleep(100)
    expect(told).toEqual([`${id} completed`])
    expect(await mark(id)).toMatchObject({ notify_at: null, notify_tries: 1 })
  })

  it('tells again when the host fails, by the same event id, and stops after its tries', async () => {
    const id = await ended()
    const events: string[] = []
    const { logged } = telling(id, ({ eventId }) => {
      events.push(eventId)
      throw new Error('The mail server is away.')
    })
    await expect.poll(() => logged).toContain('onFinished is given up')
    await sleep(100)
    expect(events).toHaveLength(3)
    expect(new Set(events).size).toBe(1)
    expect(await mark(id)).toMatchObject({ notify_at: null, announced_at: null, notify_tries: 3 })
  })

  it('takes a host that does not answer in time for one that failed', async () => {
    const id = await ended()
    let calls = 0
    let isAborted = false
    const hanging: NotifierParts['onFinished'] = (_, { signal }) => {
      calls += 1
      if (calls > 1) return
      signal.addEventListener('abort', () => (isAborted = true))
      return new Promise(() => {})
    }
    telling(id, hanging, 100)
    await expect.poll(async () => (await mark(id))?.['announced_at']).not.toBeNull()
    expect(isAborted).toBe(true)
    expect(calls).toBe(2)
  })

  it('gives back what it tells when it is stopped', async () => {
    const id = await ended()
    const first = telling(id, () => new Promise(() => {}))
    await expect.poll(async () => (await mark(id))?.['notify_tries']).toBe(1)
    await first.stop()
    let isTold = false
    telling(id, () => void (isTold = true))
    await expect.poll(() => isTold).toBe(true)
  })

  it('does not tell of an end that was resumed before, and tells of the next', async () => {
    const { id } = await fixture.started()
    const team = fixture.model.forTeam('north')
    await team.transition(id, { from: ['importing'], to: 'failed' })
    await team.transition(id, { from: ['failed'], to: 'importing' })
    expect(await mark(id)).toMatchObject({ notify_at: null })
    const told: string[] = []
    telling(id, ({ status }) => void told.push(status))
    await sleep(50)
    await team.transition(id, { from: ['importing'], to: 'cancelled' })
    await expect.poll(() => told).toEqual(['cancelled'])
  })

  it('keeps no import waiting, however long the host takes', async () => {
    const database = await open()
    const kit = await createTestKit(database, { onFinished: () => new Promise(() => {}) })
    const staged = { csv: 'Name\nAda\n', mappings: [mapping] }
    const ids: string[] = []
    for (let n = 0; n < 6; n += 1) {
      ids.push(await stagedImport({ kit, database }, 'previewing', staged))
    }
    for (const id of ids) {
      await kit.ask(`/${id}/start`, { method: 'POST' })
      await expect
        .poll(async () => (await kit.ask(`/${id}`)).json())
        .toMatchObject({ status: 'completed' })
    }
    await kit.close()
  })
})

describeOnBothDatabases('a host that is killed', (open) => {
  const folders: string[] = []
  const processes: ChildProcess[] = []
  afterEach(async () => {
    for (const child of processes.splice(0)) await kill(child)
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  const kill = async (child: ChildProcess) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  /** An import that is to run, in a database and a folder that no process has open. */
  async function ready() {
    const database = await open()
    const storageDir = mkdtempSync(join(tmpdir(), 'import-kit-killed-'))
    folders.push(storageDir)
    const kit = await createTestKit(database, { storageDir })
    const staged = { csv: 'Name\nAda\nEve\n', mappings: [mapping] }
    const id = await stagedImport({ kit, database }, 'previewing', staged)
    await kit.close()
    const clock = { now: () => new Date() }
    const model = createImportModel({ db: database.db, clock, newId: newUlid })
    await model.forTeam('north').transitionToImporting(id)
    const start = (receiver: string) => {
      const child = fork(HOST, [database.url, storageDir, receiver], {
        execArgv: ['--import', 'tsx'],
      })
      processes.push(child)
      return child
    }
    return { id, model, start }
  }

  /** Takes what is posted; hangs until it is told to answer. */
  async function receiver() {
    const events: string[] = []
    let isAnswering = false
    const answer = () => void (isAnswering = true)
    const server = createServer((request, response) => {
      events.push(String(request.headers['webhook-id']))
      request.resume()
      if (isAnswering) response.end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const close = () => (server.closeAllConnections(), server.close())
    return { events, answer, url: `http://127.0.0.1:${port}`, close }
  }

  it('between the end of an import and its call loses no notice: the next process tells', async () => {
    const { id, model, start } = await ready()
    const [code, signal] = (await once(start('die'), 'exit')) as [number | null, string | null]
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' })
    expect(await model.find(id)).toMatchObject({ status: 'completed', createdRows: 2 })
    const { events, answer, url, close } = await receiver()
    answer()
    start(url)
    await expect.poll(() => events.length, PATIENT).toBeGreaterThan(0)
    expect(events[0]).toContain(id)
    close()
  })

  it('in the middle of its call loses no notice: the next process sends the same event', async () => {
    const { id, start } = await ready()
    const { events, answer, url, close } = await receiver()
    const first = start(url)
    await expect.poll(() => events.length, PATIENT).toBeGreaterThan(0)
    await kill(first)
    const before = events.length
    answer()
    start(url)
    await expect.poll(() => events.length, PATIENT).toBeGreaterThan(before)
    expect(events[0]).toContain(id)
    expect(new Set(events).size).toBe(1)
    close()
  })
})
