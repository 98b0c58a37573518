import { type Column, type SQL, sql } from 'drizzle-orm'
import { updatedNow } from './insert-records.ts'
import type { RecordTable } from './record-table.ts'
import type { RecordToSave, Saving } from './save-records.ts'
import { sentColumns } from './sent-values.ts'
import { asking, givenFor, type Statement } from './statements.ts'

/**
 * One `UPDATE … FROM` for all changed records, of which there are some; answers the ids of those that are
 * still there.
 */
export function updating({ record, context }: Saving, updates: readonly RecordToSave[]): Statement {
  const { table, dialect, id, team } = record
  const columns = sentColumns(record, updates)
  const given = [
    givenFor(id, 'id'),
    { name: 'sent', type: 'text' },
    ...columns.map(({ column }, index) => givenFor(column, `c${index}`)),
  ]
  const values = columns.map(({ valueOf }) => updates.map(valueOf))
  const isSentByAll = values.map((ofColumn) => !ofColumn.includes(undefined))
  const ids = updates.map((one) => one.id)
  const sent = updates.map((_, row) =>
    values.map((ofColumn) => (ofColumn[row] === undefined ? '0' : '1')).join(''),
  )
  const changes = columns.map(({ column }, index) =>
    assignment(record, column, { index, isSentByAll: isSentByAll[index] === true }),
  )
  const set = [...changes, ...updatedNow(record, context.now)]
  // Even with nothing to change the answer says whether the record is there.
  if (set.length === 0) set.push(sql`${sql.identifier(team.name)} = ${team}`)
  return asking(
    dialect.given(given, [ids, sent, ...values]),
    (from) =>
      sql`UPDATE ${table} SET ${sql.join(set, sql`, `)} FROM ${from}
      WHERE ${id} = given.id AND ${dialect.isAlso(team, context.teamId)} RETURNING ${id} AS id`,
  )
}

/** What a record does not send stays as it is: otherwise each pattern of blanks is a statement. */
function assignment(
  record: RecordTable,
  column: Column,
  { index, isSentByAll }: { index: number; isSentByAll: boolean },
): SQL {
  const value = changedValue(record, column, sql`given.${sql.identifier(`c${index}`)}`)
  const isSent = sql`substr(given.sent, ${sql.raw(String(index + 1))}, 1) = '1'`
  const kept = isSentByAll ? value : sql`CASE WHEN ${isSent} THEN ${value} ELSE ${column} END`
  return sql`${sql.identifier(column.name)} = ${kept}`
}

/** Custom fields and many links are added to what the record has. */
function changedValue({ dialect, custom, links }: RecordTable, column: Column, value: SQL): SQL {
  if (column === custom) return dialect.mergeObjects(sql`${column}`, value)
  const isList = [...links.values()].some(
    (link) => 'column' in link && link.column === column && link.multiple,
  )
  return isList ? dialect.mergeLists(sql`${column}`, value) : value
}
