import { type Asked, isWithin, kindsOf, type Span, spanOf } from './history-filter.ts'
import { countKinds } from './history-kinds.ts'
import { keptTotal, type Months } from './kept-total.ts'

/**
 * How many imports the filters leave: from the counts that are kept, so that it costs the same for a team
 * of any size. Only the months that a span cuts are counted anew.
 */
export async function totalOf(asked: Asked): Promise<number> {
  const kinds = kindsOf(asked.query)
  if (kinds.length === 0) return 0
  const { imports } = asked.database.tables
  const { whole, rest } = monthsOf(spanOf(asked.query))
  const parts = await Promise.all([
    whole ? keptTotal(asked, whole) : 0,
    ...rest.map((span) => countKinds(asked, kinds, isWithin(imports, span))),
  ])
  return parts.reduce((sum, part) => sum + part, 0)
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
