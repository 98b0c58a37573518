import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { serve } from '@hono/node-server'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { Hono } from 'hono'
import type * as sources from '../../server-kit/index.ts'

// The process that is measured: a host with the built kit, that tells what it costs. Argument: a folder.

const BUILT = new URL('../../dist/server-kit/index.js', import.meta.url).href
const { createImportKit }: typeof sources = await import(BUILT)

const MEGABYTE = 1024 * 1024
const RSS_EVERY = 20

/** What an upload cost the process, since it was asked last. */
export interface Cost {
  rssMegabytes: number
  /** Of all its threads. */
  cpuSeconds: number
  delayP99: number
  delayMax: number
}

const folder = process.argv[2] ?? ''
mkdirSync(folder, { recursive: true })
const kit = createImportKit({
  db: drizzle(new Database(join(folder, 'host.sqlite'))),
  importers: [
    {
      entityType: 'people',
      label: 'People',
      singular: 'Person',
      fields: [{ key: 'name', label: 'Name' }],
      matchableFields: [],
      findBy: () => [],
      save: (records) => records.map(() => ({ error: 'Nothing is saved here.' })),
    },
  ],
  resolveActor: () => ({ userId: 'ada', teamId: 'north' }),
  secret: 's'.repeat(32),
  storageDir: join(folder, 'rows'),
  limits: { rows: 10_000_000, fileBytes: 4096 * MEGABYTE },
})
await kit.migrate()
await kit.start()

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
let rss = 0
let usedBefore = process.cpuUsage()
setInterval(() => {
  rss = Math.max(rss, process.memoryUsage.rss())
}, RSS_EVERY).unref()

const milliseconds = (nanoseconds: number) => nanoseconds / 1e6

const host = new Hono()
host.get('/health', (c) => c.text('ok'))
host.get('/cost', (c) => {
  rss = Math.max(rss, process.memoryUsage.rss())
  const { user, system } = process.cpuUsage(usedBefore)
  usedBefore = process.cpuUsage()
  const cost: Cost = {
    cpuSeconds: (user + system) / 1e6,
    rssMegabytes: rss / MEGABYTE,
    delayP99: milliseconds(delay.percentile(99)),
    delayMax: milliseconds(delay.max),
  }
  delay.reset()
  rss = 0
  return c.json(cost)
})
host.route('/api/imports', kit.app)
const server = serve({ fetch: host.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.({ port }),
)

process.on('disconnect', () => {
  server.close()
  void kit.stop().finally(() => process.exit(0))
})
