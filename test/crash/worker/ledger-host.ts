import { sql, type SQL } from 'drizzle-orm'
import type {
  ImporterContext,
  ImporterDefinition,
  ImportRecord,
  MaybePromise,
  SaveResult,
} from '../../../server-kit/importer/importer.ts'
import { newUlid } from '../../../server-kit/runtime/new-id.ts'
import type { Pass } from './settings.ts'

type Row = Record<string, unknown>

/** A drizzle transaction of either database. */
interface Reading {
  all?(query: SQL): Row[]
  execute?(query: SQL): Promise<Iterable<Row>>
}

/** Work on a transaction, written once: at once on SQLite, awaited on Postgres. */
type Work<T> = Generator<SQL, T, Row[]>

function perform<T>(tx: unknown, work: Work<T>, turn?: Promise<void>): MaybePromise<T> {
  const connection = tx as Reading
  if (!connection.all) return performAwaiting(connection, work, turn)
  let step = work.next()
  while (!step.done) step = work.next(connection.all(step.value))
  return step.value
}

async function performAwaiting<T>(
  connection: Reading,
  work: Work<T>,
  turn: Promise<void> | undefined,
): Promise<T> {
  await turn
  let step = work.next()
  while (!step.done) step = work.next([...((await connection.execute?.(step.value)) ?? [])])
  return step.value
}

const die = () => process.kill(process.pid, 'SIGKILL')
const list = (values: readonly unknown[]) =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )
const text = (value: unknown) => (value === null || value === undefined ? null : String(value))
const tagsOf = (values: ImportRecord['values']) =>
  Array.isArray(values['tags']) ? values['tags'].join(' ') : null

/**
 * People with a firm. A name can say what happens to a row: `Refused` by the importer, `Forbidden` by
 * the database, `Broken` by an exception, `Deadly` to the process, `Fatal` before anything of its batch
 * is written. Each write is noted in a ledger.
 */
export function ledgerImporters(pass: Pass): ImporterDefinition[] {
  return [people(pass), firms]
}

const people = (pass: Pass): ImporterDefinition => ({
  entityType: 'person',
  label: 'People',
  singular: 'Person',
  fields: [
    { key: 'name', label: 'Name', required: true },
    { key: 'email', label: 'Email' },
    { key: 'tags', label: 'Tags', multiple: true },
  ],
  matchableFields: [{ field: 'email', priority: 10, behavior: 'match_or_create' }],
  entityLinks: [
    {
      key: 'firm',
      label: 'Firm',
      entityType: 'firm',
      matchableFields: [{ field: 'name', priority: 10, behavior: 'create' }],
    },
  ],
  findBy: ({ values }, { tx, teamId }) => perform(tx, findPeople(pass, { values, teamId })),
  load: (ids, { tx, teamId }) => perform(tx, loadPeople(ids, teamId)),
  awaitsTurn: true,
  save(records, context) {
    if (records.some(({ values }) => values['name'] === 'Fatal')) die()
    return perform(context.tx, savePeople(pass, records, context), context.turn)
  },
})

function* findPeople(
  pass: Pass,
  { values, teamId }: { values: string[]; teamId: string },
): Work<{ value: string; id: string; name: string }[]> {
  const rows = yield sql`SELECT lower(email) AS value, id, name FROM crash_people
    WHERE team_id = ${teamId} AND lower(email) IN (${list(values)})`
  pass('host found')
  return rows.map(({ value, id, name }) => ({
    value: String(value),
    id: String(id),
    name: String(name),
  }))
}

function* loadPeople(
  ids: string[],
  teamId: string,
): Work<{ id: string; name: string; values: { tags: string[] | null } }[]> {
  const rows = yield sql`SELECT id, name, tags FROM crash_people
    WHERE team_id = ${teamId} AND id IN (${list(ids)})`
  return rows.map(({ id, name, tags }) => ({
    id: String(id),
    name: String(name),
    values: { tags: tags ? String(tags).split(' ') : null },
  }))
}

function* savePeople(
  pass: Pass,
  records: ImportRecord[],
  { teamId, importId }: ImporterContext,
): Work<SaveResult[]> {
  const results: SaveResult[] = []
  for (const record of records) {
    const { values, links, rowNumber, action } = record
    if (values['name'] === 'Refused') {
      results.push({ error: 'Refused by the importer.' })
      continue
    }
    if (values['name'] === 'Deadly') die()
    const id = record.id ?? newUlid()
    const [name, email, tags] = [text(values['name']), text(values['email']), tagsOf(values)]
    const firm = links['firm']?.[0] ?? null
    yield record.id === null
      ? sql`INSERT INTO crash_people (id, team_id, name, email, firm_id, tags)
          VALUES (${id}, ${teamId}, ${name}, ${email}, ${firm}, ${tags}) RETURNING id`
      : sql`UPDATE crash_people SET name = coalesce(${name}, name), tags = coalesce(${tags}, tags),
          firm_id = coalesce(${firm}, firm_id) WHERE id = ${id} AND team_id = ${teamId} RETURNING id`
    yield sql`INSERT INTO crash_effects (import_id, row_number, action)
      VALUES (${importId}, ${rowNumber}, ${action}) RETURNING n`
    // After it has written: what an exception leaves behind has to be undone.
    if (values['name'] === 'Broken') throw new Error('The host has a bad day.')
    results.push({ id })
  }
  pass('host saved')
  return results
}

const firms: ImporterDefinition = {
  entityType: 'firm',
  label: 'Firms',
  singular: 'Firm',
  fields: [{ key: 'name', label: 'Name', required: true }],
  findBy: () => [],
  save: (records, { tx, teamId }) => perform(tx, saveFirms(records, teamId)),
}

function* saveFirms(records: ImportRecord[], teamId: string): Work<SaveResult[]> {
  const results: SaveResult[] = []
  for (const { values } of records) {
    const id = newUlid()
    yield sql`INSERT INTO crash_firms (id, team_id, name)
      VALUES (${id}, ${teamId}, ${text(values['name'])}) RETURNING id`
    results.push({ id })
  }
  return results
}
