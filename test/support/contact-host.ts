import { sql, type SQL } from 'drizzle-orm'
import type {
  FoundRecord,
  ImporterContext,
  ImporterDefinition,
  ImportRecord,
  MaybePromise,
  SaveResult,
} from '../../server-kit/importer/importer.ts'
import { RowError } from '../../server-kit/importer/row-error.ts'
import { z } from 'zod'
import type { TestDatabase } from './test-databases.ts'

/**
 * A host with two hand-written importers, contacts and the companies they belong to, on either
 * database: what a host without drizzle tables writes. A contact called "Refused" is refused, one
 * called "Broken" makes `save` throw, ages above 150 break a CHECK of the database.
 */
export async function createContactTables({ query }: Pick<TestDatabase, 'query'>) {
  await query(
    sql`CREATE TABLE companies (id text PRIMARY KEY, team_id text NOT NULL, name text, domain text)`,
  )
  await query(sql`CREATE TABLE contacts (
    id text PRIMARY KEY, team_id text NOT NULL, name text NOT NULL, email text, tags text, plan text,
    age double precision CHECK (age < 150), joined text, seen_at text, active text,
    company_id text, owner_ids text, made_by text)`)
}

interface Reading {
  all?(query: SQL): Record<string, unknown>[]
  execute?(query: SQL): Promise<Iterable<Record<string, unknown>>>
}

/** Runs a query through whichever transaction the kit gives: at once on SQLite. */
function run<T>(
  tx: unknown,
  query: SQL,
  then: (rows: Record<string, unknown>[]) => T,
): MaybePromise<T> {
  const connection = tx as Reading
  if (connection.all) return then(connection.all(query))
  return Promise.resolve(connection.execute?.(query) ?? []).then((rows) => then([...rows]))
}

const list = (values: readonly string[]) =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )
const text = (value: unknown) => (value === null || value === undefined ? null : String(value))

const finder =
  (table: SQL, columns: Record<string, string>) =>
  ({ field, values }: { field: string; values: string[] }, { teamId, tx }: ImporterContext) => {
    const column = sql.raw(columns[field] ?? 'id')
    const query = sql`SELECT lower(${column}) AS value, id, name FROM ${table}
      WHERE team_id = ${teamId} AND lower(${column}) IN (${list(values)})`
    return run(tx, query, (rows) =>
      rows.map(({ value, id, name }): FoundRecord => {
        return { value: String(value), id: String(id), name: String(name) }
      }),
    )
  }

/** Writes one after another, so that a throwing record leaves the earlier ones to be undone. */
function saveEach(
  records: ImportRecord[],
  save: (record: ImportRecord) => MaybePromise<SaveResult>,
): MaybePromise<SaveResult[]> {
  const results: SaveResult[] = []
  for (const [index, record] of records.entries()) {
    const result = save(record)
    if (result instanceof Promise) {
      return (async () => {
        results.push(await result)
        for (const rest of records.slice(index + 1)) results.push(await save(rest))
        return results
      })()
    }
    results.push(result)
  }
  return results
}

const companies: ImporterDefinition = {
  entityType: 'company',
  label: 'Companies',
  singular: 'Company',
  fields: [
    { key: 'id', label: 'Record ID', type: 'id' },
    { key: 'name', label: 'Name', required: true },
    { key: 'domain', label: 'Domain', type: 'domain' },
  ],
  matchableFields: [
    { field: 'id', priority: 100, behavior: 'match_only' },
    { field: 'domain', priority: 90, behavior: 'match_or_create' },
  ],
  findBy: finder(sql`companies`, { id: 'id', domain: 'domain', name: 'name' }),
  save: (records, { teamId, tx }) =>
    saveEach(records, ({ id, idempotencyKey, values }) => {
      const key = id ?? `co-${idempotencyKey}`
      const query = sql`INSERT INTO companies (id, team_id, name, domain)
        VALUES (${key}, ${teamId}, ${text(values['name'])}, ${text(values['domain'])})
        ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING id`
      return run(tx, query, () => ({ id: key }))
    }),
}

const COLUMNS: Record<string, string> = { seenAt: 'seen_at' }
const columnOf = (key: string) => sql.raw(COLUMNS[key] ?? key)
const stored = (value: unknown) => (Array.isArray(value) ? JSON.stringify(value) : (value ?? null))

