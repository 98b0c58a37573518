import { type SQL, sql } from 'drizzle-orm'
import { USERS } from '../users.ts'
import type { EntityType } from './entities.ts'
import type { RecordsDatabase } from './open-records.ts'
import { tableOf } from './record-tables.ts'

export interface LinkedRecord {
  id: string
  name: string
}

interface LinkDefinition {
  target: EntityType | 'user'
  /** The key of the record's own column; null: the rows of `record_links`. */
  column: string | null
}

const MANY = {
  companies: { target: 'company', column: null },
  people: { target: 'people', column: null },
  opportunities: { target: 'opportunity', column: null },
} as const

/** The links of each entity type: one record in a column of its own, or many in `record_links`. */
const LINKS: Record<EntityType, Record<string, LinkDefinition>> = {
  company: { accountOwner: { target: 'user', column: 'accountOwnerId' } },
  people: { company: { target: 'company', column: 'companyId' } },
  opportunity: {
    company: { target: 'company', column: 'companyId' },
    contact: { target: 'people', column: 'contactId' },
  },
  task: { ...MANY, assignees: { target: 'user', column: null } },
  note: MANY,
}

interface Wanted {
  teamId: string
  entityType: EntityType
}

type Row = Record<string, unknown>

/** Loads what the rows of one page are linked with; answers the links of each row, by link key. */
export async function loadLinks(
  database: RecordsDatabase,
  { teamId, entityType }: Wanted,
  rows: Row[],
): Promise<(row: Row) => Record<string, LinkedRecord[]>> {
  const links = Object.entries(LINKS[entityType])
  const many = await manyLinks(database, rows, links)
  const idsOf = (row: Row, [key, { column }]: [string, LinkDefinition]) => {
    if (column === null) return many.get(`${String(row['id'])} ${key}`) ?? []
    return typeof row[column] === 'string' ? [row[column]] : []
  }
  const names = new Map<string, string>()
  for (const link of links) {
    const ids = [...new Set(rows.flatMap((row) => idsOf(row, link)))]
    const found = await loadNames(database, { teamId, target: link[1].target, ids })
    for (const { id, name } of found) names.set(id, name)
  }
  const linked = (id: string) => {
    const name = names.get(id)
    return name === undefined ? [] : [{ id, name }]
  }
  return (row) =>
    Object.fromEntries(links.map((link) => [link[0], idsOf(row, link).flatMap(linked)]))
}

async function manyLinks(
  database: RecordsDatabase,
  rows: Row[],
  links: [string, LinkDefinition][],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (rows.length === 0 || links.every(([, { column }]) => column !== null)) return found
  const ids = rows.map((row) => String(row['id']))
  const linked = await database.query(
    sql`SELECT record_id, link, target_id FROM record_links WHERE record_id IN ${ids}
      ORDER BY target_id`,
  )
  for (const { record_id: id, link, target_id: target } of linked) {
    const key = `${String(id)} ${String(link)}`
    found.set(key, [...(found.get(key) ?? []), String(target)])
  }
  return found
}

async function loadNames(
  database: RecordsDatabase,
  { teamId, target, ids }: { teamId: string; target: EntityType | 'user'; ids: string[] },
): Promise<LinkedRecord[]> {
  if (ids.length === 0) return []
  if (target === 'user') return USERS.filter(({ id }) => ids.includes(id)).map(toLinked)
  const statement: SQL = sql`SELECT id, name FROM ${tableOf(database, target)}
    WHERE team_id = ${teamId} AND id IN ${ids}`
  const rows = await database.query(statement)
  return rows.map(({ id, name }) => ({ id: String(id), name: String(name) }))
}

const toLinked = ({ id, name }: LinkedRecord): LinkedRecord => ({ id, name })
