import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { ImportStatus } from '../contract/stages.ts'
import { importColumns, type ModelParts } from './import-columns.ts'
import type { ImportLeases } from './import.ts'
import { effectsOf } from './transitions.ts'

interface LeaseChange {
  leaseOwner?: string | null
  leaseUntil?: SQL<Date> | null
  status?: ImportStatus
  completedAt?: Date | null
  updatedAt?: Date
}

/** Leases by the database's clock: an owner whose process sleeps or dies loses the import in time. */
export function importLeases({ database, clock }: ModelParts): ImportLeases {
  const { db } = database
  const { imports } = database.tables
  const isFree = or(isNull(imports.leaseUntil), sql`${imports.leaseUntil} < ${database.now}`)
  const isMine = (owner: string) => eq(imports.leaseOwner, owner)
  /** Typed as a time: the database computes it, in the column's own form. */
  const until = (milliseconds: number): SQL<Date> => sql`${database.fromNow(milliseconds)}`
  const changeRunning = async (id: string, set: LeaseChange, condition: SQL | undefined) => {
    const [changed] = await db
      .update(imports)
      .set(set)
      .where(and(eq(imports.id, id), eq(imports.status, 'importing'), condition))
      .returning(importColumns(database))
    return changed ?? null
  }
  return {
    take: (id, owner, milliseconds) =>
      changeRunning(
        id,
        { leaseOwner: owner, leaseUntil: until(milliseconds) },
        or(isFree, isMine(owner)),
      ),
    async renew(id, owner, milliseconds) {
      const lease = { leaseUntil: until(milliseconds) }
      return (await changeRunning(id, lease, isMine(owner))) !== null
    },
    async release(id, owner) {
      await changeRunning(id, { leaseOwner: null, leaseUntil: null }, isMine(owner))
    },
    finish(id, owner, status) {
      const now = clock.now()
      const effects = effectsOf({ from: ['importing'], to: status }, now)
      return changeRunning(id, { ...effects, status, updatedAt: now }, isMine(owner))
    },
    async abandoned() {
      const found = await db
        .select({ id: imports.id })
        .from(imports)
        .where(and(eq(imports.status, 'importing'), isFree))
      return found.map(({ id }) => id)
    },
    isStalled(record, milliseconds) {
      const alive = record.leaseUntil ?? record.updatedAt
      const silence = clock.now().getTime() - alive.getTime()
      return record.status === 'importing' && silence > milliseconds
    },
  }
}
