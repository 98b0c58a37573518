import { sqliteCounts } from './counts.sqlite.ts'
import type { Migration } from './migration.ts'
import { sqliteNames } from './names.sqlite.ts'

/** The same tables for SQLite: times as milliseconds since 1970, JSON as text. */
export const sqliteMigrations: Migration[] = [
  {
    id: '0001_imports',
    statements: [
      `CREATE TABLE imports (
        id text PRIMARY KEY,
        team_id text NOT NULL,
        user_id text NOT NULL,
        entity_type text NOT NULL,
        file_name text NOT NULL,
        file_size integer NOT NULL DEFAULT 0,
        file_path text,
        importer text,
        status text NOT NULL,
        headers text NOT NULL,
        column_mappings text NOT NULL,
        source text NOT NULL,
        warnings text NOT NULL,
        results text,
        failed_rows_data text NOT NULL,
        total_rows integer NOT NULL DEFAULT 0,
        processed_rows integer NOT NULL DEFAULT 0,
        successful_rows integer NOT NULL DEFAULT 0,
        created_rows integer NOT NULL DEFAULT 0,
        updated_rows integer NOT NULL DEFAULT 0,
        skipped_rows integer NOT NULL DEFAULT 0,
        failed_rows integer NOT NULL DEFAULT 0,
        cursor integer NOT NULL DEFAULT 0,
        lease_owner text,
        lease_until integer,
        time_zone text NOT NULL,
        completed_at integer,
        created_at integer NOT NULL,
        updated_at integer NOT NULL
      )`,
      `CREATE INDEX imports_history ON imports (team_id, created_at DESC, id DESC)`,
      `CREATE INDEX imports_status ON imports (status)`,
      `CREATE TABLE failed_import_rows (
        id text PRIMARY KEY,
        import_id text NOT NULL,
        team_id text NOT NULL,
        row_number integer NOT NULL,
        data text NOT NULL,
        validation_error text NOT NULL,
        created_at integer NOT NULL,
        updated_at integer NOT NULL
      )`,
      `CREATE UNIQUE INDEX failed_import_rows_row ON failed_import_rows (import_id, row_number)`,
      `CREATE INDEX failed_import_rows_age ON failed_import_rows (created_at)`,
      `CREATE TABLE import_created_links (
        import_id text NOT NULL,
        link text NOT NULL,
        field text NOT NULL,
        value text NOT NULL,
        record_id text NOT NULL,
        CONSTRAINT import_created_links_value PRIMARY KEY (import_id, link, field, value)
      )`,
      `CREATE TABLE import_idempotency_keys (
        team_id text NOT NULL,
        key text NOT NULL,
        import_id text NOT NULL,
        created_at integer NOT NULL,
        CONSTRAINT import_idempotency_keys_key PRIMARY KEY (team_id, key)
      )`,
      `CREATE INDEX import_idempotency_keys_import ON import_idempotency_keys (import_id)`,
    ],
  },
  {
    id: '0002_remembered_mappings',
    statements: [
      `CREATE TABLE import_remembered_mappings (
        team_id text NOT NULL,
        entity_type text NOT NULL,
        header text NOT NULL,
        target text,
        entity_link text,
        date_format text,
        number_format text,
        updated_at integer NOT NULL,
        CONSTRAINT import_remembered_mappings_header PRIMARY KEY (team_id, entity_type, header)
      )`,
    ],
  },
  {
    id: '0003_decisions',
    statements: [
      `ALTER TABLE imports ADD COLUMN mapping_revision integer NOT NULL DEFAULT 0`,
      `CREATE TABLE import_remembered_values (
        team_id text NOT NULL,
        entity_type text NOT NULL,
        field text NOT NULL,
        value text NOT NULL,
        correction text NOT NULL,
        updated_at integer NOT NULL,
        CONSTRAINT import_remembered_values_value PRIMARY KEY (team_id, entity_type, field, value)
      )`,
    ],
  },
  {
    id: '0004_attempts',
    statements: [
      `ALTER TABLE imports ADD COLUMN attempt text`,
      `ALTER TABLE imports ADD COLUMN announced_at integer`,
      `UPDATE imports SET announced_at = completed_at`,
      `CREATE INDEX imports_unannounced ON imports (completed_at)
       WHERE completed_at IS NOT NULL AND announced_at IS NULL`,
    ],
  },
  {
    id: '0005_upkeep',
    statements: [
      `ALTER TABLE imports ADD COLUMN parent_import_id text`,
      `ALTER TABLE imports ADD COLUMN notify_at integer`,
      `ALTER TABLE imports ADD COLUMN notify_tries integer NOT NULL DEFAULT 0`,
      `ALTER TABLE imports ADD COLUMN rows_removed_at integer`,
      `ALTER TABLE imports ADD COLUMN failed_rows_removed_at integer`,
      `ALTER TABLE imports ADD COLUMN download_until integer`,
      `UPDATE imports SET notify_at = completed_at WHERE completed_at IS NOT NULL AND announced_at IS NULL`,
      `DROP INDEX imports_unannounced`,
      `CREATE INDEX imports_notify ON imports (notify_at) WHERE notify_at IS NOT NULL`,
      `CREATE INDEX imports_completed ON imports (completed_at)`,
      `CREATE INDEX imports_failed_rows_kept ON imports (completed_at) WHERE failed_rows_removed_at IS NULL`,
    ],
  },
  {
    id: '0006_history',
    statements: [
      `CREATE INDEX imports_by_time ON imports (team_id, entity_type, status, created_at, id)`,
      `CREATE INDEX imports_by_name ON imports (team_id, entity_type, status, lower(file_name), id)`,
      `CREATE INDEX imports_by_rows ON imports (team_id, entity_type, status, total_rows, id)`,
    ],
  },
  { id: '0007_counts', statements: sqliteCounts },
  { id: '0008_names', statements: sqliteNames },
]
