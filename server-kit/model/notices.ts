import { and, asc, eq, inArray, lte, sql, type SQL } from 'drizzle-orm'
import { FINAL_STATUSES, type ImportStatus } from '../contract/stages.ts'
import type { ImportDatabase } from './dialect.ts'
import { importColumns } from './import-columns.ts'
import type { ImportNotices, NoticeClaim } from './import.ts'

/**
 * What a change of status writes for the host to be told: with an end that it is to be told now, with
 * a resumption that it is not any more.
 */
export function noticeOf({ now }: Pick<ImportDatabase, 'now'>, to: ImportStatus) {
  const at: SQL<Date> = sql`${now}`
  if (FINAL_STATUSES.some((final) => final === to)) {
    return { notifyAt: at, notifyTries: 0 }
  }
  return to === 'importing' ? { notifyAt: null } : {}
}

/** The ends that hosts have yet to be told, by the database's clock. */
export function importNotices(database: ImportDatabase): ImportNotices {
  const { db, now } = database
  const { imports } = database.tables
  const isDue = lte(imports.notifyAt, now)
  // Another claim, or a newer end, has another time.
  const isMine = ({ record, until }: NoticeClaim) =>
    and(eq(imports.id, record.id), eq(imports.notifyAt, until))
  const fromNow = (milliseconds: number): SQL<Date> => sql`${database.fromNow(milliseconds)}`
  return {
    async due(limit) {
      const found = await db
        .select({ id: imports.id })
        .from(imports)
        .where(isDue)
        .orderBy(asc(imports.notifyAt))
        .limit(limit)
      return found.map(({ id }) => id)
    },
    async claim(id, milliseconds) {
      const [claimed] = await db
        .update(imports)
        .set({ notifyAt: fromNow(milliseconds), notifyTries: sql`${imports.notifyTries} + 1` })
        .where(and(eq(imports.id, id), isDue, inArray(imports.status, [...FINAL_STATUSES])))
        .returning({
          ...importColumns(database),
          until: imports.notifyAt,
          tries: imports.notifyTries,
        })
      if (!claimed?.until) return null
      const { until, tries, ...record } = claimed
      return { record, until, tries }
    },
    async told(claim) {
      const told: SQL<Date> = sql`${now}`
      await db.update(imports).set({ notifyAt: null, announcedAt: told }).where(isMine(claim))
    },
    async putOff(claim, milliseconds) {
      const notifyAt = milliseconds === null ? null : fromNow(milliseconds)
      await db.update(imports).set({ notifyAt }).where(isMine(claim))
    },
  }
}
