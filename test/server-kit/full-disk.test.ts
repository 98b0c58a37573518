import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { errorAnswer, importView, previewAnswer } from '../../server-kit/contract/index.ts'
import { migrate } from '../../server-kit/model/migrate.ts'
import { createContactTables } from '../support/contact-host.ts'
import { describeOnBothDatabases, type TestDatabase } from '../support/test-databases.ts'

vi.setConfig({ testTimeout: 480_000 })

const HOST = fileURLToPath(new URL('../fixtures/full-disk-host.ts', import.meta.url))
const ROWS = 20_000
const CSV = `Name,E-mail\n${Array.from({ length: ROWS }, (_, n) => `Person ${n},p${n}@example.com`).join('\n')}\n`
const SMALL = 'Name,E-mail\nAda,ada@example.com\n'
const MAPPINGS = ['Name name', 'E-mail email'].map((pair) => {
  const [source, target] = pair.split(' ')
  return { source, target, entityLink: null, dateFormat: null, numberFormat: null }
})
/** `ulimit` counts blocks of 512 bytes. */
const BLOCKS = 2

describeOnBothDatabases('a disk that is full', (open, dialect) => {
  const storageDir = mkdtempSync(join(tmpdir(), 'import-kit-full-'))
  let database: TestDatabase
  let child: ChildProcess | null = null
  let base = ''

  /** A host that cannot write beyond so many kilobytes of a file: its writes fail as on a full disk. */
  const host = async (kilobytes?: number) => {
    const limit = kilobytes === undefined ? '' : `trap "" XFSZ; ulimit -f ${kilobytes * BLOCKS};`
    const command = [process.execPath, '--import', 'tsx', HOST, database.url, storageDir]
    const shell = ['-c', `${limit} exec "$@"`, 'sh', ...command]
    child = spawn('sh', shell, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const [{ port }] = (await once(child, 'message')) as [{ port: number }]
    base = `http://127.0.0.1:${port}`
  }
  const end = async () => {
    const ending = child
    child = null
    if (!ending || ending.exitCode !== null) return
    const ended = once(ending, 'exit')
    ending.kill('SIGKILL')
    await ended
  }

  const ask = (path: string, init: RequestInit = {}) => fetch(`${base}/api/imports${path}`, init)
  const json = (method: string, body: unknown) => ({
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
  const upload = (body: string) =>
    ask('/?entityType=contact&fileName=people.csv', { method: 'POST', body })
  const show = async (id: string) => importView.parse(await (await ask(`/${id}`)).json())
  const until = async (id: string, isSo: (view: Awaited<ReturnType<typeof show>>) => boolean) => {
    for (;;) {
      const view = await show(id)
      if (isSo(view)) return view
      await wait(100)
    }
  }

  beforeAll(async () => {
    database = await open()
    await createContactTables(database)
    await migrate(database.db)
  })
  afterAll(async () => {
    await end()
    rmSync(storageDir, { recursive: true, force: true })
  })

  const imports = async () => (await database.query(sql`SELECT id FROM imports`)).length

  it.each([560, 720, 900])(
    'at %i KB of the upload: refused, nothing of it stays, and the next one is read',
    async (kilobytes) => {
      await host(kilobytes)
      const refused = await upload(CSV)
      expect(refused.status).toBeGreaterThanOrEqual(400)
      const said = await refused.text()
      expect(errorAnswer.parse(JSON.parse(said)).error.message).toBeTruthy()
      expect(said).not.toMatch(/SQLITE|at .*\.ts|\/tmp/)
      expect(await (await fetch(`${base}/health`)).text()).toBe('well')
      expect(readdirSync(storageDir)).toEqual([])
      expect(await imports()).toBe(0)
      const taken = await upload(SMALL)
      expect(taken.status).toBe(201)
      const { id } = importView.parse(await taken.json())
      await end()
      await database.query(sql`DELETE FROM imports`)
      rmSync(join(storageDir, id), { recursive: true })
      // Otherwise the next host finds the log of writes as full as this one left it.
      if (dialect === 'sqlite') await database.query(sql`PRAGMA wal_checkpoint(TRUNCATE)`)
    },
  )

  it('in the middle of an import: it goes on when there is room, and each row is written once', async () => {
    await host()
    const { id } = importView.parse(await (await upload(CSV)).json())
    await ask(`/${id}/mappings`, json('PUT', { mappings: MAPPINGS }))
    await vi.waitFor(
      async () => {
        const moved = await ask(`/${id}/stage`, json('POST', { to: 'previewing' }))
        expect(moved.status).toBe(200)
        const preview = await (await ask(`/${id}/preview`)).json()
        expect(previewAnswer.parse(preview)).toMatchObject({ counts: { create: ROWS } })
      },
      { timeout: 180_000, interval: 200 },
    )
    await end()
    // The row store is larger than that already, and on SQLite the database gets there.
    await host(2_500)
    await ask(`/${id}/start`, { method: 'POST' })
    const stopped = await until(
      id,
      ({ status, processedRows }) => status !== 'importing' || processedRows > 0,
    )
    expect(await (await fetch(`${base}/health`)).text()).toBe('well')
    await end()
    await host()
    if (stopped.status === 'failed') await ask(`/${id}/resume`, { method: 'POST' })
    const done = await until(id, ({ status }) => status === 'completed')
    expect(done).toMatchObject({ createdRows: ROWS, failedRows: 0 })
    const [written] = await database.query(sql`SELECT count(*) AS n FROM contacts`)
    expect(Number(written?.['n'])).toBe(ROWS)
  })
})
