import { and, asc, count, desc, eq, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm'
import { DRAFT_STATUSES, FINAL_STATUSES } from '../contract/stages.ts'
import { decodeCursor, encodeCursor, type HistoryCursor } from './history-cursor.ts'
import type { ImportDatabase, Tables } from './dialect.ts'
import { importColumns } from './import-columns.ts'
import type { Import, TeamImports } from './import.ts'
import { storableText } from './storable.ts'

type Query = Parameters<TeamImports['list']>[0]
type ImportsTable = Tables['imports']

/** One page of a team's history: by keyset, so that the thousandth page costs what the first does. */
export async function listImports(
  database: ImportDatabase,
  teamId: string,
  query: Query,
): Promise<{ items: Import[]; total?: number; nextCursor?: string }> {
  const { imports } = database.tables
  const filter = filterOf(database, teamId, query)
  const after = query.cursor === undefined ? undefined : isAfter(imports, query, query.cursor)
  const direction = query.order === 'asc' ? asc : desc
  const found = await database.db
    .select({ record: importColumns(database), lowerName: lowerName(imports) })
    .from(imports)
    .where(and(filter, after))
    .orderBy(direction(sortColumn(imports, query.sort)), direction(imports.id))
    // One more than asked for tells whether there is a next page.
    .limit(query.limit + 1)
  const page = found.slice(0, query.limit)
  const last = found.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map(({ record }) => record),
    ...(last ? { nextCursor: encodeCursor(cursorAt(last, query)) } : {}),
    ...(after ? {} : { total: await countImports(database, filter) }),
  }
}

async function countImports({ db, tables }: ImportDatabase, filter: SQL | undefined) {
  const [row] = await db.select({ total: count() }).from(tables.imports).where(filter)
  return row?.total ?? 0
}

function filterOf(database: ImportDatabase, teamId: string, query: Query): SQL | undefined {
  const { imports } = database.tables
  const { entityType, search, from, to } = query
  return and(
    eq(imports.teamId, teamId),
    inArray(imports.entityType, query.entityTypes.map(storableText)),
    entityType === undefined ? undefined : eq(imports.entityType, storableText(entityType)),
    hasStatus(imports, query),
    from === undefined ? undefined : gte(imports.createdAt, new Date(from)),
    to === undefined ? undefined : isUntil(imports, to),
    search ? database.isLike(imports.fileName, `%${escapePattern(search)}%`) : undefined,
  )
}

/** A status that is asked for by name is shown; otherwise `drafts` decides. */
function hasStatus(imports: ImportsTable, { status, drafts }: Query): SQL | undefined {
  if (status && status.length > 0) return inArray(imports.status, status)
  if (drafts === true) return undefined
  return inArray(
    imports.status,
    drafts === 'only' ? [...DRAFT_STATUSES] : ['importing', ...FINAL_STATUSES],
  )
}

const DAY = 24 * 60 * 60 * 1000

/** A date means the whole day (UTC), a time means that moment. */
function isUntil(imports: ImportsTable, to: string): SQL {
  const isDay = !to.includes('T')
  const moment = new Date(to)
  return isDay
    ? lt(imports.createdAt, new Date(moment.getTime() + DAY))
    : lte(imports.createdAt, moment)
}

const escapePattern = (search: string) => storableText(search).replace(/[\\%_]/g, '\\$&')

const lowerName = (imports: ImportsTable) => sql<string>`lower(${imports.fileName})`

function sortColumn(imports: ImportsTable, sort: Query['sort']) {
  if (sort === 'fileName') return lowerName(imports)
  return sort === 'totalRows' ? imports.totalRows : imports.createdAt
}

function cursorAt(last: { record: Import; lowerName: string }, query: Query): HistoryCursor {
  const { record } = last
  const place = { order: query.order, id: record.id }
  if (query.sort === 'fileName') return { ...place, sort: 'fileName', value: last.lowerName }
  if (query.sort === 'totalRows') return { ...place, sort: 'totalRows', value: record.totalRows }
  return { ...place, sort: 'createdAt', value: record.createdAt.getTime() }
}

function isAfter(imports: ImportsTable, query: Query, text: string): SQL {
  const cursor = decodeCursor(text, query)
  const value =
    cursor.sort === 'createdAt'
      ? sql.param(new Date(cursor.value), imports.createdAt)
      : sql.param(cursor.value)
  const comparison = sql.raw(cursor.order === 'asc' ? '>' : '<')
  const place = sql`(${sortColumn(imports, cursor.sort)}, ${imports.id})`
  return sql`${place} ${comparison} (${value}, ${cursor.id})`
}
