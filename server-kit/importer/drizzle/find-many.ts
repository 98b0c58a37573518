import { type SQL, sql } from 'drizzle-orm'
import type { FindManyQuery, FoundRecord, ImporterContext } from '../importer.ts'
import { ahead } from '../../runtime/ahead.ts'
import { byValue, found } from './find-records.ts'
import { textList } from './postgres-given.ts'
import type { RecordTable } from './record-table.ts'
import { isPostgres, type PostgresConnection } from './statements.ts'

/** Records that come at once. */
const PAGE = 5_000

// Of the one session that has it, and gone with the transaction.
const keysOf = (fields: readonly string[], field: string) =>
  sql.raw(`pg_temp.import_keys_${fields.indexOf(field)}`)
const FOUND = sql.raw('import_found')
// What rows update is shown by its id, and names by the million take their time.
const NO_NAME = sql`NULL`
const NEXT = sql`FETCH ${sql.raw(String(PAGE))} FROM ${FOUND}`

/**
 * The keys go into a temporary table that is joined once: an index has to be gone down for each key,
 * which takes three times as long as reading all records (1,000,000 keys and records). False where a key
 * is the id, which has forms of its own, or where temporary tables are not allowed.
 */
export async function findMany(
  record: RecordTable,
  { fields, queries, found: answer }: FindManyQuery,
  { tx, teamId }: ImporterContext,
): Promise<boolean> {
  if (!isPostgres(tx) || fields.some((field) => record.columns[field] === record.id)) return false
  if (!(await mayMakeTables(tx))) return false
  for (const field of fields) {
    await tx.execute(sql`CREATE TEMP TABLE ${keysOf(fields, field)} (value text) ON COMMIT DROP`)
  }
  for await (const { field, values } of queries) {
    await tx.execute(sql`INSERT INTO ${keysOf(fields, field)} SELECT unnest(${textList(values)})`)
  }
  // For this transaction alone: a join of large tables would go through files, and be planned for its
  // first rows.
  await tx.execute(sql`SET LOCAL work_mem = '64MB'`)
  await tx.execute(sql`SET LOCAL cursor_tuple_fraction = 1`)
  for (const field of fields) {
    const keys = keysOf(fields, field)
    await tx.execute(sql`ANALYZE ${keys}`)
    const isWanted = (value: SQL) => sql`${value} IN (SELECT value FROM ${keys})`
    const records = byValue(record, { field, teamId, isWanted, name: NO_NAME })
    for await (const page of recordsOf(tx, records)) await answer(field, page)
  }
  return true
}

/** A standby has none, and a role may be refused them. */
async function mayMakeTables(session: PostgresConnection): Promise<boolean> {
  const [row] = await session.execute(sql`SELECT NOT pg_is_in_recovery()
    AND has_database_privilege(current_database(), 'TEMPORARY') AS may`)
  return row?.['may'] === true
}

async function* recordsOf(
  session: PostgresConnection,
  records: SQL,
): AsyncGenerator<FoundRecord[]> {
  await session.execute(sql`DECLARE ${FOUND} NO SCROLL CURSOR FOR ${records}`)
  const fetched = () => ahead(Promise.resolve(session.execute(NEXT)))
  for (let next = fetched(); ;) {
    const rows = [...(await next)]
    if (rows.length === PAGE) next = fetched()
    if (rows.length > 0) yield found(rows)
    if (rows.length < PAGE) break
  }
  await session.execute(sql`CLOSE ${FOUND}`)
}
