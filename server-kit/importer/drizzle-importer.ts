import type { Table } from 'drizzle-orm'
import { newUlid, type NewId } from '../runtime/new-id.ts'
import { defineImporter } from './define-importer.ts'
import { findMany } from './drizzle/find-many.ts'
import { findRecords } from './drizzle/find-records.ts'
import { loadRecords } from './drizzle/load-records.ts'
import { readTable, type TableOptions } from './drizzle/record-table.ts'
import { saveRecords } from './drizzle/save-records.ts'
import { perform } from './drizzle/statements.ts'
import { type FieldOverrides, loadedTypes, tableFields } from './drizzle/table-fields.ts'
import type { Importer, ImporterDefinition } from './importer.ts'

export interface DrizzleImporterOptions
  extends Omit<ImporterDefinition, 'fields' | 'findBy' | 'load' | 'save'>, TableOptions {
  /** A table of `drizzle-orm/sqlite-core` (for better-sqlite3) or `drizzle-orm/pg-core` (postgres-js). */
  table: Table
  /**
   * What fields say besides their columns; `false` leaves a column out, `'team'` leaves it to
   * `teamFields`. A field without a column goes into the JSON column `customColumn`.
   */
  fields?: FieldOverrides
  /** Ids of new records. Default: ULIDs. */
  newId?: NewId
}

/**
 * The importer of a drizzle table: fields from its columns, and bulk SQL that finds, loads and saves,
 * always within the team. A scalar field is matched by `lower(column)`: index that expression together
 * with the team. On SQLite it answers values, on Postgres promises. Columns `createdAt` and `updatedAt`
 * are kept.
 *
 * @example
 * drizzleImporter({
 *   entityType: 'people',
 *   label: 'People',
 *   singular: 'Person',
 *   table: people,
 *   fields: { emails: { type: 'email', guesses: ['mail'] }, passwordHash: false },
 *   matchableFields: [{ field: 'emails', priority: 10, behavior: 'match_or_create' }],
 *   lookups: { emails: peopleEmails },
 * })
 */
export function drizzleImporter(options: DrizzleImporterOptions): Importer {
  const { fields: overrides = {}, newId = newUlid } = options
  const record = readTable(options, newId)
  const fields = tableFields(record, overrides)
  const types = loadedTypes(record, fields, overrides)
  const labels = new Map(fields.map(({ key, label }) => [key, label]))
  return defineImporter({
    keepsToTeam: true,
    awaitsTurn: true,
    ...options,
    fields,
    findMany: (query, context) => findMany(record, query, context),
    findBy: (query, context) => perform(context.tx, findRecords(record, query, context)),
    load: (ids, context) => perform(context.tx, loadRecords(record, { ids, types }, context)),
    save: (records, context) =>
      perform(context.tx, saveRecords({ record, context, labels }, records), context.turn),
  })
}
