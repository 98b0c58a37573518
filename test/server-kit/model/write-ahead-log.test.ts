import { copyFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { expect, it } from 'vitest'
import { writeAheadLog } from '../../../server-kit/model/write-ahead-log.ts'
import { createSqliteRowStores } from '../../../server-kit/row-store/sqlite/sqlite-row-stores.ts'

const opened = () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-kit-log-'))
  const path = join(folder, 'host.sqlite')
  const client = new Database(path)
  client.pragma('journal_mode = WAL')
  client.pragma('wal_autocheckpoint = 77')
  return {
    folder,
    path,
    client,
    limit: () => client.pragma('wal_autocheckpoint', { simple: true }),
    cache: () => client.pragma('cache_size', { simple: true }),
  }
}

it('the log is held as long as somebody holds it, then the host’s own setting is back', () => {
  const { client, limit, cache } = opened()
  client.pragma('cache_size = -3000')
  const log = writeAheadLog(drizzle(client))
  log?.hold()
  log?.hold()
  log?.release()
  expect([limit(), cache()]).toEqual([100_000, -32 * 1024])
  log?.release()
  expect([limit(), cache()]).toEqual([77, -3000])
  log?.release()
  expect([limit(), cache()]).toEqual([77, -3000])
  client.close()
})

it.each([-100_000, 20_000])('a cache of %i that is larger already stays', (size) => {
  const { client, cache } = opened()
  client.pragma(`cache_size = ${size}`)
  const log = writeAheadLog(drizzle(client))
  log?.hold()
  expect(cache()).toBe(size)
  log?.release()
  expect(cache()).toBe(size)
  client.close()
})

it('there is no log in memory, nor in another journal mode', () => {
  expect(writeAheadLog(drizzle(new Database(':memory:')))).toBeNull()
  const { client } = opened()
  client.pragma('journal_mode = DELETE')
  expect(writeAheadLog(drizzle(client))).toBeNull()
  client.close()
})

it('the log is brought into the file while its host has it open', async () => {
  const { client, folder, path } = opened()
  client.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)')
  const rows = createSqliteRowStores({ storageDir: join(folder, 'rows') })
  await rows.logBringer('import', client)?.()
  expect(rows.logBringer('import', { name: path })).toBeNull()
  copyFileSync(path, join(folder, 'copy.sqlite'))
  const copy = new Database(join(folder, 'copy.sqlite'))
  expect(copy.prepare('SELECT a FROM t').all()).toEqual([{ a: 1 }])
  copy.close()
  client.close()
  await rows.close()
})
