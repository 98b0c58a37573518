import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { DRAFT_STATUSES, FINAL_STATUSES, type ImportStatus, STATUSES } from '../contract/stages.ts'
import type { ImportDatabase, Tables } from './dialect.ts'
import type { TeamImports } from './import.ts'
import { storableText } from './storable.ts'

export type HistoryQuery = Parameters<TeamImports['list']>[0]

/** What a page of the history is asked for: of which team, and how. */
export interface Asked {
  database: ImportDatabase
  teamId: string
  query: HistoryQuery
}

/** Imports of one entity type in one status: an index has each kind in any order. */
export interface Kind {
  entityType: string
  status: ImportStatus
}

/** The kinds that the filters leave. */
export function kindsOf(query: HistoryQuery): Kind[] {
  const statuses = statusesOf(query)
  return entityTypesOf(query).flatMap((entityType) =>
    statuses.map((status) => ({ entityType, status })),
  )
}

export function entityTypesOf({ entityTypes, entityType }: HistoryQuery): string[] {
  const wanted = entityTypes.filter((type) => entityType === undefined || type === entityType)
  return [...new Set(wanted.map(storableText))]
}

/** A status that is asked for by name is shown; otherwise `drafts` decides. */
export function statusesOf({ status, drafts }: HistoryQuery): ImportStatus[] {
  if (status && status.length > 0) return [...new Set(status)]
  if (drafts === true) return [...STATUSES]
  return drafts === 'only' ? [...DRAFT_STATUSES] : ['importing', ...FINAL_STATUSES]
}

/** All filters in one condition. */
export function filterOf({ database, teamId, query }: Asked): SQL | undefined {
  const { imports } = database.tables
  const { search } = query
  return and(
    eq(imports.teamId, teamId),
    inArray(imports.entityType, entityTypesOf(query)),
    inArray(imports.status, statusesOf(query)),
    isWithin(imports, spanOf(query)),
    search ? hasName(database, search) : undefined,
  )
}

/** The part of the filter that one kind fulfils, without the time. */
export function isOfKind({ database, teamId }: Asked, { entityType, status }: Kind): SQL {
  const { imports } = database.tables
  return sql`${and(
    eq(imports.teamId, teamId),
    eq(imports.entityType, entityType),
    eq(imports.status, status),
  )}`
}

/** Whatever the case: as it stands in an index of names, on Postgres in one of trigrams too. */
function hasName(database: ImportDatabase, search: string): SQL {
  const part = storableText(search)
  // All names have one: to find those trigrams took most of the time.
  const key = part.replace(EXTENSION, '') || part
  return database.contains(lowerName(database.tables.imports), part, key)
}

const EXTENSION = /\.\w{3,4}$/

export const lowerName = (imports: Tables['imports']) => sql<string>`lower(${imports.fileName})`

/** From the first moment to before the other one. */
export interface Span {
  from?: Date | undefined
  before?: Date | undefined
}

const DAY = 24 * 60 * 60 * 1000

/** A date means the whole day (UTC), a time means that moment. */
export function spanOf({ from, to }: HistoryQuery): Span {
  const after = to?.includes('T') ? 1 : DAY
  return {
    from: from === undefined ? undefined : known(Date.parse(from)),
    before: to === undefined ? undefined : known(Date.parse(to) + after),
  }
}

const [EARLIEST, LATEST] = [Date.parse('0001-01-01'), Date.parse('9999-12-01')]

/** Within the years that both databases know, and write with four digits; so is the next month. */
const known = (time: number) => new Date(Math.min(Math.max(time, EARLIEST), LATEST))

export function isWithin(imports: Tables['imports'], { from, before }: Span): SQL | undefined {
  return and(from && gte(imports.createdAt, from), before && lt(imports.createdAt, before))
}
