import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { Clock } from '../runtime/clock.ts'
import type { NewId } from '../runtime/new-id.ts'
import type { ImportDatabase } from './dialect.ts'

/** What the parts of the Import model share. */
export interface ModelParts {
  database: ImportDatabase
  clock: Clock
  newId: NewId
}

/** What an `Import` is read as: no columns that nothing uses yet, none that only one part asks for. */
export function importColumns({ tables, since }: ImportDatabase) {
  const { filePath: _filePath, importer: _importer, ...used } = getTableColumns(tables.imports)
  const { notifyAt: _at, notifyTries: _tries, downloadUntil: _until, ...columns } = used
  const { status, leaseUntil, updatedAt } = columns
  const unattended: SQL<number> = sql`CASE WHEN ${status} = 'importing'
    THEN ${since(sql`coalesce(${leaseUntil}, ${updatedAt})`)} ELSE 0 END`
  return { ...columns, unattended }
}
