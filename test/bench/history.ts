import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { migrate } from '../../server-kit/model/migrate.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { fillFailedRows, fillHistory, openHistory, POLLED } from './history-data.ts'
import { benchFile } from './history-file.ts'
import { startHistoryHost } from './history-host.ts'
import { benchPolling } from './history-polling.ts'
import { benchQueries, QUERIES, SEARCHES } from './history-queries.ts'

export interface HistoryBench {
  imports: number
  failed: number
  /** Absent: both. */
  database?: 'sqlite' | 'postgres' | undefined
}

/** The history, the file of failed rows and the polling, on Postgres and SQLite. */
export async function benchHistory({ database, ...sizes }: HistoryBench): Promise<void> {
  const folder = join(tmpdir(), 'import-wizard-kit-bench', 'history')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const dialect of database ? [database] : (['postgres', 'sqlite'] as const)) {
    const server = dialect === 'postgres' ? await startPostgres() : null
    const url = server?.url ?? join(folder, 'host.sqlite')
    try {
      await benchOn(url, { ...sizes, folder })
    } finally {
      await server?.stop()
    }
  }
}

interface Sizes {
  imports: number
  failed: number
  folder: string
}

async function benchOn(url: string, { imports, failed, folder }: Sizes) {
  const history = openHistory(url)
  console.log(`\n${history.dialect}: ${imports.toLocaleString('en')} imports, filling …`)
  await fillHistory(history, imports)
  const headers = await fillFailedRows(history, failed)
  const host = await startHistoryHost(url, join(folder, 'rows'))
  try {
    await benchQueries(host.base, QUERIES)
    await benchQueries(host.base, SEARCHES)
    if (history.dialect === 'postgres') {
      await history.run(sql`CREATE EXTENSION IF NOT EXISTS pg_trgm`)
      await migrate(history.db)
      console.log('  with pg_trgm')
      await benchQueries(host.base, SEARCHES)
    }
    await benchFile(host, { url, headers, failed, folder })
    await benchPolling(host.base, () =>
      history.run(
        sql`UPDATE imports SET processed_rows = processed_rows + 1000 WHERE id = ${POLLED}`,
      ),
    )
  } finally {
    host.stop()
    await history.close()
  }
}
