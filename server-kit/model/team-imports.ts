import { and, count, eq, inArray, type SQL } from 'drizzle-orm'
import { DRAFT_STATUSES } from '../contract/stages.ts'
import type { Connection } from './dialect.ts'
import { listImports } from './history-query.ts'
import { importColumns, type ModelParts } from './import-columns.ts'
import type { Import, ImportPatch, TeamImports, Transition } from './import.ts'
import { rememberedMappings } from './remembered-mappings.ts'
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
    transitionToImporting: (id) => transition(id, { from: ['previewing'], to: 'importing' }),
    discard: (id) => discard(parts, own(id)),
    ...rememberedMappings(parts, teamId),
  }
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
      ...storablePatch(change.set ?? {}),
      status: change.to,
      updatedAt: now,
    })
    .where(
      and(
        eq(imports.id, storableText(id)),
        eq(imports.teamId, teamId),
        inArray(imports.status, [...change.from]),
      ),
    )
    .returning(importColumns(database))
  return changed ?? null
}

function storablePatch({ completedAt, ...plain }: ImportPatch): ImportPatch {
  return { ...storableJson(plain), ...(completedAt === undefined ? {} : { completedAt }) }
}

async function discard({ database }: ModelParts, own: SQL | undefined): Promise<boolean> {
  const steps = (tx: Connection) => deleteDraftSteps(database, tx, own)
  const deleted = await inTransaction(database, { bind: (tx) => tx, steps })
  return deleted.length > 0
}
