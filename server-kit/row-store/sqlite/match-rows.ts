import type { LinkItem, LinkSummary, PreviewCounts } from '../../contract/index.ts'
import type { BuiltCell, MatchPlan, MatchResults, RowToMatch } from '../row-store.ts'
import { buildCell, bySource, keysIn, linkKeys, matchPlanOf } from './built-cells.ts'
import { rowValues } from '../row-values.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'
import { cellColumn } from './store-schema.ts'

/** See `RowStore.beginMatching`. Earlier results stay in the rows until this pass comes by. */
export function beginMatching(store: StoreFile, plan: MatchPlan): number {
  return store.transaction(() => {
    store.run('DELETE FROM link_values')
    store.outdateMatches()
    store.run("UPDATE store SET match_status = 'matching', match_plan = ?", JSON.stringify(plan))
    return currentPass(store)
  })
}

const currentPass = (store: StoreFile) =>
  store.get<{ match_pass: number }>('SELECT match_pass FROM store')?.match_pass ?? 0

interface RowsToMatchQuery {
  afterRow: number
  limit: number
}

/** See `RowStore.rowsToMatch`. */
export function rowsToMatch(store: StoreFile, { afterRow, limit }: RowsToMatchQuery): RowToMatch[] {
  const plan = matchPlanOf(store)
  const mapped = store.mappedColumns()
  const planned = plannedSources(plan)
  const cells = mapped.map(({ place }) => `, ${cellColumn(place)}`).join('')
  const tuples = store.tuples<[number, ...string[]]>(
    `SELECT row_number${cells} FROM import_rows WHERE row_number > ?
     ORDER BY row_number LIMIT ?`,
    afterRow,
    limit,
  )
  return tuples.map(([rowNumber, ...raw]) => {
    const built: BuiltCell[] = []
    let hasWithheld = false
    mapped.forEach((column, at) => {
      const text = raw[at] ?? ''
      if (plan.withValues || planned.has(column.source)) built.push(buildCell(store, column, text))
      else hasWithheld ||= isWithheld(store, column, text)
    })
    hasWithheld ||= built.some(({ withheld }) => withheld)
    const values = plan.withValues ? rowValues(built) : {}
    return { rowNumber, ...keysOfRow(bySource(built), plan), hasWithheld, values }
  })
}

const plannedSources = ({ keys, links, required }: MatchPlan) =>
  new Set([...keys, ...links.flatMap((link) => link.keys), ...required].map(({ source }) => source))

// Typing the cells that decide nothing would be most of the work.
const isWithheld = (store: StoreFile, column: MappedColumn, raw: string) =>
  (column.isJudged ? store.decisions.isWithheld(column.place, raw) : undefined) ??
  buildCell(store, column, raw).withheld

function keysOfRow(cells: ReadonlyMap<string, BuiltCell>, plan: MatchPlan) {
  const allKeys = keysIn(cells, plan.keys)
  const missing = plan.required.find(({ source }) => {
    const cell = cells.get(source)
    return !cell || cell.withheld || cell.value === null
  })
  return {
    key: allKeys[0] ?? null,
    allKeys,
    links: linkKeys(cells, plan),
    missing: missing?.message ?? null,
  }
}

const NO_COUNTS: PreviewCounts = { create: 0, update: 0, skip: 0, fail: 0, withErrors: 0 }

/** See `RowStore.previewCounts`. */
export function previewCounts(store: StoreFile): PreviewCounts {
  const row = store.get<{ match_counts: string }>('SELECT match_counts FROM store')
  return { ...NO_COUNTS, ...(row && JSON.parse(row.match_counts)) }
}

/** See `RowStore.saveMatches`. */
export function saveMatches(store: StoreFile, pass: number, results: MatchResults) {
  return store.transaction(() => {
    if (currentPass(store) !== pass) return { overtaken: true }
    const counts = previewCounts(store)
    for (const row of results.rows) {
      counts[row.action] += 1
      if (row.hasWithheld) counts.withErrors += 1
      store.run(
        `UPDATE import_rows SET match_action = ?, matched_id = ?, match_reason = ?, has_withheld = ?
         WHERE row_number = ?`,
        row.action,
        row.matchedId,
        row.reason,
        row.hasWithheld ? 1 : 0,
        row.rowNumber,
      )
    }
    for (const link of results.links) saveLink(store, link)
    store.run(
      'UPDATE store SET match_counts = ?, matched_rows = matched_rows + ?',
      JSON.stringify(counts),
      results.rows.length,
    )
    return { overtaken: false }
  })
}

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
    "UPDATE store SET match_status = 'done' WHERE match_pass = ? AND match_status <> 'pending'",
    pass,
  )
  return { overtaken: changed === 0 }
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
