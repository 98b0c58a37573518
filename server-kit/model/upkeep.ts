import { and, eq, inArray, lt, notInArray, type SQL } from 'drizzle-orm'
import { DRAFT_STATUSES, FINAL_STATUSES } from '../contract/stages.ts'
import type { Connection, ImportDatabase } from './dialect.ts'
import type { ImportUpkeep } from './import.ts'
import { inTransaction, type Steps, wait } from './transaction.ts'

/** Ids in one statement: well below what either database takes as parameters. */
const CHUNK = 5_000

/** What cleanup asks for and does, over all teams. */
export function importUpkeep(database: ImportDatabase): ImportUpkeep {
  const { db } = database
  const { imports } = database.tables
  const idsWhere = async (condition: SQL | undefined) => {
    const found = await db.select({ id: imports.id }).from(imports).where(condition)
    return found.map(({ id }) => id)
  }
  return {
    abandonedDrafts: (before) =>
      idsWhere(and(inArray(imports.status, [...DRAFT_STATUSES]), lt(imports.updatedAt, before))),
    finishedBefore: (before) =>
      idsWhere(and(inArray(imports.status, [...FINAL_STATUSES]), lt(imports.completedAt, before))),
    inPreparation: () => idsWhere(inArray(imports.status, ['reviewing', 'previewing'])),
    pruneFailedRows: (before) => pruneFailedRows(database, before),
    async deleteDrafts(ids) {
      const deleted: string[] = []
      for (const chunk of chunksOf(ids)) {
        const steps = (tx: Connection) => deleteDraftSteps(database, tx, inArray(imports.id, chunk))
        deleted.push(...(await inTransaction(database, { bind: (tx) => tx, steps })))
      }
      return deleted
    },
    async existing(ids) {
      const existing = new Set<string>()
      for (const chunk of chunksOf(ids)) {
        for (const id of await idsWhere(inArray(imports.id, chunk))) existing.add(id)
      }
      return existing
    },
  }
}

/** Deletes drafts and what hangs on them; what was started meanwhile stays. */
export function* deleteDraftSteps(
  database: ImportDatabase,
  tx: Connection,
  chosen: SQL | undefined,
): Steps<Connection, string[]> {
  const { imports, failedImportRows, importIdempotencyKeys, importCreatedLinks } = database.tables
  const isDraft = inArray(imports.status, [...DRAFT_STATUSES])
  const deletion = tx.delete(imports).where(and(chosen, isDraft)).returning({ id: imports.id })
  const deleted = (yield* wait<Connection, { id: string }[]>(
    database.rows(deletion),
    'deleting drafts',
  )).map(({ id }) => id)
  for (const table of [failedImportRows, importIdempotencyKeys, importCreatedLinks]) {
    const rest = tx.delete(table).where(inArray(table.importId, deleted))
    yield* wait(database.rows(rest.returning({ id: table.importId })), 'deleting drafts')
  }
  return deleted
}

/** In pieces: otherwise a million rows would hold locks, or the only thread, for long. */
async function pruneFailedRows(database: ImportDatabase, before: Date): Promise<number> {
  const { db } = database
  const { failedImportRows: rows, imports } = database.tables
  const running = db.select({ id: imports.id }).from(imports).where(eq(imports.status, 'importing'))
  const oldest = db
    .select({ id: rows.id })
    .from(rows)
    .where(and(lt(rows.createdAt, before), notInArray(rows.importId, running)))
    .limit(CHUNK)
  let pruned = 0
  for (;;) {
    const gone = await db.delete(rows).where(inArray(rows.id, oldest)).returning({ id: rows.id })
    pruned += gone.length
    if (gone.length < CHUNK) return pruned
  }
}

function* chunksOf(ids: string[]) {
  for (let start = 0; start < ids.length; start += CHUNK) yield ids.slice(start, start + CHUNK)
}
