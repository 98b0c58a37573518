import { type Column, entityKind, type SQL, sql } from 'drizzle-orm'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { SetupError } from '../errors.ts'
import type { MaybePromise } from '../importer/importer.ts'
import * as postgresTables from './tables.postgres.ts'
import * as sqliteTables from './tables.sqlite.ts'

/** The host's database, or a transaction of it, with the builders that both dialects share. */
export type Connection = Pick<
  PostgresJsDatabase,
  'select' | 'insert' | 'update' | 'delete' | 'execute'
>
export type Tables = typeof postgresTables

/**
 * The host's database with what differs between the two. Queries are written once, in the types of
 * Postgres; the builders of better-sqlite3 have the same methods and can be awaited too.
 */
export interface ImportDatabase {
  dialect: 'sqlite' | 'postgres'
  db: Connection
  tables: Tables
  /** The database's own time: leases must not depend on the clocks of several machines. */
  now: SQL
  fromNow(milliseconds: number): SQL
  /** Milliseconds from `time` to the database's now. */
  since(time: SQL): SQL<number>
  /** Leaves out rows that another transaction has locked: on SQLite there are none. */
  skipLocked: SQL
  /**
   * Whether a text in lower case has `part` in it, in any case. `key`: what of it few texts have, for an
   * index.
   */
  contains(lowered: SQL, part: string, key?: string): SQL
  /** Runs a query that answers rows: on SQLite at once, as a transaction there needs it. */
  rows<Row>(query: PromiseLike<Row[]>): MaybePromise<Row[]>
  /** A text as a parameter, in places where Postgres asks for its type. */
  text(value: string): SQL
  /** The items of a JSON list, as a table with the column `value`. */
  items(json: string): SQL
  /** Whether a text is one of those, as one parameter, by an index. */
  isOneOf(text: Column, texts: readonly string[]): SQL
  /** Runs a statement without an answer. */
  run(connection: Connection, statement: SQL): MaybePromise<unknown>
  /** On SQLite `run` must be synchronous, and the answer is there at once. */
  transaction<T>(run: (tx: Connection) => MaybePromise<T>): MaybePromise<T>
  savepoint<T>(tx: Connection, run: (nested: Connection) => MaybePromise<T>): MaybePromise<T>
}

/** Detects what the host has passed as `db`. */
export function detectDatabase(db: object): ImportDatabase {
  const kind = kindOf(db)
  if (kind === 'BetterSQLite3Database') return sqliteDatabase(db)
  if (kind === 'PostgresJsDatabase') return postgresDatabase(db)
  throw new SetupError(
    'options.db',
    'needs a drizzle database of "drizzle-orm/better-sqlite3" or "drizzle-orm/postgres-js": ' +
      'pass what drizzle(client) answers, not the client.',
  )
}

/** By drizzle's own mark, not by `instanceof`: the host may have another copy of drizzle. */
function kindOf(db: object): unknown {
  return Reflect.get(Object(Object.getPrototypeOf(db)).constructor ?? Object, entityKind)
}

interface Untyped extends Connection {
  transaction<T>(run: (tx: Connection) => MaybePromise<T>, options?: object): MaybePromise<T>
  run(statement: SQL): unknown
}

/** The one cast of the kit: what `kindOf` has found, in the types of Postgres. */
const cast = <T>(value: unknown) => value as T

function postgresDatabase(db: object): ImportDatabase {
  return {
    dialect: 'postgres',
    db: cast<Connection>(db),
    tables: postgresTables,
    now: sql`clock_timestamp()`,
    fromNow: (milliseconds) =>
      sql`clock_timestamp() + ${milliseconds}::double precision * interval '1 millisecond'`,
    since: (time) =>
      sql`(extract(epoch FROM clock_timestamp() - ${time}) * 1000)::double precision`,
    skipLocked: sql`FOR UPDATE SKIP LOCKED`,
    // By a pattern: what indexes of trigrams know. They do not know `strpos`, and so leave the rest alone.
    contains: (lowered, part, key = part) => {
      const pattern = `%${key.replace(/[\\%_]/g, '\\$&')}%`
      const hasKey = sql`${lowered} LIKE lower(${pattern}::text) ESCAPE '\\'`
      return key === part
        ? hasKey
        : sql`(${hasKey} AND strpos(${lowered}, lower(${part}::text)) > 0)`
    },
    rows: async (query) => query,
    text: (value) => sql`${value}::text`,
    items: (json) => sql`json_array_elements(${json}::text::json)`,
    // By an array: of a table, whose rows it cannot count, Postgres would make a join with all rows.
    isOneOf: (text, texts) =>
      sql`${text} = ANY(ARRAY(SELECT json_array_elements_text(${JSON.stringify(texts)}::text::json)))`,
    run: async (connection, statement) => connection.execute(statement),
    transaction: (run) => cast<Untyped>(db).transaction(run),
    savepoint: (tx, run) => cast<Untyped>(tx).transaction(run),
  }
}

function sqliteDatabase(db: object): ImportDatabase {
  const now = sql`CAST(unixepoch('subsec') * 1000 AS INTEGER)`
  return {
    dialect: 'sqlite',
    db: cast<Connection>(db),
    tables: cast<Tables>(sqliteTables),
    now,
    fromNow: (milliseconds) => sql`${now} + ${milliseconds}`,
    since: (time) => sql`(${now} - ${time})`,
    skipLocked: sql``,
    contains: (lowered, part) => sql`instr(${lowered}, lower(${part})) > 0`,
    rows: <Row>(query: PromiseLike<Row[]>) => cast<{ all(): Row[] }>(query).all(),
    text: (value) => sql`${value}`,
    items: (json) => sql`json_each(${json})`,
    isOneOf: (text, texts) =>
      sql`${text} IN (SELECT value FROM json_each(${JSON.stringify(texts)}))`,
    run: (connection, statement) => cast<Untyped>(connection).run(statement),
    // Immediate: otherwise a second writer fails in the middle, when its read lock cannot grow.
    transaction: (run) => cast<Untyped>(db).transaction(run, { behavior: 'immediate' }),
    savepoint: (tx, run) => cast<Untyped>(tx).transaction(run),
  }
}
