import { and, type Column, type SQL, sql } from 'drizzle-orm'
import { keysOf } from '../../values/fold-key.ts'
import { isUniqueViolation } from '../database-error.ts'
import { RowError } from '../row-error.ts'
import { ownLookup } from './find-records.ts'
import type { LookupTable } from './record-table.ts'
import type { RecordToSave, Saving } from './save-records.ts'
import type { SqlDialect } from './sql-dialect.ts'
import { change, changing, type Given, givenFor, type Statements } from './statements.ts'

interface Lookup {
  lookup: LookupTable
  dialect: SqlDialect
  of: { teamId: string; entityType: string; field: string }
}

/** Keeps the lookup tables in step with what was written, field by field. */
export function* saveLookups(
  { record, context, labels }: Saving,
  written: readonly RecordToSave[],
): Statements<void> {
  for (const [field, lookup] of record.lookups) {
    const sent = written.filter(({ values }) => field in values)
    if (sent.length === 0) continue
    const of = { teamId: context.teamId, entityType: record.entityType, field }
    const own = { lookup, dialect: record.dialect, of }
    yield* removeOldKeys(own, sent)
    try {
      yield* addNewKeys(own, sent)
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
      throw new RowError(`${labels.get(field) ?? field} is already taken`, { cause: error })
    }
  }
}

const keyPairs = (sent: readonly RecordToSave[], field: string) =>
  sent.flatMap(({ id, values }) => keysOf(values[field] ?? null).map((key) => ({ id, key })))

function givenKeys({ lookup, dialect, of }: Lookup, sent: readonly RecordToSave[]): Given {
  const columns = [givenFor(lookup.recordId, 'id'), givenFor(lookup.value, 'value')]
  const pairs = keyPairs(sent, of.field)
  return dialect.given(columns, [pairs.map(({ id }) => id), pairs.map(({ key }) => key)])
}

function* removeOldKeys(own: Lookup, sent: readonly RecordToSave[]): Statements<void> {
  const updates = sent.filter(({ action }) => action === 'update')
  if (updates.length === 0) return
  const { lookup, dialect } = own
  const ids = updates.map(({ id }) => id)
  yield* change(sql`DELETE FROM ${lookup.table}
    WHERE ${dialect.isOneOfIds(lookup.recordId, ids)} AND ${ownOfRecords(own)}
    AND (${lookup.recordId}, ${lookup.value}) NOT IN
      (SELECT given.id, given.value FROM ${givenKeys(own, updates).all()})`)
}

const ownOfRecords = ({ lookup, dialect, of }: Lookup) =>
  and(
    dialect.isAlso(lookup.teamId, of.teamId),
    lookup.entityType && dialect.isAlso(lookup.entityType, of.entityType),
    lookup.field && dialect.isAlso(lookup.field, of.field),
  )

function* addNewKeys(own: Lookup, sent: readonly RecordToSave[]): Statements<void> {
  const { lookup, dialect, of } = own
  if (keyPairs(sent, of.field).length === 0) return
  const constants: [Column | undefined, string][] = [
    [lookup.teamId, of.teamId],
    [lookup.entityType, of.entityType],
    [lookup.field, of.field],
  ]
  const fixed = constants.flatMap(([column, value]): [Column, SQL][] =>
    column ? [[column, dialect.typed(value, column)]] : [],
  )
  const all: [Column, SQL][] = [
    ...fixed,
    [lookup.recordId, sql`given.id`],
    [lookup.value, sql`given.value`],
  ]
  const names = all.map(([column]) => sql.identifier(column.name))
  const values = all.map(([, value]) => value)
  yield changing(
    givenKeys(own, sent),
    (from) =>
      sql`INSERT INTO ${lookup.table} (${sql.join(names, sql`, `)})
      SELECT ${sql.join(values, sql`, `)} FROM ${from}
      WHERE NOT EXISTS (SELECT 1 FROM ${lookup.table} WHERE ${ownLookup(lookup, of)}
        AND ${lookup.recordId} = given.id AND ${lookup.value} = given.value)`,
  )
}
