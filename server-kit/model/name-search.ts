import { and, inArray, type SQL, sql } from 'drizzle-orm'
import type { Connection } from './dialect.ts'
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
  const found = (await byTrigrams(asked)) ?? (await byNames(asked))
  return found.length > MOST_FOUND ? null : found
}

/** SQLite finds a part of three characters and more by its trigrams, in all of a team. Null: too many. */
async function byTrigrams(asked: Asked): Promise<string[] | null> {
  const { database, query } = asked
  if (database.dialect === 'postgres' || !hasTrigrams(query.search ?? '')) return null
  if ((await keptTotal(asked)) <= FEW_NAMES) return null
  const hits = await idsIn(
    database.db,
    sql`SELECT import_id AS id FROM import_names WHERE search_row IN (
      SELECT rowid FROM import_trigrams WHERE ${isHit(asked)} LIMIT ${MOST_FOUND + 1})`,
  )
  if (hits.length > MOST_FOUND) return null
  const { imports } = database.tables
  const kept = and(inArray(imports.id, hits), filterOf(asked))
  return hits.length === 0 ? [] : idsIn(database.db, sql`SELECT id FROM ${imports} WHERE ${kept}`)
}

const hasTrigrams = (search: string) => [...storableText(search)].length >= TRIGRAM

function isHit({ teamId, query: { search = '' } }: Asked) {
  const number = sql`(SELECT number FROM import_teams WHERE team_id = ${teamId})`
  const phrase = `"${storableText(search).replaceAll('"', '""')}"`
  return sql`import_trigrams MATCH lower(${phrase})
    AND rowid BETWEEN ${number} << 32 AND (${number} + 1) << 32`
}

/** By reading names until there are enough. Postgres takes its index of trigrams where hits are rare. */
async function byNames(asked: Asked): Promise<string[]> {
  const { database } = asked
  const { imports } = database.tables
  const first = sql`LIMIT ${MOST_FOUND + 1}`
  if (database.dialect === 'sqlite') {
    const names = sql`SELECT id FROM ${imports} INDEXED BY imports_names WHERE ${filterOf(asked)} ${first}`
    return idsIn(database.db, names)
  }
  // In the order of the index of names: else many hits would be looked for in the records of all teams.
  const order = sql`ORDER BY ${imports.entityType}, ${imports.status}, lower(${imports.fileName}), ${imports.id}`
  const names = sql`SELECT id FROM ${imports} WHERE ${filterOf(asked)} ${order} ${first}`
  return database.transaction(async (tx) => {
    // Otherwise each search starts processes, which may take longer than to read the names.
    await database.run(tx, sql`SET LOCAL max_parallel_workers_per_gather = 0`)
    return idsIn(tx, names)
  })
}

async function idsIn(connection: Connection, ids: SQL): Promise<string[]> {
  const found = await connection.select({ id: sql<string>`id` }).from(sql`(${ids}) AS hits`)
  return found.map(({ id }) => id)
}
