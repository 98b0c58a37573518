import { and, count, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { DRAFT_STATUSES } from '../contract/stages.ts'
import type { Connection } from './dialect.ts'
import { listImports } from './history-query.ts'
import { importColumns, type ModelParts } from './import-columns.ts'
import type { Import, ImportPatch, TeamImports, Transition } from './import.ts'
import { noticeOf } from './notices.ts'
import { rememberedMappings } from './remembered-mappings.ts'
import { rememberedValues } from './remembered-values.ts'
import { keyOf, storableJson, storableText } from './storable.ts'
import { inTransaction } from './transaction.ts'
import { effectsOf } from './transitions.ts'
import { deleteDraftSteps } from './upkeep.ts'

/** The imports of one team: no query here is without its id. */
export function teamImports(parts: ModelParts, teamId: string): TeamImports {
  const { database } = parts
  const { db } = database
  const { imports, importIdempotencyKeys: keys } = database.tables
  const own = (id: string) => and(eq(imports.id, storableText(id)), eq(imports.teamId, teamId))
  const open = and(
    eq(imports.teamId, teamId),
    inArray(imports.status, [...DRAFT_STATUSES, 'importing']),
  )
  const transition = (id: string, change: Transition) =>
    applyTransition(parts, { id, teamId, change })
  return {
    async find(id) {
      const [found] = await db.select(importColumns(database)).from(imports).where(own(id))
      return found ?? null
    },
    names: (ids) => namesOf(parts, teamId, ids),
    list: (query) => listImports(database, teamId, query),
    async countOpen() {
      const [row] = await db.select({ open: count() }).from(imports).where(open)
      return row?.open ?? 0
    },
    async openIds() {
      const rows = await db.select({ id: imports.id }).from(imports).where(open)
      return rows.map(({ id }) => id)
    },
    async findByIdempotencyKey(key) {
      const [found] = await db
        .select(importColumns(database))
        .from(keys)
        .innerJoin(imports, and(eq(imports.id, keys.importId), eq(imports.teamId, keys.teamId)))
        .where(and(eq(keys.teamId, teamId), eq(keys.key, keyOf(key))))
      return found ?? null
    },
    async saveIdempotencyKey(key, importId) {
      const saved = await db
        .insert(keys)
        .values({ teamId, key: keyOf(key), importId, createdAt: parts.clock.now() })
        .onConflictDoNothing()
        .returning({ key: keys.key })
      return saved.length > 0
    },
    transition,
    transitionToImporting: (id, revision) =>
      transition(id, { from: ['previewing'], to: 'importing', revision }),
    discard: (id) => discard(parts, own(id)),
    ...rememberedMappings(parts, teamId),
    ...rememberedValues(parts, teamId),
  }
}

function namesOf({ database: { db, tables } }: ModelParts, teamId: string, ids: readonly string[]) {
  const { id, fileName, teamId: team } = tables.imports
  const isAsked = and(inArray(id, [...ids]), eq(team, teamId))
  return db.select({ id, fileName }).from(tables.imports).where(isAsked).execute()
}

interface TeamTransition {
  id: string
  teamId: string
  change: Transition
}

async function applyTransition(
  { database, clock }: ModelParts,
  { id, teamId, change }: TeamTransition,
): Promise<Import | null> {
  const { imports } = database.tables
  const now = clock.now()
  const [changed] = await database.db
    .update(imports)
    .set({
      ...effectsOf(change, now),
      ...noticeOf(database, change.to),
      ...storablePatch(change.set ?? {}),
      ...(change.set?.columnMappings && { mappingRevision: sql`${imports.mappingRevision} + 1` }),
      // Otherwise nobody could say, by the database's clock, how long it has been waiting.
      ...(isStart(change) && { leaseUntil: sql<Date>`${database.now}` }),
      status: change.to,
      updatedAt: now,
    })
    .where(
      and(
        eq(imports.id, storableText(id)),
        eq(imports.teamId, teamId),
        inArray(imports.status, [...change.from]),
        change.revision === undefined ? undefined : eq(imports.mappingRevision, change.revision),
        // Cleanup may have won: an import without its rows cannot go on.
        change.to === 'importing' ? isNull(imports.rowsRemovedAt) : undefined,
      ),
    )
    .returning(importColumns(database))
  return changed ?? null
}

const isStart = ({ from, to }: Transition) => to === 'importing' && !from.includes('importing')

function storablePatch({ completedAt, ...plain }: ImportPatch): ImportPatch {
  return { ...storableJson(plain), ...(completedAt === undefined ? {} : { completedAt }) }
}

async function discard({ database }: ModelParts, own: SQL | undefined): Promise<boolean> {
  const steps = (tx: Connection) => deleteDraftSteps(database, tx, own)
  const deleted = await inTransaction(database, { bind: (tx) => tx, steps })
  return deleted.length > 0
}
