import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import {
  type Asked,
  entityTypesOf,
  isWithin,
  kindsOf,
  type Span,
  spanOf,
  statusesOf,
} from './history-filter.ts'
import { countKinds } from './history-kinds.ts'
import { totalOfSearch } from './name-search.ts'

/**
 * How many imports the filters leave: from the counts that are kept, so that it costs the same for a team
 * of any size. Only the months that a span cuts are counted anew.
 */
export async function totalOf(asked: Asked, found: string[] | null): Promise<number> {
  const kinds = kindsOf(asked.query)
  if (kinds.length === 0) return 0
  if (asked.query.search) return totalOfSearch(asked, found)
  const { imports } = asked.database.tables
  const { whole, rest } = monthsOf(spanOf(asked.query))
  const parts = await Promise.all([
    whole ? keptTotal(asked, whole) : 0,
    ...rest.map((span) => countKinds(asked, kinds, { condition: isWithin(imports, span) })),
  ])
  return parts.reduce((sum, part) => sum + part, 0)
}

interface Months {
  from?: string | undefined
  before?: string | undefined
}

async function keptTotal({ database, teamId, query }: Asked, { from, before }: Months) {
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

/** The whole months of a span, and what is left of it before and after them. */
function monthsOf({ from, before }: Span): { whole: Months | null; rest: Span[] } {
  const first = from && monthFrom(from)
  const end = before && monthOf(before)
  if (first && end && first >= end) return { whole: null, rest: [{ from, before }] }
  const head = from && first && first > from ? [{ from, before: first }] : []
  const tail = before && end && end < before ? [{ from: end, before }] : []
  return {
    whole: { from: first && nameOf(first), before: end && nameOf(end) },
    rest: [...head, ...tail],
  }
}

/** The beginning of its month. */
function monthOf(time: Date) {
  const begun = new Date(time)
  begun.setUTCDate(1)
  begun.setUTCHours(0, 0, 0, 0)
  return begun
}

/** The first beginning of a month that is not before it. */
function monthFrom(time: Date) {
  const begun = monthOf(time)
  if (begun < time) begun.setUTCMonth(begun.getUTCMonth() + 1)
  return begun
}

const nameOf = (month: Date) => month.toISOString().slice(0, 7)
