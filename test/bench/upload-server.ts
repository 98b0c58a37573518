import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { benchImporters } from './bench-importers.ts'
import { builtKit, serveHost } from './serve-host.ts'

// The process that is measured: a host with the built kit, that tells what it costs. Argument: a folder.

const MEGABYTE = 1024 * 1024

const folder = process.argv[2] ?? ''
mkdirSync(folder, { recursive: true })
const kit = builtKit.createImportKit({
  db: drizzle(new Database(join(folder, 'host.sqlite'))),
  importers: benchImporters,
  resolveActor: () => ({ userId: 'ada', teamId: 'north' }),
  secret: 's'.repeat(32),
  storageDir: join(folder, 'rows'),
  limits: { rows: 10_000_000, fileBytes: 4096 * MEGABYTE },
})
await serveHost(kit)
