import { and, eq, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
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
    inPreparation: () => idsWhere(inArray(imports.status, ['reviewing', 'previewing'])),
    releaseRows: (ids, before) => inChunks(ids, (chunk) => releaseRows(database, chunk, before)),
    pruneFailedRows: (before) => pruneFailedRows(database, before),
    deleteRecords: (before) => deleteRecords(database, before),
    deleteDrafts: (ids, before) =>
      inChunks(ids, (chunk) => {
        const chosen = and(inArray(imports.id, chunk), lt(imports.updatedAt, before))
        const steps = (tx: Connection) => deleteDraftSteps(database, tx, chosen)
        return inTransaction(database, { bind: (tx) => tx, steps })
      }),
    existing: async (ids) =>
      new Set(await inChunks(ids, (chunk) => idsWhere(inArray(imports.id, chunk)))),
  }
}

async function inChunks(ids: string[], answer: (chunk: string[]) => Promise<string[]>) {
  const answered: string[] = []
  for (let start = 0; start < ids.length; start += CHUNK) {
    answered.push(...(await answer(ids.slice(start, start + CHUNK))))
  }
  return answered
}

/** Ended before then: never anything that runs. */
const endedBefore = ({ tables: { imports } }: ImportDatabase, before: Date) =>
  and(inArray(imports.status, [...FINAL_STATUSES]), lt(imports.completedAt, before))

const isNotDownloaded = ({ tables: { imports }, now }: ImportDatabase) =>
  or(isNull(imports.downloadUntil), lt(imports.downloadUntil, now))

/** Without those that another cleanup or a resumption holds: two cleanups would wait for each other. */
const ownOf = ({ dialect, tables: { imports } }: ImportDatabase, condition: SQL | undefined) =>
  dialect === 'postgres'
    ? sql`(SELECT ${imports.id} FROM ${imports} WHERE ${condition}
        ORDER BY ${imports.id} FOR UPDATE SKIP LOCKED)`
    : sql`(SELECT ${imports.id} FROM ${imports} WHERE ${condition})`

async function releaseRows(database: ImportDatabase, ids: string[], before: Date) {
  const { db } = database
  const { imports, importCreatedLinks: links } = database.tables
  const over = endedBefore(database, before)
  const released = await db
    .update(imports)
    // One statement decides against a resumption: whichever comes first wins.
    .set({ rowsRemovedAt: sql`coalesce(${imports.rowsRemovedAt}, ${database.now})` })
    .where(inArray(imports.id, ownOf(database, and(inArray(imports.id, ids), over))))
    .returning({ id: imports.id })
  const gone = released.map(({ id }) => id)
  // They stop a resumed import from making a record twice; nobody resumes these.
  if (gone.length > 0) await db.delete(links).where(inArray(links.importId, gone))
  return gone
}

/** Deletes drafts and what hangs on them; what was started meanwhile stays. */
export function* deleteDraftSteps(
  database: ImportDatabase,
  tx: Connection,
  chosen: SQL | undefined,
): Steps<Connection, string[]> {
  const isDraft = inArray(database.tables.imports.status, [...DRAFT_STATUSES])
  return yield* deleteSteps(database, tx, and(chosen, isDraft))
}

function* deleteSteps(
  database: ImportDatabase,
  tx: Connection,
  condition: SQL | undefined,
): Steps<Connection, string[]> {
  const { imports, failedImportRows, importIdempotencyKeys, importCreatedLinks } = database.tables
  const deletion = tx.delete(imports).where(condition).returning({ id: imports.id })
  const deleted = (yield* wait<Connection, { id: string }[]>(
    database.rows(deletion),
    'deleting imports',
  )).map(({ id }) => id)
  for (const table of [failedImportRows, importIdempotencyKeys, importCreatedLinks]) {
    const rest = tx.delete(table).where(inArray(table.importId, deleted))
    yield* wait(database.rows(rest.returning({ id: table.importId })), 'deleting imports')
  }
  return deleted
}

/** In pieces: otherwise a million rows would hold locks, or the only thread, for long. */
async function pruneFailedRows(database: ImportDatabase, before: Date): Promise<number> {
  const { db } = database
  const { failedImportRows: rows, imports } = database.tables
  await closeFailedRows(database, before)
  // Closed first, by import: a download that begins meanwhile gets all of them or none.
  const oldest = db
    .select({ id: rows.id })
    .from(rows)
    .leftJoin(imports, eq(imports.id, rows.importId))
    .where(
      and(
        lt(rows.createdAt, before),
        or(isNull(imports.id), isNotNull(imports.failedRowsRemovedAt)),
      ),
    )
    .limit(CHUNK)
  let pruned = 0
  for (;;) {
    const gone = await db.delete(rows).where(inArray(rows.id, oldest)).returning({ id: rows.id })
    pruned += gone.length
    if (gone.length < CHUNK) return pruned
  }
}

async function closeFailedRows(database: ImportDatabase, before: Date) {
  const { db } = database
  const { imports } = database.tables
  const open = and(
    isNull(imports.failedRowsRemovedAt),
    endedBefore(database, before),
    isNotDownloaded(database),
  )
  const oldest = db.select({ id: imports.id }).from(imports).where(open).limit(CHUNK)
  for (;;) {
    const closed = await db
      .update(imports)
      .set({ failedRowsRemovedAt: sql`${database.now}` })
      // Said again: a download may have begun since the ids were read.
      .where(and(inArray(imports.id, oldest), open))
      .returning({ id: imports.id })
    if (closed.length === 0) return
  }
}

async function deleteRecords(database: ImportDatabase, before: Date): Promise<string[]> {
  const { db } = database
  const { imports } = database.tables
  // Their failed rows first, in pieces of their own.
  await pruneFailedRows(database, before)
  const over = and(
    endedBefore(database, before),
    isNotDownloaded(database),
    isNotNull(imports.failedRowsRemovedAt),
  )
  const oldest = db.select({ id: imports.id }).from(imports).where(over).limit(CHUNK)
  const deleted: string[] = []
  for (;;) {
    const steps = (tx: Connection) =>
      deleteSteps(database, tx, and(inArray(imports.id, oldest), over))
    const gone = await inTransaction(database, { bind: (tx) => tx, steps })
    deleted.push(...gone)
    if (gone.length === 0) return deleted
  }
}
