import { and, asc, eq, gt, isNull, sql, type SQL } from 'drizzle-orm'
import type { ImportDatabase } from './dialect.ts'
import { failedRowLines } from './failed-rows-file.ts'
import type { FailedRows } from './import.ts'

/** Reads failed rows in file order, chunk by chunk. */
export function failedRows(database: ImportDatabase): FailedRows {
  const { db, tables, fromNow } = database
  const { failedImportRows: rows, imports } = tables
  return {
    after: (importId, rowNumber, limit) =>
      db
        .select({ rowNumber: rows.rowNumber, data: rows.data, error: rows.validationError })
        .from(rows)
        .where(and(eq(rows.importId, importId), gt(rows.rowNumber, rowNumber)))
        .orderBy(asc(rows.rowNumber))
        .limit(limit)
        .execute(),
    lines: (asked) => failedRowLines(database, asked),
    async keep(importId, milliseconds) {
      const until: SQL<Date> = sql`${fromNow(milliseconds)}`
      const kept = await db
        .update(imports)
        .set({ downloadUntil: until })
        .where(and(eq(imports.id, importId), isNull(imports.failedRowsRemovedAt)))
        .returning({ id: imports.id })
      return kept.length > 0
    },
  }
}
