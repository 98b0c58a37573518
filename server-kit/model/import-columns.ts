import { getTableColumns } from 'drizzle-orm'
import type { Clock } from '../runtime/clock.ts'
import type { NewId } from '../runtime/new-id.ts'
import type { ImportDatabase } from './dialect.ts'

/** What the parts of the Import model share. */
export interface ModelParts {
  database: ImportDatabase
  clock: Clock
  newId: NewId
}

/** The columns of an `Import`: all but the two that nothing uses yet. */
export function importColumns({ tables }: ImportDatabase) {
  const { filePath: _filePath, importer: _importer, ...columns } = getTableColumns(tables.imports)
  return columns
}
