import { and, asc, eq, gt } from 'drizzle-orm'
import type { ImportDatabase } from './dialect.ts'
import type { FailedRows } from './import.ts'

/** Reads failed rows in file order, chunk by chunk. */
export function failedRows({ db, tables }: ImportDatabase): FailedRows {
  const { failedImportRows: rows } = tables
  return {
    after: (importId, rowNumber, limit) =>
      db
        .select({ rowNumber: rows.rowNumber, data: rows.data, error: rows.validationError })
        .from(rows)
        .where(and(eq(rows.importId, importId), gt(rows.rowNumber, rowNumber)))
        .orderBy(asc(rows.rowNumber))
        .limit(limit)
        .execute(),
  }
}
