import { desc } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { DateFormat, ImportStatus, NumberFormat } from '../contract/stages.ts'
import type { Import } from './import.ts'

const time = (name: string) => integer(name, { mode: 'timestamp_ms' })
const json = (name: string) => text(name, { mode: 'json' })
const count = (name: string) => integer(name).notNull().default(0)

/** One run each: the only source of truth for everything but the rows. */
export const imports = sqliteTable(
  'imports',
  {
    id: text('id').primaryKey(),
    teamId: text('team_id').notNull(),
    userId: text('user_id').notNull(),
    entityType: text('entity_type').notNull(),
    fileName: text('file_name').notNull(),
    fileSize: integer('file_size').notNull().default(0),
    filePath: text('file_path'),
    importer: text('importer'),
    status: text('status').$type<ImportStatus>().notNull(),
    headers: json('headers').$type<Import['headers']>().notNull(),
    columnMappings: json('column_mappings').$type<Import['columnMappings']>().notNull(),
    mappingRevision: count('mapping_revision'),
    source: json('source').$type<Import['source']>().notNull(),
    warnings: json('warnings').$type<Import['warnings']>().notNull(),
    results: json('results').$type<NonNullable<Import['results']>>(),
    failedRowsData: json('failed_rows_data').$type<Import['failedRowsData']>().notNull(),
    totalRows: count('total_rows'),
    processedRows: count('processed_rows'),
    successfulRows: count('successful_rows'),
    createdRows: count('created_rows'),
    updatedRows: count('updated_rows'),
    skippedRows: count('skipped_rows'),
    failedRows: count('failed_rows'),
    cursor: count('cursor'),
    leaseOwner: text('lease_owner'),
    leaseUntil: time('lease_until'),
    attempt: json('attempt').$type<NonNullable<Import['attempt']>>(),
    timeZone: text('time_zone').notNull(),
    /** The import whose failed rows this file has. */
    parentImportId: text('parent_import_id'),
    /** When the host is to be told of the end; null: told, given up, or not ended. */
    notifyAt: time('notify_at'),
    notifyTries: count('notify_tries'),
    /** Since then the row store is gone, or about to go: nobody resumes it any more. */
    rowsRemovedAt: time('rows_removed_at'),
    failedRowsRemovedAt: time('failed_rows_removed_at'),
    /** Until then somebody downloads the failed rows: they stay. */
    downloadUntil: time('download_until'),
    completedAt: time('completed_at'),
    announcedAt: time('announced_at'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [
    index('imports_history').on(table.teamId, desc(table.createdAt), desc(table.id)),
    index('imports_status').on(table.status),
  ],
)

/** The rows whose write was refused, with their cells as read and the reason. */
export const failedImportRows = sqliteTable(
  'failed_import_rows',
  {
    id: text('id').primaryKey(),
    importId: text('import_id').notNull(),
    teamId: text('team_id').notNull(),
    rowNumber: integer('row_number').notNull(),
    data: json('data').$type<Record<string, string>>().notNull(),
    validationError: text('validation_error').notNull(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('failed_import_rows_row').on(table.importId, table.rowNumber),
    index('failed_import_rows_age').on(table.createdAt),
  ],
)

/** The records that an import made for its entity links: each value makes one. */
export const importCreatedLinks = sqliteTable(
  'import_created_links',
  {
    importId: text('import_id').notNull(),
    link: text('link').notNull(),
    field: text('field').notNull(),
    value: text('value').notNull(),
    recordId: text('record_id').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'import_created_links_value',
      columns: [table.importId, table.link, table.field, table.value],
    }),
  ],
)

/** Which import a request with an `Idempotency-Key` made. */
export const importIdempotencyKeys = sqliteTable(
  'import_idempotency_keys',
  {
    teamId: text('team_id').notNull(),
    key: text('key').notNull(),
    importId: text('import_id').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'import_idempotency_keys_key', columns: [table.teamId, table.key] }),
    index('import_idempotency_keys_import').on(table.importId),
  ],
)

/** What a team chose last for a header of one entity type; no target: the column is not imported. */
export const importRememberedMappings = sqliteTable(
  'import_remembered_mappings',
  {
    teamId: text('team_id').notNull(),
    entityType: text('entity_type').notNull(),
    header: text('header').notNull(),
    target: text('target'),
    entityLink: text('entity_link'),
    dateFormat: text('date_format').$type<DateFormat>(),
    numberFormat: text('number_format').$type<NumberFormat>(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'import_remembered_mappings_header',
      columns: [table.teamId, table.entityType, table.header],
    }),
  ],
)

/** What a team chose for a value of one field; `value` is folded. */
export const importRememberedValues = sqliteTable(
  'import_remembered_values',
  {
    teamId: text('team_id').notNull(),
    entityType: text('entity_type').notNull(),
    field: text('field').notNull(),
    value: text('value').notNull(),
    correction: text('correction').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'import_remembered_values_value',
      columns: [table.teamId, table.entityType, table.field, table.value],
    }),
  ],
)

/** How many imports there are of each kind, kept by triggers. */
export const importCounts = sqliteTable(
  'import_counts',
  {
    teamId: text('team_id').notNull(),
    entityType: text('entity_type').notNull(),
    status: text('status').$type<ImportStatus>().notNull(),
    /** When they were made, as `2026-03`. */
    month: text('month').notNull(),
    imports: integer('imports').notNull(),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.entityType, table.status, table.month] })],
)

/** Which steps of the tables' history this database has. */
export const migrations = sqliteTable('import_kit_migrations', {
  id: text('id').primaryKey(),
  appliedAt: text('applied_at').notNull(),
})
