import { sql, type SQL } from 'drizzle-orm'
import { migrate } from '../../server-kit/model/migrate.ts'
import { detectDatabase } from '../../server-kit/model/dialect.ts'
import { connectTo } from '../support/test-databases.ts'

/** The team with a fifth of all imports. */
export const BIG_TEAM = 'team-0'
/** The import with the failed rows. */
export const EXPORTED = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
/** The import that runs. */
export const POLLED = '01ARZ3NDEKTSV4RRFFQ69G5FAW'
export const TEAMS = 1_000

const WORDS = 'customers leads contacts march april crm export final sales north partners events'
const SOURCE = '{"format":"csv","encoding":"utf-8","delimiter":",","quote":"","headerRow":1}'
const START = Date.UTC(2024, 0, 1)

/** A database of one of the two, by its url. */
export function openHistory(url: string) {
  const connection = connectTo(url)
  const { run } = detectDatabase(connection.db)
  const database = detectDatabase(connection.db)
  return { ...connection, run: async (statement: SQL) => run(database.db, statement) }
}

type History = ReturnType<typeof openHistory>

/** A number below `below` that depends on `i` alone. */
const picked = (salt: number, below: number) =>
  sql.raw(`(((i * ${2_654_435_761 + salt * 40_503} + ${salt}) % 1000003) % ${below})`)

/** `count` imports in 1,000 teams, one with a fifth of them; rare statuses and types among them. */
export async function fillHistory(history: History, count: number) {
  const isPostgres = history.dialect === 'postgres'
  await migrate(history.db)
  const words = WORDS.split(' ').map((word) => `'${word}'`)
  const word = (salt: number) =>
    sql`(CASE ${picked(salt, words.length)} ${sql.raw(
      words.map((name, n) => `WHEN ${n} THEN ${name}`).join(' '),
    )} END)`
  const time = isPostgres
    ? sql`to_timestamp((${START} + i * 60000) / 1000.0)`
    : sql`(${START} + i * 60000)`
  const numbers = isPostgres
    ? sql`generate_series(1, ${sql.raw(String(count))}) AS n(i)`
    : sql`(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i FROM n)`
  const json = (text: string) => sql.raw(isPostgres ? `'${text}'::jsonb` : `'${text}'`)
  const bigint = sql.raw(isPostgres ? 'i::bigint' : 'i')
  await history.run(sql`INSERT INTO imports (id, team_id, user_id, entity_type, file_name, status,
      headers, column_mappings, source, warnings, failed_rows_data, time_zone, total_rows,
      created_at, updated_at, completed_at)
    SELECT '01HF' || substr('0000000000000000000000' || i, -22), 
      CASE WHEN i % 5 = 0 THEN 'team-0' ELSE 'team-' || (1 + ${picked(1, TEAMS - 1)}) END, 'ada',
      CASE WHEN i % 20011 = 0 THEN 'note' WHEN i % 20 = 0 THEN 'task' WHEN i % 7 = 0 THEN 'opportunity'
        WHEN i % 3 = 0 THEN 'company' ELSE 'people' END,
      ${word(2)} || '-' || ${word(3)} || '-' || i || CASE WHEN i % 100003 = 0 THEN '-xylophone' ELSE '' END || '.csv',
      CASE WHEN i % 30011 = 0 THEN 'cancelled' WHEN i % 17 = 0 THEN 'failed' WHEN i % 31 = 0 THEN 'mapping'
        ELSE 'completed' END,
      ${json('["Name","E-mail"]')}, ${json('[]')}, ${json(SOURCE)}, ${json('[]')}, ${json('[]')}, 'UTC',
      ${picked(4, 100_000)}, ${time}, ${time}, ${time}
    FROM ${isPostgres ? sql`(SELECT ${bigint} AS i FROM ${numbers}) AS numbers` : numbers}`)
  if (isPostgres) await vacuum(history, 'imports')
}

/** As the server does it in its own time, which is none in a bench. */
async function vacuum(history: History, table: string) {
  // What is not yet on the disk is not marked as visible to all, and no index alone could answer.
  await history.run(sql`CHECKPOINT`)
  await history.run(sql`VACUUM ANALYZE ${sql.identifier(table)}`)
}

/** An import of the big team that has `count` failed rows of ten cells, and one that runs. */
export async function fillFailedRows(history: History, count: number) {
  const isPostgres = history.dialect === 'postgres'
  const headers = Array.from({ length: 10 }, (_, n) => `Column ${n + 1}`)
  const now = isPostgres ? sql`now()` : sql`${Date.now()}`
  const later = isPostgres ? sql`now() + interval '1 day'` : sql`${Date.now() + 86_400_000}`
  const names = sql.raw(
    isPostgres ? `'${JSON.stringify(headers)}'::jsonb` : `'${JSON.stringify(headers)}'`,
  )
  for (const [id, status] of [
    [EXPORTED, 'completed'],
    [POLLED, 'importing'],
  ] as const) {
    await history.run(sql`INSERT INTO imports (id, team_id, user_id, entity_type, file_name, status,
        headers, column_mappings, source, warnings, failed_rows_data, time_zone, total_rows, failed_rows,
        lease_owner, lease_until, created_at, updated_at, completed_at)
      SELECT ${id}, 'team-0', 'ada', 'people', 'failed.csv', ${status}, ${names}, column_mappings, source,
        warnings, failed_rows_data, 'UTC', ${count}, ${count}, 'elsewhere', ${later}, ${now}, ${now},
        CASE WHEN ${status} = 'completed' THEN completed_at END
      FROM imports WHERE status = 'completed' LIMIT 1`)
  }
  const cells = headers.map((header, n) => {
    const value =
      n === 3
        ? `'=SUM(A' || i || ')'`
        : n === 5
          ? `'said \\"' || i || '\\", twice'`
          : `'value ${n} of row ' || i`
    return `"${header}":"' || ${value} || '"`
  })
  const json = sql.raw(`'{${cells.join(',')}}'`)
  const numbers = isPostgres
    ? sql`generate_series(1, ${sql.raw(String(count))}) AS n(i)`
    : sql`(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i FROM n)`
  await history.run(sql`INSERT INTO failed_import_rows (id, import_id, team_id, row_number, data,
      validation_error, created_at, updated_at)
    SELECT 'f' || i, ${EXPORTED}, 'team-0', i + 1, ${isPostgres ? sql`(${json})::jsonb` : json},
      'Name is required', ${now}, ${now} FROM ${numbers}`)
  if (isPostgres) await vacuum(history, 'failed_import_rows')
  return headers
}
