import { serve } from '@hono/node-server'
import Database from 'better-sqlite3'
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import { Hono } from 'hono'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import postgres from 'postgres'
import { assembleKit, wire } from '../../../server-kit/import-kit.ts'
import { checkOptions } from '../../../server-kit/options.ts'
import { createFailpoints, withFailpoints } from './failpoints.ts'
import { ledgerImporters } from './ledger-host.ts'
import { remoteImporter } from './remote-importer.ts'
import type { WorkerSettings } from './settings.ts'
import { withoutFence } from './unfenced.ts'

// One process of a host: it runs jobs and serves the kit, and dies or stops where it is told to.

const settings: WorkerSettings = JSON.parse(process.argv[2] ?? '')
process.stdout.write('standing by\n')
const input = createInterface({ input: process.stdin })
// Whoever started it is gone: then there is nothing to do any more.
input.on('close', () => process.exit(0))
await once(input, 'line')

const pass = createFailpoints(settings.failpoint)
const checked = checkOptions({
  db: openDatabase(settings.database),
  importers: [
    ...ledgerImporters(pass),
    ...(settings.remoteUrl ? [remoteImporter(settings.remoteUrl)] : []),
  ],
  resolveActor: (c) => {
    const teamId = c.req.header('x-demo-user')
    return teamId ? { userId: 'ada', teamId } : null
  },
  onFinished: () => pass('host told'),
  secret: 's'.repeat(32),
  storageDir: settings.storageDir,
})
const wired = { ...wire(checked), pulse: settings.pulse }
const parts = settings.isFenced ? wired : withoutFence(wired)
const kit = assembleKit(withFailpoints(parts, pass), checked)
await kit.start()
const host = new Hono()
host.route('/api/imports', kit.app)
const server = serve({ fetch: host.fetch, port: 0, overrideGlobalObjects: false }, ({ port }) => {
  process.stdout.write(`ready http://localhost:${port}\n`)
})
process.on('SIGTERM', () => {
  void kit.stop().then(() => {
    server.close()
    process.exit(0)
  })
})

function openDatabase(url: string): object {
  if (url.startsWith('postgres')) {
    // As the README says: tried again soon, and no types, whose loss the driver cannot handle.
    const options = { max: 5, onnotice: () => {}, backoff: () => 0.2, fetch_types: false }
    return drizzlePostgres(postgres(url, options))
  }
  const client = new Database(url)
  client.pragma('journal_mode = WAL')
  client.pragma('busy_timeout = 5000')
  return drizzleSqlite(client)
}
