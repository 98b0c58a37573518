import type { LinkItem, LinkSummary, PreviewCounts } from '../../contract/index.ts'
import type { MatchPlan, MatchResults } from '../row-store.ts'
import { type CellBuilder, matchPlanOf, plannedSources } from './built-cells.ts'
import { NO_COUNTS } from './match-pages.ts'
import { newPass } from './match-pass.ts'
import type { RowsToMatch } from './keyed-rows.ts'
import type { PackedMatches } from './packed-matches.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'
import { cellColumn } from './store-schema.ts'
import {
  builderOf,
  keyColumns,
  ownFields,
  type RowTuple,
  typeColumns,
  type TypedColumn,
} from './typed-rows.ts'

/** No pass has this number. */
const OVERTAKEN = -1

/** See `RowStore.beginMatching`. */
export function beginMatching(store: StoreFile, plan: MatchPlan): number {
  return store.transaction(() => {
    const isOvertaken = plan.revision !== undefined && plan.revision !== store.rulesRevision()
    if (isOvertaken) return OVERTAKEN
    store.run('DELETE FROM link_values')
    store.matches.clear()
    store.outdateMatches()
    store.run(
      "UPDATE store SET match_status = 'matching', match_counts = '{}', match_plan = ?",
      JSON.stringify(plan),
    )
    const pass = currentPass(store)
    store.matchPass = newPass(pass)
    return pass
  })
}

export const currentPass = (store: StoreFile) =>
  store.get<{ match_pass: number }>('SELECT match_pass FROM store')?.match_pass ?? 0

interface RowsToMatchQuery {
  afterRow: number
  limit: number
}

/** See `RowStore.rowsToMatch`. Columns that decide nothing are read where cells of them are withheld. */
export function rowsToMatch(store: StoreFile, { afterRow, limit }: RowsToMatchQuery): RowsToMatch {
  const plan = matchPlanOf(store)
  const planned = plannedSources(plan)
  const columns = store
    .mappedColumns()
    .filter((column) => planned.has(column.source) || plan.withValues || mayWithhold(store, column))
  const cells = columns.map(({ place }) => `, ${cellColumn(place)}`).join('')
  const tuples = store.tuples<RowTuple>(
    `SELECT row_number${cells} FROM import_rows WHERE row_number > ?
     ORDER BY row_number LIMIT ?`,
    afterRow,
    limit,
  )
  const places = columns.map((column, index) => ({ column, at: index + 1 }))
  const isTyped = ({ source }: MappedColumn) => plan.withValues || planned.has(source)
  const builder = builderOf(store, tuples)
  const typed = typeColumns(
    builder,
    tuples,
    places.filter(({ column }) => isTyped(column)),
  )
  const others = places.filter(({ column }) => !isTyped(column))
  return {
    rowNumbers: tuples.map(([rowNumber]) => rowNumber),
    own: plan.withValues ? ownFields(typed) : [],
    ...keyColumns(plan, typed, tuples.length),
    withheld: withheldIn(builder, tuples, { typed, others }),
  }
}

export const mayWithhold = (store: StoreFile, { place, isJudged }: MappedColumn) =>
  !isJudged || !store.cells.isEmpty || store.decisions.withholdsAny(place)

interface Columns {
  typed: TypedColumn[]
  /** Only whether they are withheld matters. */
  others: { column: MappedColumn; at: number }[]
}

function withheldIn(
  builder: CellBuilder,
  tuples: RowTuple[],
  { typed, others }: Columns,
): Uint8Array {
  return Uint8Array.from(tuples, (tuple, place) => {
    const isWithheld =
      typed.some(({ values }) => values[place] === undefined) ||
      others.some(({ column, at }) => builder.isWithheld(column, tuple[0], String(tuple[at])))
    return isWithheld ? 1 : 0
  })
}

/** See `RowStore.previewCounts`. */
export function previewCounts(store: StoreFile): PreviewCounts {
  const row = store.get<{ match_counts: string }>('SELECT match_counts FROM store')
  return { ...NO_COUNTS, ...(row && JSON.parse(row.match_counts)) }
}

/** See `RowStore.saveMatches`. */
export function saveMatches(store: StoreFile, pass: number, matches: PackedMatches) {
  return store.transaction(() => {
    if (currentPass(store) !== pass) return { overtaken: true }
    const counts = previewCounts(store)
    const added = store.matches.add(matches)
    for (const link of matches.links) saveLink(store, link)
    store.run(
      'UPDATE store SET match_counts = ?, matched_rows = matched_rows + ?',
      JSON.stringify(sumOf(counts, added)),
      matches.rowNumbers.length,
    )
    return { overtaken: false }
  }, 'lasting later')
}

const sumOf = (left: PreviewCounts, right: PreviewCounts): PreviewCounts => ({
  create: left.create + right.create,
  update: left.update + right.update,
  skip: left.skip + right.skip,
  fail: left.fail + right.fail,
  withErrors: left.withErrors + right.withErrors,
})

const saveLink = (store: StoreFile, found: MatchResults['links'][number]) =>
  store.run(
    `INSERT INTO link_values (link, field, value, action, id, name, rows)
     VALUES (@link, @field, @value, @action, @id, @name, @rows)
     ON CONFLICT (link, field, value) DO UPDATE SET rows = rows + excluded.rows`,
    found,
  )

/** See `RowStore.finishMatching`. */
export function finishMatching(store: StoreFile, pass: number) {
  const changed = store.run(
    "UPDATE store SET match_status = 'done', match_problem = NULL WHERE match_pass = ? AND match_status <> 'pending'",
    pass,
  )
  if (store.matchPass?.number === pass) {
    store.matchPass.keys.clear()
    store.matchPass = null
  }
  return { overtaken: changed === 0 }
}

/** See `RowStore.failMatching`. */
export function failMatching(store: StoreFile, pass: number, problem: string): void {
  store.run('UPDATE store SET match_problem = ? WHERE match_pass = ?', problem, pass)
  // Without clearing: a page of the pass may still be decided.
  if (store.matchPass?.number === pass) store.matchPass = null
}

/** See `RowStore.linkSummary`: records, not values, since several values may lead to one record. */
export const linkSummary = (store: StoreFile): Omit<LinkSummary, 'label'>[] =>
  store.all(
    `SELECT link AS key,
       count(DISTINCT CASE WHEN action = 'link' THEN id END) AS link,
       count(CASE WHEN action = 'create' THEN 1 END) AS "create"
     FROM link_values GROUP BY link ORDER BY link`,
  )

interface LinkItemsQuery {
  link: string
  offset: number
  limit: number
}

/** See `RowStore.linkItems`. */
export function linkItems(store: StoreFile, query: LinkItemsQuery) {
  const records = `SELECT action, min(name) AS name, id, sum(rows) AS rows FROM link_values
    WHERE link = @link AND action IN ('link', 'create')
    GROUP BY action, coalesce(id, field || char(31) || value)`
  const items = store.all<LinkItem>(
    `${records} ORDER BY rows DESC, name, id LIMIT @limit OFFSET @offset`,
    query,
  )
  const total = store.get<{ count: number }>(`SELECT count(*) AS count FROM (${records})`, query)
  return { items, total: total?.count ?? 0 }
}
