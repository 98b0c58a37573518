import { type AnyColumn, type SQL, getTableColumns, sql } from 'drizzle-orm'
import { customFields } from '../importers/people.ts'
import { ENTITIES, type EntityType } from './entities.ts'
import type { RecordsDatabase } from './open-records.ts'
import { type LinkedRecord, loadLinks } from './record-links.ts'
import { tableOf } from './record-tables.ts'

export interface RecordQuery {
  teamId: string
  entityType: EntityType
  search: string
  offset: number
  limit: number
}

export interface RecordView {
  id: string
  links: Record<string, LinkedRecord[]>
  [field: string]: unknown
}

const PRIVATE = new Set(['teamId', 'custom', 'accountOwnerId', 'companyId', 'contactId'])
const INSTANTS = new Set(['lastContactedAt', 'dueAt'])

/** A page of the team's records, by name. */
export async function listRecords(
  database: RecordsDatabase,
  query: RecordQuery,
): Promise<{ items: RecordView[]; total: number }> {
  const columns = columnsOf(database, query.entityType)
  const table = tableOf(database, query.entityType)
  const where = sql`team_id = ${query.teamId}${searched(columns, query)}`
  const title = sql.identifier(ENTITIES[query.entityType].title)
  const [counted] = await database.query(sql`SELECT count(*) AS total FROM ${table} WHERE ${where}`)
  const rows = await database.query(sql`
    SELECT ${aliased(columns)} FROM ${table} WHERE ${where}
    ORDER BY ${title}, id LIMIT ${query.limit} OFFSET ${query.offset}`)
  const links = await loadLinks(database, query, rows)
  const items = rows.map((row) => ({ ...readFields(columns, row, query), links: links(row) }))
  return { items, total: Number(counted?.['total'] ?? 0) }
}

type Columns = [key: string, column: AnyColumn][]

const columnsOf = (database: RecordsDatabase, entityType: EntityType): Columns =>
  Object.entries(getTableColumns(tableOf(database, entityType)))

const aliased = (columns: Columns): SQL =>
  sql.join(
    columns.map(([key, column]) => sql`${sql.identifier(column.name)} AS ${sql.identifier(key)}`),
    sql`, `,
  )

function searched(columns: Columns, { search, entityType }: RecordQuery): SQL {
  const words = search.trim().toLowerCase()
  if (words === '') return sql``
  const { title, shown } = ENTITIES[entityType]
  const pattern = `%${words.replace(/[\\%_]/g, String.raw`\$&`)}%`
  const conditions = columns
    .filter(([key]) => key === title || shown.includes(key))
    .map(
      ([, { name }]) =>
        sql`lower(CAST(${sql.identifier(name)} AS text)) LIKE ${pattern} ESCAPE '\\'`,
    )
  return sql` AND (${sql.join(conditions, sql` OR `)})`
}

function readFields(columns: Columns, row: Record<string, unknown>, query: RecordQuery) {
  const own = columns.filter(([key]) => !PRIVATE.has(key))
  const fields = own.map(([key, column]) => [key, readField(key, column, row[key])])
  return {
    id: String(row['id']),
    ...Object.fromEntries(fields),
    ...(query.entityType === 'people' && readCustom(columns, row, query.teamId)),
  }
}

/** The fields that the team added for itself: without a value they are there all the same. */
function readCustom(columns: Columns, row: Record<string, unknown>, teamId: string) {
  const column = columns.find(([key]) => key === 'custom')?.[1]
  const raw = row['custom']
  const stored: unknown = raw && column ? column.mapFromDriverValue(raw) : {}
  const values = new Map(typeof stored === 'object' ? Object.entries(stored ?? {}) : [])
  return Object.fromEntries(customFields(teamId).map(({ key }) => [key, values.get(key) ?? null]))
}

function readField(key: string, column: AnyColumn, raw: unknown): unknown {
  if (raw === null || raw === undefined) return column.dataType === 'json' ? [] : null
  const value: unknown = column.mapFromDriverValue(raw)
  return INSTANTS.has(key) ? new Date(String(value)).toISOString() : value
}
