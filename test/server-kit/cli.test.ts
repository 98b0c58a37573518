import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importView } from '../../server-kit/contract/index.ts'
import { describeOnBothDatabases, type TestDatabase } from '../support/test-databases.ts'
import { createTestKit, type TestKit } from '../support/test-kit.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const CLI = path('../../server-kit/cli.ts')
const CONFIG = path('../fixtures/cli-config.ts')
const HOUR = 3_600_000
/** A process of its own has to start. */
const PATIENT = { timeout: 120_000 }

interface Host {
  url: string
  storageDir: string
}

/** The command line in a process of its own. */
function start(parameters: string[], host?: Host) {
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...parameters], {
    env: {
      ...process.env,
      ...(host && { TEST_DATABASE: host.url, TEST_STORAGE: host.storageDir }),
    },
  })
  const said = { out: '', error: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.error += chunk.toString()))
  const ended = once(child, 'close').then(([code]) => ({ code: Number(code), ...said }))
  return { child, said, ended }
}

const run = (parameters: string[], host?: Host) => start(parameters, host).ended

describe('the command line', () => {
  it('shows how it is called, and says so to the shell', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, error: '' })
    for (const wrong of [[], ['fly'], ['migrate'], ['migrate', '--nope'], ['migrate', 'cleanup']]) {
      const { code, out, error } = await run(wrong)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(error).toContain('Usage: import-wizard-kit <command> --config <module>')
    }
  })

  it('says what is wrong with the module that it is given', async () => {
    const without = await run(['migrate', '--config', path('../fixtures/header-rows/later.ts')])
    expect(without).toMatchObject({ code: 2 })
    expect(without.error).toContain('found no export `importKitOptions`')
    const missing = await run(['migrate', '--config', '/nowhere/at-all.js'])
    expect(missing).toMatchObject({ code: 1 })
    expect(missing.error).toContain('at-all.js')
  })
})

describeOnBothDatabases('the command', (open) => {
  let database: TestDatabase
  let host: Host
  let kit: TestKit
  beforeAll(async () => {
    database = await open()
    const storageDir = mkdtempSync(join(tmpdir(), 'import-kit-cli-'))
    host = { url: database.url, storageDir }
  })
  afterAll(async () => {
    await kit.close()
    rmSync(host.storageDir, { recursive: true, force: true })
  })

  it('migrate makes the tables once, when two processes run it at once and again', async () => {
    const both = await Promise.all([
      run(['migrate', '--config', CONFIG], host),
      run(['migrate', '--config', CONFIG], host),
    ])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    const said = both.map(({ out }) => out).sort()
    expect(said[0]).toMatch(/^migrate: applied 0001_imports, 0002.*\n$/)
    expect(said[1]).toBe('migrate: the tables are up to date\n')
    expect(await run(['migrate', '--config', CONFIG], host)).toMatchObject({
      code: 0,
      out: 'migrate: the tables are up to date\n',
    })
    kit = await createTestKit(database, { storageDir: host.storageDir, runsJobs: false })
  })

  it('worker runs the imports of a process that leaves them to it, until SIGTERM', async () => {
    const worker = start(['worker', '--config', CONFIG], host)
    await expect.poll(() => worker.said.out, PATIENT).toContain('worker: running')
    const { id } = await kit.upload('Name,Mail\nAda,a@x.example\nRefused,r@x.example\n')
    const mappings = [
      { source: 'Name', target: 'name' },
      { source: 'Mail', target: 'email' },
    ]
    await kit.get(importView, `/${id}/mappings`, { method: 'PUT', body: { mappings } })
    await kit.kit.idle()
    await kit.preview(id)
    await kit.get(importView, `/${id}/start`, { method: 'POST' })
    await kit.kit.idle()
    await expect
      .poll(() => kit.get(importView, `/${id}`), PATIENT)
      .toMatchObject({
        status: 'completed',
        results: { created: 1, updated: 0, skipped: 0, failed: 1 },
      })
    worker.child.kill('SIGTERM')
    expect(await worker.ended).toMatchObject({ code: 0, error: '' })
    expect(worker.said.out).toBe(
      'worker: running; stop it with SIGTERM\nworker: stopping at the edge of a batch\n',
    )
  })

  it('cleanup removes what is over, and says how much', async () => {
    const draft = await kit.upload('Name\nAda\n')
    const old = new Date(Date.now() - 3 * HOUR)
    const time = database.dialect === 'sqlite' ? old.getTime() : old.toISOString()
    await database.query(sql`UPDATE imports SET completed_at = ${time} WHERE status = 'completed'`)
    expect(await run(['cleanup', '--config', CONFIG], host)).toMatchObject({
      code: 0,
      out: 'cleanup: removed 0 drafts, 1 row stores, 0 failed rows, 0 records\n',
    })
    expect((await kit.ask(`/${draft.id}/rows`)).status).toBe(200)
  })
})

describe('a command that fails', () => {
  it('ends with 1 and a sentence without parameters or secrets', async () => {
    const host = { url: 'postgres://nobody:hush@127.0.0.1:9/none', storageDir: tmpdir() }
    const { code, out, error } = await run(['migrate', '--config', CONFIG], host)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(error).toMatch(/^import-wizard-kit migrate: .*ECONNREFUSED/)
    expect(error).not.toContain('hush')
  })
})
