import { and, asc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { ImportStatus } from '../contract/stages.ts'
import type { ImportDatabase } from './dialect.ts'
import { importColumns, type ModelParts } from './import-columns.ts'
import type { Attempt, Import, ImportLeases } from './import.ts'
import { noticeOf } from './notices.ts'
import { storableJson } from './storable.ts'
import { effectsOf } from './transitions.ts'

/** In the place of an owner: the import waits for a place in some process. */
const WAITS = 'waits'

/** Whether an import that nobody runs is known to a process that will. */
export const waitsForPlace = ({ status, leaseOwner }: Pick<Import, 'status' | 'leaseOwner'>) =>
  status === 'importing' && leaseOwner === WAITS

interface LeaseChange {
  leaseOwner?: string | null
  leaseUntil?: SQL<Date> | null
  attempt?: Attempt | null
  status?: ImportStatus
  completedAt?: Date | null
  announcedAt?: null
  updatedAt?: Date
  notifyAt?: SQL<Date> | null
  notifyTries?: number
}

/** Leases by the database's clock: an owner whose process sleeps or dies loses the import in time. */
export function importLeases(parts: ModelParts): ImportLeases {
  const { database, clock } = parts
  const { imports } = database.tables
  const { isFree, isMine, isUnlocked, until } = conditions(database)
  const change = (id: string, set: LeaseChange, condition: SQL | undefined) =>
    changeRunning(database, { id, set, condition })
  return {
    take: (id, owner, milliseconds) =>
      change(
        id,
        { leaseOwner: owner, leaseUntil: until(milliseconds) },
        and(or(isFree, isMine(owner)), isUnlocked(id)),
      ),
    async renew(id, owner, milliseconds) {
      return (await change(id, { leaseUntil: until(milliseconds) }, isMine(owner))) !== null
    },
    async begin(id, owner, { from, attempt, milliseconds }) {
      const begun = { leaseUntil: until(milliseconds), attempt }
      return (await change(id, begun, and(isMine(owner), eq(imports.cursor, from)))) !== null
    },
    async release(id, owner) {
      await change(id, { leaseOwner: null, leaseUntil: until(0), attempt: null }, isMine(owner))
    },
    finish(id, owner, { status, warnings }) {
      const now = clock.now()
      const effects = {
        ...effectsOf({ from: ['importing'], to: status }, now),
        ...noticeOf(database, status),
      }
      const said = warnings && { warnings: storableJson(warnings) }
      return change(id, { ...effects, ...said, status, updatedAt: now }, isMine(owner))
    },
    async markWaiting(ids) {
      if (ids.length === 0) return
      await database.db
        .update(imports)
        .set({ leaseOwner: WAITS, leaseUntil: until(0) })
        .where(and(inArray(imports.id, [...ids]), eq(imports.status, 'importing'), isFree))
    },
    async abandoned() {
      const found = await database.db
        .select({ id: imports.id })
        .from(imports)
        .where(and(eq(imports.status, 'importing'), isFree))
        .orderBy(asc(imports.leaseUntil))
      return found.map(({ id }) => id)
    },
  }
}

function conditions({ now, fromNow, skipLocked, tables: { imports } }: ImportDatabase) {
  return {
    isFree: or(isNull(imports.leaseUntil), sql`${imports.leaseUntil} <= ${now}`),
    isMine: (owner: string) => eq(imports.leaseOwner, owner),
    // Otherwise a long batch, which holds the record, would keep everyone who asks waiting.
    isUnlocked: (id: string) =>
      sql`${imports.id} = (SELECT id FROM ${imports} WHERE id = ${id} ${skipLocked})`,
    /** Typed as a time: the database computes it, in the column's own form. */
    until: (milliseconds: number): SQL<Date> => sql`${fromNow(milliseconds)}`,
  }
}

interface RunningChange {
  id: string
  set: LeaseChange
  condition: SQL | undefined
}

async function changeRunning(database: ImportDatabase, { id, set, condition }: RunningChange) {
  const { imports } = database.tables
  const [changed] = await database.db
    .update(imports)
    .set(set)
    .where(and(eq(imports.id, id), eq(imports.status, 'importing'), condition))
    .returning(importColumns(database))
  return changed ?? null
}