function saveContact(
  record: ImportRecord,
  { teamId, tx }: ImporterContext,
): MaybePromise<SaveResult> {
  const { id, idempotencyKey, values, links } = record
  if (values['name'] === 'Refused') return { error: 'This contact is on the block list.' }
  if (values['name'] === 'Broken') throw new Error('SELECT secret FROM vault')
  if (values['name'] === 'Worded') throw new RowError('The host says no to this one.')
  const columns = Object.entries(values).filter(([key]) => key !== 'id')
  const linked: [string, unknown][] = [
    ...(links['company'] ? [['company_id', links['company'][0]] as [string, unknown]] : []),
    ...(links['owner'] ? [['owner_ids', JSON.stringify(links['owner'])] as [string, unknown]] : []),
  ]
  const all = [
    ...columns.map(([key, value]) => [key, stored(value)] as [string, unknown]),
    ...linked,
  ]
  const cast = (value: unknown) => (typeof value === 'boolean' ? String(value) : value)
  if (id !== null) {
    if (all.length === 0) return { id }
    const sets = sql.join(
      all.map(([key, value]) => sql`${columnOf(key)} = ${cast(value)}`),
      sql`, `,
    )
    const query = sql`UPDATE contacts SET ${sets} WHERE team_id = ${teamId} AND id = ${id} RETURNING id`
    return run(tx, query, (rows) => (rows.length > 0 ? { id } : { gone: true }))
  }
  const names = sql.join(
    all.map(([key]) => columnOf(key)),
    sql`, `,
  )
  const cells = sql.join(
    all.map(([, value]) => sql`${cast(value)}`),
    sql`, `,
  )
  const query = sql`INSERT INTO contacts (id, team_id, made_by, ${names})
    VALUES (${`c-${idempotencyKey}`}, ${teamId}, ${idempotencyKey}, ${cells}) RETURNING id`
  return run(tx, query, ([row]) => ({ id: String(row?.['id']) }))
}

const contacts: ImporterDefinition = {
  entityType: 'contact',
  label: 'Contacts',
  singular: 'Contact',
  fields: ({ teamId }) => [
    { key: 'id', label: 'Record ID', type: 'id' },
    { key: 'name', label: 'Name', required: true, guesses: ['full name'], example: 'Ada Lovelace' },
    {
      key: 'email',
      label: 'E-mail',
      type: 'email',
      guesses: ['mail', 'email'],
      example: 'ada@example.com',
    },
    { key: 'tags', label: 'Tags', multiple: true },
    { key: 'plan', label: 'Plan', type: 'choice', options: ['Free', 'Pro', 'Team'] },
    {
      key: 'age',
      label: 'Age',
      type: 'number',
      rules: z.number().min(0, 'Nobody is younger than 0'),
    },
    { key: 'joined', label: 'Joined', type: 'date' },
    { key: 'seenAt', label: 'Last seen', type: 'datetime' },
    { key: 'active', label: 'Active', type: 'boolean' },
    ...(teamId === 'south' ? [{ key: 'made_by', label: 'Source' }] : []),
  ],
  matchableFields: [
    { field: 'id', priority: 100, behavior: 'match_only' },
    { field: 'email', priority: 90, behavior: 'match_or_create' },
  ],
  entityLinks: [
    {
      key: 'company',
      label: 'Company',
      entityType: 'company',
      guesses: ['firm'],
      matchableFields: [
        { field: 'id', priority: 100, behavior: 'match_only' },
        { field: 'domain', priority: 90, behavior: 'match_or_create' },
        { field: 'name', priority: 10, behavior: 'create' },
      ],
    },
    {
      key: 'owner',
      label: 'Owner',
      entityType: 'user',
      multiple: true,
      matchableFields: [
        { field: 'email', label: 'E-mail', priority: 90, behavior: 'match_only', type: 'email' },
      ],
      findBy: ({ values }) =>
        values
          .filter((value) => value.endsWith('@host.example'))
          .map((value) => ({ value, id: `user-${value}`, name: value })),
    },
  ],
  findBy: finder(sql`contacts`, { id: 'id', email: 'email' }),
  load: (ids, { teamId, tx }) =>
    run(
      tx,
      sql`SELECT * FROM contacts WHERE team_id = ${teamId} AND id IN (${list(ids)})`,
      (rows) =>
        rows.map((row) => ({
          id: String(row['id']),
          name: String(row['name']),
          values: {
            name: text(row['name']),
            email: text(row['email']),
            plan: text(row['plan']),
            age: row['age'] === null ? null : Number(row['age']),
            joined: text(row['joined']),
            tags: row['tags'] ? (JSON.parse(String(row['tags'])) as string[]) : null,
          },
        })),
    ),
  save: (records, context) => saveEach(records, (record) => saveContact(record, context)),
}

export const contactImporters = [contacts, companies]
