import { and, type Column, eq, type SQL, sql } from 'drizzle-orm'
import type { FindQuery, FoundRecord, ImporterContext } from '../importer.ts'
import { isListColumn } from './column-values.ts'
import type { LookupTable, RecordTable } from './record-table.ts'
import { query, type Row, type Statements } from './statements.ts'

/** The team's records that have one of the values in a field. */
export function* findRecords(
  record: RecordTable,
  { field, values }: FindQuery,
  { teamId }: ImporterContext,
): Statements<FoundRecord[]> {
  if (values.length === 0) return []
  if (record.columns[field] === record.id) return yield* byId(record, values, teamId)
  const isWanted = (value: SQL) => record.dialect.isOneOf(value, values)
  return found(yield* query(byValue(record, { field, teamId, isWanted, name: record.name })))
}

/** Whose keys are wanted, and which: by a field other than the id. */
export interface Wanted {
  field: string
  teamId: string
  /** A condition on a folded value. */
  isWanted(value: SQL): SQL
  /** What is answered as the name. */
  name: Column | SQL
}

export function byValue(record: RecordTable, wanted: Wanted): SQL {
  const { field } = wanted
  const lookup = record.lookups.get(field)
  const column = record.columns[field]
  if (lookup) return byLookup(record, lookup, wanted)
  if (column && isListColumn(column)) return byItem(record, column, wanted)
  return byText(record, textOf(record, field, column), wanted)
}

export const found = (rows: Row[]): FoundRecord[] =>
  rows.map(({ value, id, name }) => ({ value: String(value), id: String(id), name: nameOf(name) }))

const nameOf = (name: unknown) => (name === null ? undefined : String(name))

/** An index on the lookup's team and value makes this quick, however many records there are. */
function byLookup(
  record: RecordTable,
  lookup: LookupTable,
  { field, teamId, isWanted, name }: Wanted,
): SQL {
  const { table, dialect, id, team } = record
  return sql`SELECT ${lookup.value} AS value, ${id} AS id, ${name} AS name
    FROM ${lookup.table} JOIN ${table} ON ${id} = ${lookup.recordId} AND ${dialect.isAlso(team, teamId)}
    WHERE ${ownLookup(lookup, { teamId, entityType: record.entityType, field })}
      AND ${isWanted(sql`${lookup.value}`)}`
}

/** The rows of a lookup table that belong to one field of one importer. */
export const ownLookup = (
  lookup: LookupTable,
  of: { teamId: string; entityType: string; field: string },
) =>
  and(
    eq(lookup.teamId, of.teamId),
    lookup.entityType && eq(lookup.entityType, of.entityType),
    lookup.field && eq(lookup.field, of.field),
  )

/** Ids come folded; in the case of ULIDs or UUIDs the primary key finds them. */
function* byId(
  { table, dialect, id, team, name, hasMixedCaseIds }: RecordTable,
  values: string[],
  teamId: string,
): Statements<FoundRecord[]> {
  const matches = hasMixedCaseIds
    ? dialect.isOneOf(sql`lower(CAST(${id} AS text))`, values)
    : dialect.isOneOfIds(id, [...values, ...values.map((value) => value.toUpperCase())])
  const rows = yield* query(
    sql`SELECT ${id} AS id, ${name} AS name FROM ${table}
      WHERE ${hasMixedCaseIds ? eq(team, teamId) : dialect.isAlso(team, teamId)} AND ${matches}`,
  )
  return found(rows.map((row) => ({ ...row, value: String(row['id']).toLowerCase() })))
}

const byText = ({ table, id, team }: RecordTable, text: SQL, wanted: Wanted): SQL =>
  sql`SELECT lower(${text}) AS value, ${id} AS id, ${wanted.name} AS name FROM ${table}
    WHERE ${eq(team, wanted.teamId)} AND ${wanted.isWanted(sql`lower(${text})`)}`

/** Reads every record of the team: a field of a large table is better kept in a lookup. */
const byItem = (record: RecordTable, column: Column, wanted: Wanted): SQL =>
  sql`SELECT DISTINCT lower(item.value) AS value, ${record.id} AS id, ${wanted.name} AS name
    FROM ${record.table}, ${record.dialect.itemsOf(column)}
    WHERE ${eq(record.team, wanted.teamId)} AND ${wanted.isWanted(sql`lower(item.value)`)}`

function textOf({ custom, entityType }: RecordTable, field: string, column: Column | undefined) {
  if (column) return column.dataType === 'string' ? sql`${column}` : sql`CAST(${column} AS text)`
  if (custom) return sql`(${custom} ->> ${field})`
  throw new Error(`Importer "${entityType}" cannot find records by "${field}": it has no column`)
}
