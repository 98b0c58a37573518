import { and, count, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Connection } from './dialect.ts'
import { countKinds } from './history-kinds.ts'
import {
  type Asked,
  filterOf,
  hasName,
  isWithin,
  type Kind,
  kindsOf,
  spanOf,
} from './history-filter.ts'
import { storableText } from './storable.ts'

/** More hits than these are not listed first: in the order of the page there are enough of them. */
const MOST_FOUND = 1_000
/** So many names are read sooner than their trigrams are asked for. */
const FEW_NAMES = 5_000
const TRIGRAM = 3

/**
 * The ids that a search finds, when they are few. SQLite finds them in an index alone; in the order of the
 * page it would read whole records until it has met enough of them. Postgres knows by itself: null there.
 */
export async function foundBy(asked: Asked): Promise<string[] | null> {
  const { database, query } = asked
  if (database.dialect === 'postgres' || !query.search) return null
  const isLarge = hasTrigrams(query.search) && (await namesOf(asked)).wanted > FEW_NAMES
  const hits = isLarge ? trigramHits(asked) : readHits(asked)
  const found = await database.db.select({ id: sql<string>`id` }).from(sql`(${hits}) AS hits`)
  return found.length > MOST_FOUND ? null : found.map(({ id }) => id)
}

/** SQLite finds a part of three characters and more by its trigrams. */
const hasTrigrams = (search: string) => [...storableText(search)].length >= TRIGRAM

const trigramHits = (asked: Asked) => sql`
  SELECT import_id AS id FROM import_names WHERE search_row IN (
    SELECT rowid FROM import_trigrams WHERE ${isHit(asked)} LIMIT ${MOST_FOUND + 1})`

const readHits = (asked: Asked) => sql`
  SELECT id FROM ${asked.database.tables.imports} INDEXED BY imports_names
  WHERE ${filterOf(asked)} LIMIT ${MOST_FOUND + 1}`

/** All of the team, whatever their kind. */
function isHit({ teamId, query: { search = '' } }: Asked) {
  const number = sql`(SELECT number FROM import_teams WHERE team_id = ${teamId})`
  const phrase = `"${storableText(search).replaceAll('"', '""')}"`
  return sql`import_trigrams MATCH lower(${phrase})
    AND rowid BETWEEN ${number} << 32 AND (${number} + 1) << 32`
}

/**
 * How many imports a search finds, `found` if it finds few. On SQLite trigrams tell how many the whole team has: where the filters
 * leave most of the team, only the names that they leave out are read.
 */
export async function totalOfSearch(asked: Asked, found: string[] | null): Promise<number> {
  const { database, query } = asked
  if (found) return countWhere(asked, inArray(database.tables.imports.id, found))
  const { search = '' } = query
  const isWhole = query.from === undefined && query.to === undefined
  if (database.dialect === 'postgres' || !isWhole || !hasTrigrams(search)) return readTotal(asked)
  const { wanted, others, left } = await namesOf(asked)
  if (wanted <= FEW_NAMES || left >= wanted) return readTotal(asked)
  const [hits] = await database.db
    .select({ total: count() })
    .from(sql`import_trigrams`)
    .where(isHit(asked))
  return (hits?.total ?? 0) - (await readTotal(asked, others))
}

/** By reading the names, of other kinds than those asked for if they are given. */
async function readTotal(asked: Asked, kinds?: Kind[]): Promise<number> {
  const { database, query } = asked
  const { imports } = database.tables
  // In one: otherwise it would ask its trigrams for each kind.
  if (database.dialect === 'postgres') return countWhere(asked)
  const isNamed = hasName(database, query.search ?? '')
  const condition = and(isWithin(imports, spanOf(query)), isNamed)
  return countKinds(asked, kinds ?? kindsOf(query), { condition, index: 'imports_names' })
}

async function countWhere(asked: Asked, isFound?: SQL) {
  const { database } = asked
  const counting = (connection: Connection) =>
    connection
      .select({ total: count() })
      .from(database.tables.imports)
      .where(and(filterOf(asked), isFound))
  if (database.dialect === 'sqlite') return totalIn(await counting(database.db))
  return database.transaction(async (tx) => {
    // Otherwise each search starts processes, which may take longer than to read the names.
    await database.run(tx, sql`SET LOCAL max_parallel_workers_per_gather = 0`)
    return totalIn(await counting(tx))
  })
}

const totalIn = ([row]: { total: number }[]) => row?.total ?? 0

/** How many names the filters leave and leave out, and of which kinds the others are. */
async function namesOf({ database, teamId, query }: Asked) {
  const { importCounts: counts } = database.tables
  const kept = await database.db
    .select({
      entityType: counts.entityType,
      status: counts.status,
      imports: sql<number>`CAST(sum(${counts.imports}) AS integer)`,
    })
    .from(counts)
    .where(eq(counts.teamId, teamId))
    .groupBy(counts.entityType, counts.status)
  const asked = new Set(kindsOf(query).map(keyOfKind))
  const isAsked = (kind: Kind) => asked.has(keyOfKind(kind))
  const others = kept.filter((kind) => kind.imports > 0 && !isAsked(kind))
  return { wanted: sumOf(kept.filter(isAsked)), left: sumOf(others), others }
}

const keyOfKind = ({ entityType, status }: Kind) => JSON.stringify([entityType, status])

const sumOf = (kinds: { imports: number }[]) => kinds.reduce((sum, { imports }) => sum + imports, 0)
