import { and, inArray, type SQL, sql } from 'drizzle-orm'
import type { Connection, ImportDatabase } from './dialect.ts'
import { type Asked, filterOf } from './history-filter.ts'
import { keptTotal } from './kept-total.ts'
import { storableText } from './storable.ts'

/** More hits than these are neither listed first nor counted: in the order of the page there are enough. */
export const MOST_FOUND = 1_000
/** So many names are read sooner than their trigrams are asked for. */
const FEW_NAMES = 5_000
const TRIGRAM = 3

/**
 * The ids that a search finds, by an index of names alone: in the order of the page whole records would
 * be read until enough of them were met. Null: more than `MOST_FOUND`. To count a word that stands in
 * most names would mean to read them all, for each letter that a user types.
 */
export async function foundBy(asked: Asked): Promise<string[] | null> {
  return (await byTrigrams(asked)) ?? (await byNames(asked))
}

/** SQLite finds a part of three characters and more by its trigrams, in all of a team. Null: too many. */
async function byTrigrams(asked: Asked): Promise<string[] | null> {
  const { database, query } = asked
  if (database.dialect === 'postgres' || !hasTrigrams(query.search ?? '')) return null
  if ((await keptTotal(asked)) <= FEW_NAMES) return null
  const hits = await idsIn(
    database,
    sql`SELECT import_id AS id FROM import_names WHERE search_row IN (
      SELECT rowid FROM import_trigrams WHERE ${isHit(asked)} LIMIT ${MOST_FOUND + 1})`,
  )
  if (!hits || hits.length === 0) return hits
  const { imports } = database.tables
  const kept = and(inArray(imports.id, hits), filterOf(asked))
  return idsIn(database, sql`SELECT id FROM ${imports} WHERE ${kept}`)
}

const hasTrigrams = (search: string) => [...storableText(search)].length >= TRIGRAM

function isHit({ teamId, query: { search = '' } }: Asked) {
  const number = sql`(SELECT number FROM import_teams WHERE team_id = ${teamId})`
  const phrase = `"${storableText(search).replaceAll('"', '""')}"`
  return sql`import_trigrams MATCH lower(${phrase})
    AND rowid BETWEEN ${number} << 32 AND (${number} + 1) << 32`
}

/** By reading names until there are enough. Postgres takes its index of trigrams where hits are rare. */
async function byNames(asked: Asked): Promise<string[] | null> {
  const { database } = asked
  const { imports } = database.tables
  const first = sql`LIMIT ${MOST_FOUND + 1}`
  if (database.dialect === 'sqlite') {
    const names = sql`SELECT id FROM ${imports} INDEXED BY imports_names WHERE ${filterOf(asked)} ${first}`
    return idsIn(database, names)
  }
  // In the order of the index of names: else many hits would be looked for in the records of all teams.
  const order = sql`ORDER BY ${imports.entityType}, ${imports.status}, lower(${imports.fileName}), ${imports.id}`
  const names = sql`SELECT id FROM ${imports} WHERE ${filterOf(asked)} ${order} ${first}`
  return database.transaction(async (tx) => {
    // Otherwise each search starts processes, which may take longer than to read the names.
    await database.run(tx, sql`SET LOCAL max_parallel_workers_per_gather = 0`)
    return idsIn(database, names, tx)
  })
}

/** Null: too many. In one value: a thousand rows of an answer take longer than to find them. */
async function idsIn({ dialect, db }: ImportDatabase, ids: SQL, on: Connection = db) {
  const list = dialect === 'postgres' ? sql`json_agg(id)` : sql`json_group_array(id)`
  const listed = sql`coalesce(CAST(${list} AS text), '[]')`
  const [found] = await on
    .select({ ids: sql<string | null>`CASE WHEN count(*) <= ${MOST_FOUND} THEN ${listed} END` })
    .from(sql`(${ids}) AS hits`)
  const parsed: string[] | null = found?.ids ? JSON.parse(found.ids) : null
  return parsed
}
