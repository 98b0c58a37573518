import { type Column, getTableColumns, getTableName, type Table } from 'drizzle-orm'
import { SetupError } from '../../errors.ts'
import type { NewId } from '../../runtime/new-id.ts'
import type { EntityLinkDefinition } from '../importer.ts'
import { dialectOf, type SqlDialect } from './sql-dialect.ts'

/** Where keys that find a record are kept, one row each: `teamId`, `recordId`, `value`. */
export interface LookupTable {
  table: Table
  teamId: Column
  recordId: Column
  value: Column
  /** Of a table that several importers or fields share. */
  entityType: Column | undefined
  field: Column | undefined
}

/** Where links to many records are kept, one row each: `recordId`, `link`, `targetId`. */
export interface LinkTable {
  table: Table
  teamId: Column | undefined
  recordId: Column
  link: Column
  targetId: Column
}

/** A link's ids: in a column of the record, or in rows of their own. */
type LinkStorage = { column: Column; multiple: boolean } | { rows: LinkTable }

/** What `drizzleImporter` knows about a host's table. */
export interface RecordTable {
  entityType: string
  table: Table
  dialect: SqlDialect
  id: Column
  team: Column
  name: Column
  createdAt: Column | undefined
  updatedAt: Column | undefined
  /** One JSON object for the fields that have no column. */
  custom: Column | undefined
  /** All columns by key. */
  columns: Record<string, Column>
  lookups: Map<string, LookupTable>
  links: Map<string, LinkStorage>
  hasMixedCaseIds: boolean
  newId: NewId
}

export interface TableOptions {
  entityType: string
  table: Table
  entityLinks?: readonly EntityLinkDefinition[]
  /** Keys of columns. Defaults: `id`, `teamId`, `name` or `title`, `custom`. */
  idColumn?: string
  teamColumn?: string
  nameColumn?: string
  customColumn?: string
  /**
   * By field: a table with the columns `teamId`, `recordId`, `value` (and, when shared, `entityType`
   * and `field`), where `save` keeps the folded values that `findBy` looks for. Give it a primary key
   * of team, value and record, and an index on the record. A list is found quickly only so.
   */
  lookups?: Record<string, Table>
  /** By link: the key of its column. Default: `<link>Id`, of a multiple link `<link>Ids` (JSON). */
  linkColumns?: Record<string, string>
  /** For links without a column: a table with `recordId`, `link`, `targetId` (and `teamId`). */
  linkTable?: Table
  /** Ids have letters in both cases; matching by id then needs an index on `lower(id)`. */
  mixedCaseIds?: boolean
}

/** Finds the columns that have a part to play. Throws a `SetupError` that names what is missing. */
export function readTable(options: TableOptions, newId: NewId): RecordTable {
  const { entityType, table, idColumn = 'id', teamColumn = 'teamId' } = options
  const where = `importer "${entityType}"`
  const columns: Record<string, Column> = getTableColumns(table)
  const id = columnOf(table, idColumn, `${where}, idColumn`)
  const nameKey = options.nameColumn ?? ['name', 'title'].find((key) => key in columns) ?? idColumn
  return {
    entityType,
    table,
    dialect: dialectOf(table, where),
    id,
    team: columnOf(table, teamColumn, `${where}, teamColumn`),
    name: columnOf(table, nameKey, `${where}, nameColumn`),
    createdAt: columns['createdAt'],
    updatedAt: columns['updatedAt'],
    custom: options.customColumn
      ? columnOf(table, options.customColumn, `${where}, customColumn`)
      : columns['custom'],
    columns,
    lookups: new Map(
      Object.entries(options.lookups ?? {}).map(([field, lookup]) => [
        field,
        readLookup(lookup, `${where}, lookups.${field}`),
      ]),
    ),
    links: readLinks(options, where),
    hasMixedCaseIds: options.mixedCaseIds ?? false,
    newId,
  }
}

function columnOf(table: Table, key: string, where: string): Column {
  const columns: Record<string, Column> = getTableColumns(table)
  const column = columns[key]
  if (column) return column
  throw new SetupError(where, `the table "${getTableName(table)}" has no column "${key}"`)
}

function readLookup(table: Table, where: string): LookupTable {
  const columns: Record<string, Column> = getTableColumns(table)
  return {
    table,
    teamId: columnOf(table, 'teamId', where),
    recordId: columnOf(table, 'recordId', where),
    value: columnOf(table, 'value', where),
    entityType: columns['entityType'],
    field: columns['field'],
  }
}

function readLinks(options: TableOptions, where: string): Map<string, LinkStorage> {
  const links = options.entityLinks ?? []
  return new Map(links.map((link) => [link.key, readLink(link, options, where)]))
}

function readLink(
  link: EntityLinkDefinition,
  options: TableOptions,
  importer: string,
): LinkStorage {
  const columns: Record<string, Column> = getTableColumns(options.table)
  const multiple = link.multiple ?? false
  const where = `${importer}, entity link "${link.key}"`
  const named = options.linkColumns?.[link.key]
  if (named) return { column: columnOf(options.table, named, where), multiple }
  const column = columns[`${link.key}${multiple ? 'Ids' : 'Id'}`]
  if (column) return { column, multiple }
  if (options.linkTable) return { rows: readLinkTable(options.linkTable, where) }
  const fix = `name its column in linkColumns, or pass a linkTable`
  throw new SetupError(
    where,
    `the table has no column "${link.key}${multiple ? 'Ids' : 'Id'}"; ${fix}`,
  )
}

function readLinkTable(table: Table, where: string): LinkTable {
  const columns: Record<string, Column> = getTableColumns(table)
  return {
    table,
    teamId: columns['teamId'],
    recordId: columnOf(table, 'recordId', where),
    link: columnOf(table, 'link', where),
    targetId: columnOf(table, 'targetId', where),
  }
}
