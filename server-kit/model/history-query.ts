import { and, asc, desc, inArray, type SQL, sql } from 'drizzle-orm'
import type { ImportDatabase, Tables } from './dialect.ts'
import { decodeCursor, encodeCursor, type HistoryCursor } from './history-cursor.ts'
import {
  type Asked,
  filterOf,
  type HistoryQuery,
  isWithin,
  kindsOf,
  lowerName,
  spanOf,
} from './history-filter.ts'
import { firstOfKinds, isOneByOne } from './history-kinds.ts'
import { totalOf } from './history-total.ts'
import { importColumns } from './import-columns.ts'
import type { Import } from './import.ts'
import { foundBy, MOST_FOUND } from './name-search.ts'

type ImportsTable = Tables['imports']

interface HistoryPage {
  items: Import[]
  /** On the first page only. */
  total?: number
  /** Instead of `total`: a search finds more than these, which were not counted. */
  totalOver?: number
  nextCursor?: string
}

/** One page of a team's history: by keyset, so that the thousandth page costs what the first does. */
export async function listImports(
  database: ImportDatabase,
  teamId: string,
  query: HistoryQuery,
): Promise<HistoryPage> {
  const asked = { database, teamId, query }
  const isFirst = query.cursor === undefined
  if (query.search) {
    const found = kindsOf(query).length > 0 ? await foundBy(asked) : []
    const total = found ? { total: found.length } : { totalOver: MOST_FOUND }
    return { ...(await pageOf(asked, found)), ...(isFirst && total) }
  }
  const [page, total] = await Promise.all([pageOf(asked, null), isFirst ? totalOf(asked) : null])
  return { ...page, ...(total !== null && { total }) }
}

async function pageOf(asked: Asked, found: string[] | null): Promise<HistoryPage> {
  const { database, query } = asked
  const { imports } = database.tables
  const direction = query.order === 'asc' ? asc : desc
  const place = [direction(sortColumn(imports, query.sort)), direction(imports.id)]
  const rows = await database.db
    .select({ record: importColumns(database), lowerName: lowerName(imports) })
    .from(imports)
    .where(conditionOf(asked, found))
    .orderBy(...place)
    // One more than asked for tells whether there is a next page.
    .limit(query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map(({ record }) => record),
    ...(last ? { nextCursor: encodeCursor(cursorAt(last, query)) } : {}),
  }
}

/** Which imports make up the page: the first ones of the first ones of each kind. */
function conditionOf(asked: Asked, found: string[] | null): SQL | undefined {
  const { database, query } = asked
  const { imports } = database.tables
  const after = query.cursor === undefined ? undefined : isAfter(imports, query, query.cursor)
  if (found) return and(inArray(imports.id, found), after)
  const kinds = kindsOf(query)
  if (query.search || !isOneByOne(kinds)) return and(filterOf(asked), after)
  const direction = sql.raw(query.order)
  return firstOfKinds(asked, kinds, {
    place: sortColumn(imports, query.sort),
    rest: and(isWithin(imports, spanOf(query)), after),
    first: sql`ORDER BY place ${direction}, id ${direction} LIMIT ${query.limit + 1}`,
  })
}

function sortColumn(imports: ImportsTable, sort: HistoryQuery['sort']) {
  if (sort === 'fileName') return lowerName(imports)
  return sort === 'totalRows' ? imports.totalRows : imports.createdAt
}

function cursorAt(last: { record: Import; lowerName: string }, query: HistoryQuery): HistoryCursor {
  const { record } = last
  const place = { order: query.order, id: record.id }
  if (query.sort === 'fileName') return { ...place, sort: 'fileName', value: last.lowerName }
  if (query.sort === 'totalRows') return { ...place, sort: 'totalRows', value: record.totalRows }
  return { ...place, sort: 'createdAt', value: record.createdAt.getTime() }
}

function isAfter(imports: ImportsTable, query: HistoryQuery, text: string): SQL {
  const cursor = decodeCursor(text, query)
  const value =
    cursor.sort === 'createdAt'
      ? sql.param(new Date(cursor.value), imports.createdAt)
      : sql.param(cursor.value)
  const comparison = sql.raw(cursor.order === 'asc' ? '>' : '<')
  const place = sql`(${sortColumn(imports, cursor.sort)}, ${imports.id})`
  return sql`${place} ${comparison} (${value}, ${cursor.id})`
}
