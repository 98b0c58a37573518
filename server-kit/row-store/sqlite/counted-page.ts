import type { ValueFilter } from '../../contract/stages.ts'
import type { ValuePageQuery } from '../row-store.ts'
import type { CountedValues } from './count-aside.ts'
import type { StoreFile } from './store-file.ts'
import { FILTERS, type ValueRow } from './value-order.ts'

/** Of so many values each is looked up in those that were counted. */
const MOST_LOOKED_UP = 20_000

const DECIDED = `kept.effective_error AS error, kept.correction,
  coalesce(kept.skipped, 0) AS skipped, coalesce(kept.remembered, 0) AS remembered`

/**
 * What a reviewer sees first of a column: the values of most rows, of all or of a few that a filter
 * lets through, before `column_values` has all of them. Null: that has to be waited for.
 */
export function countedPage(
  store: StoreFile,
  counted: CountedValues,
  { place, query, total }: { place: number; query: ValuePageQuery; total: number },
): ValueRow[] | null {
  const { search, sort, order, filter, offset, limit } = query
  if (search || sort !== 'rows' || order !== 'desc') return null
  if (filter === 'all') {
    const isInHead = offset + limit <= counted.head.length || counted.head.length === counted.values
    return isInHead ? ofHead(store, place, counted.head.slice(offset, offset + limit)) : null
  }
  const filtered = { schema: counted.schema, place, filter, offset, limit }
  return total <= MOST_LOOKED_UP ? ofFilter(store, filtered) : null
}

const ofHead = (store: StoreFile, place: number, head: CountedValues['head']) =>
  store.all<ValueRow>(
    `SELECT head.value ->> 'value' AS value, head.value ->> 'rows' AS rows, ${DECIDED}
     FROM json_each(@head) AS head LEFT JOIN column_values AS kept
       ON kept.place = @place AND kept.value = head.value ->> 'value'
     ORDER BY head.key`,
    { place, head: JSON.stringify(head) },
  )

interface Filtered extends Pick<ValuePageQuery, 'offset' | 'limit'> {
  schema: string
  place: number
  filter: ValueFilter
}

const ofFilter = (store: StoreFile, { schema, filter, ...bound }: Filtered) =>
  store.all<ValueRow>(
    `SELECT kept.value, counted.rows, ${DECIDED}
     FROM column_values AS kept CROSS JOIN ${schema}.counted AS counted USING (value)
     WHERE place = @place${FILTERS[filter]}
     ORDER BY counted.rows DESC, kept.value LIMIT @limit OFFSET @offset`,
    bound,
  )
