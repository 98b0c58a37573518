import { monitorEventLoopDelay } from 'node:perf_hooks'
import { mkdirSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type * as sources from '../../server-kit/index.ts'
import { connectTo } from '../support/test-databases.ts'

// The process that is measured: a host with the built kit on a history that is there already, that tells
// what it costs. Arguments: the database, a folder.

const BUILT = new URL('../../dist/server-kit/index.js', import.meta.url).href
const { createImportKit }: typeof sources = await import(BUILT)

const MEGABYTE = 1024 * 1024
const RSS_EVERY = 20
const TYPES = ['people', 'company', 'opportunity', 'task', 'note']

const [url = '', folder = ''] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const kit = createImportKit({
  db: connectTo(url).db,
  importers: TYPES.map((entityType) => ({
    entityType,
    label: entityType,
    singular: entityType,
    fields: [{ key: 'name', label: 'Name' }],
    matchableFields: [],
    findBy: () => [],
    save: (records) => records.map(() => ({ error: 'Nothing is saved here.' })),
  })),
  resolveActor(c) {
    const teamId = c.req.header('x-team')
    return teamId ? { userId: 'ada', teamId } : null
  },
  resolveUsers: (ids) => ids.map((id) => ({ id, name: id })),
  secret: 's'.repeat(32),
  storageDir: folder,
  cleanupEvery: null,
  runsJobs: false,
})

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
let rss = 0
setInterval(() => {
  rss = Math.max(rss, process.memoryUsage.rss())
}, RSS_EVERY).unref()

const host = new Hono()
host.get('/cost', (c) => {
  const cost = { rssMegabytes: rss / MEGABYTE, delayP99: delay.percentile(99) / 1e6 }
  delay.reset()
  rss = process.memoryUsage.rss()
  return c.json(cost)
})
host.route('/api/imports', kit.app)
const server = serve({ fetch: host.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.({ port }),
)
// Otherwise it would hang up on a bench that is busy filling tables.
Object.assign(server, { keepAliveTimeout: 600_000 })

process.on('disconnect', () => {
  server.close()
  void kit.stop().finally(() => process.exit(0))
})
