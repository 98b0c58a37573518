import { and, type Column, count, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { type Asked, isOfKind, type Kind } from './history-filter.ts'

const MOST_KINDS = 100

/** Each kind is a stretch of an index; so many of them are asked one by one. */
export const isOneByOne = (kinds: Kind[]) => kinds.length > 0 && kinds.length <= MOST_KINDS

interface First {
  place: SQL | Column
  rest: SQL | undefined
  /** The order by `place`, and how many. */
  first: SQL
}

/** Those that come first among the first ones of each kind. */
export function firstOfKinds(asked: Asked, kinds: Kind[], { place, rest, first }: First): SQL {
  const { imports } = asked.database.tables
  const firstOf = (isKind: SQL) => sql`(
    SELECT ${imports.id} AS id, ${place} AS place FROM ${imports} WHERE ${and(isKind, rest)} ${first})`
  if (asked.database.dialect === 'sqlite') {
    const parts = kinds.map((kind) => sql`SELECT * FROM ${firstOf(isOfKind(asked, kind))} AS part`)
    return inArray(
      imports.id,
      sql`(SELECT id FROM (${sql.join(parts, sql` UNION ALL `)}) AS parts ${first})`,
    )
  }
  // Planned once: otherwise Postgres takes longer to plan each kind than to read it.
  const isKind = sql`${eq(imports.teamId, asked.teamId)}
    AND ${imports.entityType} = kind.entity_type AND ${imports.status} = kind.status`
  const pairs = kinds.map(({ entityType, status }) => sql`(${entityType}::text, ${status}::text)`)
  return inArray(
    imports.id,
    sql`(SELECT id FROM (VALUES ${sql.join(pairs, sql`, `)}) AS kind (entity_type, status)
      CROSS JOIN LATERAL ${firstOf(isKind)} AS part ${first})`,
  )
}

/** How many imports of these kinds fulfil a condition. */
export async function countKinds(
  asked: Asked,
  kinds: Kind[],
  condition: SQL | undefined,
): Promise<number> {
  if (kinds.length === 0) return 0
  const { database } = asked
  const { imports } = database.tables
  const parts =
    database.dialect === 'sqlite' && isOneByOne(kinds)
      ? kinds.map((kind) => isOfKind(asked, kind))
      : [and(eq(imports.teamId, asked.teamId), isAmong(asked, kinds))]
  const counted = parts.map((part) => sql`SELECT 1 FROM ${imports} WHERE ${and(part, condition)}`)
  const all = sql`(${sql.join(counted, sql` UNION ALL `)}) AS counted`
  const [row] = await database.db.select({ total: count() }).from(all)
  return row?.total ?? 0
}

function isAmong({ database: { tables } }: Asked, kinds: Kind[]) {
  const { entityType, status } = tables.imports
  const pairs = kinds.map((kind) => sql`(${kind.entityType}, ${kind.status})`)
  return sql`(${entityType}, ${status}) IN (VALUES ${sql.join(pairs, sql`, `)})`
}
