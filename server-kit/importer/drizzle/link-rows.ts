import { type Column, type SQL, sql } from 'drizzle-orm'
import type { LinkTable } from './record-table.ts'
import type { RecordToSave, Saving } from './save-records.ts'
import { changing, givenFor, type Statements } from './statements.ts'

/** Adds the links that have rows of their own; links that are there stay. */
export function* saveLinkRows(saving: Saving, written: readonly RecordToSave[]): Statements<void> {
  for (const [key, link] of saving.record.links) {
    if ('column' in link) continue
    const sent = written.flatMap(({ id, links }) =>
      (links[key] ?? []).map((target) => ({ id, target })),
    )
    if (sent.length > 0) yield* addLinks(saving, link.rows, { key, sent })
  }
}

function* addLinks(
  { record: { dialect }, context }: Saving,
  { table, teamId, recordId, link, targetId }: LinkTable,
  { key, sent }: { key: string; sent: { id: string; target: string }[] },
): Statements<void> {
  const linkValue = dialect.typed(key, link)
  const team: [Column, SQL][] = teamId ? [[teamId, dialect.typed(context.teamId, teamId)]] : []
  const all: [Column, SQL][] = [
    ...team,
    [link, linkValue],
    [recordId, sql`given.id`],
    [targetId, sql`given.target`],
  ]
  const names = all.map(([column]) => sql.identifier(column.name))
  const values = all.map(([, value]) => value)
  const columns = [givenFor(recordId, 'id'), givenFor(targetId, 'target')]
  const given = dialect.given(columns, [sent.map(({ id }) => id), sent.map(({ target }) => target)])
  yield changing(
    given,
    (from) =>
      sql`INSERT INTO ${table} (${sql.join(names, sql`, `)})
      SELECT DISTINCT ${sql.join(values, sql`, `)} FROM ${from}
      WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE ${recordId} = given.id
        AND ${link} = ${linkValue} AND ${targetId} = given.target)`,
  )
}
