import { sql } from 'drizzle-orm'
import { type Connection, detectDatabase, type ImportDatabase } from './dialect.ts'
import type { Migration } from './migrations/migration.ts'
import { postgresMigrations, TRIGRAM_INDEX } from './migrations/postgres.ts'
import { sqliteMigrations } from './migrations/sqlite.ts'
import { inTransaction, type Steps, wait } from './transaction.ts'

/** What a call of `migrate` did. */
export interface Migrated {
  /** The steps that it applied, in order; none when the tables were up to date. */
  applied: string[]
}

/**
 * Creates and upgrades the kit's tables in the host's database. Safe to run at every start, and by
 * several processes at once: one works, the others wait and find it done.
 */
export async function migrate(db: object): Promise<Migrated> {
  const database = detectDatabase(db)
  return inTransaction(database, {
    bind: (tx) => tx,
    steps: (tx) => migrationSteps(database, tx),
  })
}

type MigrationSteps<T> = Steps<Connection, T>

function* migrationSteps(database: ImportDatabase, tx: Connection): MigrationSteps<Migrated> {
  const applied: string[] = []
  const run = (statement: string) =>
    wait<Connection, unknown>(database.run(tx, sql.raw(statement)), 'a migration')
  const isPostgres = database.dialect === 'postgres'
  // SQLite's transaction has taken the write lock already. The lock is per schema, as the tables are.
  if (isPostgres) {
    yield* run(
      `SELECT pg_advisory_xact_lock(hashtext('import_kit_migrations'), hashtext(current_schema()))`,
    )
  }
  yield* run(
    `CREATE TABLE IF NOT EXISTS import_kit_migrations (id text PRIMARY KEY, applied_at text NOT NULL)`,
  )
  for (const migration of isPostgres ? postgresMigrations : sqliteMigrations) {
    if (yield* isNew(database, tx, migration)) {
      for (const statement of migration.statements) yield* run(statement)
      applied.push(migration.id)
    }
  }
  if (isPostgres) yield* run(TRIGRAM_INDEX)
  return { applied }
}

/** Records the migration; false when it was recorded before. */
function* isNew(
  database: ImportDatabase,
  tx: Connection,
  migration: Migration,
): MigrationSteps<boolean> {
  const { migrations } = database.tables
  const recorded = yield* wait<Connection, { id: string }[]>(
    database.rows(
      tx
        .insert(migrations)
        .values({ id: migration.id, appliedAt: sql`CURRENT_TIMESTAMP` })
        .onConflictDoNothing()
        .returning({ id: migrations.id }),
    ),
    'a migration',
  )
  return recorded.length > 0
}
