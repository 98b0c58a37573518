import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import { type Asked, entityTypesOf, statusesOf } from './history-filter.ts'

/** From the first month to before the other one, as `2026-03`. */
export interface Months {
  from?: string | undefined
  before?: string | undefined
}

/** How many imports of the asked kinds a team has, whatever their names: from the counts that are kept. */
export async function keptTotal(
  { database, teamId, query }: Asked,
  { from, before }: Months = {},
): Promise<number> {
  const { importCounts: counts } = database.tables
  const [row] = await database.db
    .select({ total: sql<number>`CAST(coalesce(sum(${counts.imports}), 0) AS integer)` })
    .from(counts)
    .where(
      and(
        eq(counts.teamId, teamId),
        inArray(counts.entityType, entityTypesOf(query)),
        inArray(counts.status, statusesOf(query)),
        from === undefined ? undefined : gte(counts.month, from),
        before === undefined ? undefined : lt(counts.month, before),
      ),
    )
  return row?.total ?? 0
}
