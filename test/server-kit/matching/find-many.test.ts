import { type SQL, sql } from 'drizzle-orm'
import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { beforeEach, expect, it } from 'vitest'
import { previewAnswer } from '../../../server-kit/contract/index.ts'
import { drizzleImporter } from '../../../server-kit/importer/drizzle-importer.ts'
import type { Importer } from '../../../server-kit/importer/importer.ts'
import { createScriptedKit, lines } from '../../support/scripted-host.ts'
import { describeOn, type TestDatabase } from '../../support/test-databases.ts'
import { createTestKit } from '../../support/test-kit.ts'

/** Enough for all keys to be looked up at once. */
const ROWS = 50_100

/** By number or e-mail, or both; several rows for one record, several records for one key, lists. */
function fileLines() {
  const all = Array.from({ length: ROWS }, (_, n) => {
    const code = n % 3 === 0 ? '' : `X-${n % 40_000}`
    const mails =
      n % 5 === 0 ? '' : n % 7 === 0 ? `p${n}@x.org; Q${n}@x.org` : `P${n % 45_000}@x.org`
    return `Name ${n},${code},${mails}`
  })
  return `Name,Code,Mails\n${all.join('\n')}\n`
}

const MAPPINGS = [
  { source: 'Name', target: 'name' },
  { source: 'Code', target: 'code' },
  { source: 'Mails', target: 'emails' },
]

const members = drizzleImporter({
  entityType: 'member',
  label: 'Members',
  table: pgTable('members', {
    id: text('id').primaryKey(),
    teamId: text('team_id').notNull(),
    name: text('name').notNull(),
    code: text('code'),
    emails: jsonb('emails'),
  }),
  fields: { emails: { type: 'email', multiple: true } },
  matchableFields: [
    { field: 'code', priority: 20, behavior: 'match_or_create' },
    { field: 'emails', priority: 10, behavior: 'match_or_create' },
  ],
  lookups: {
    emails: pgTable('member_emails', {
      teamId: text('team_id'),
      recordId: text('record_id'),
      value: text('value'),
    }),
  },
})

const execute = (tx: unknown, statement: SQL) =>
  (tx as { execute(given: SQL): PromiseLike<unknown> }).execute(statement)

describeOn('postgres', 'keys that are looked up at once', (open) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })

  /** Twins: two records with one e-mail. */
  async function fill() {
    await database.query(sql`CREATE TABLE members (id text PRIMARY KEY, team_id text NOT NULL,
      name text NOT NULL, code text, emails jsonb)`)
    await database.query(sql`CREATE TABLE member_emails (team_id text, record_id text, value text)`)
    await database.query(sql`INSERT INTO members SELECT kind || n, team, kind, code, NULL FROM (
      SELECT n, 'known' AS kind, 'north' AS team, 'x-' || n * 7 AS code FROM generate_series(0, 2999) AS n
      UNION ALL SELECT n, 'twin', 'north', NULL FROM generate_series(0, 29) AS n
      UNION ALL SELECT n, 'foreign', 'south', 'X-' || n FROM generate_series(0, 2999) AS n) AS made`)
    await database.query(sql`INSERT INTO member_emails SELECT team_id, id, 'p' || CASE name
        WHEN 'twin' THEN substr(id, 5)::int * 77 ELSE substr(id, length(name) + 1)::int * 11 END || '@x.org'
      FROM members`)
  }

  it('say the same of every row as keys that are looked up page by page', async () => {
    let atOnce = 0
    const counting: Importer = {
      ...members,
      findMany: async (query, context) => {
        const can = (await members.findMany?.(query, context)) ?? false
        atOnce += can ? 1 : 0
        return can
      },
    }
    const { findMany: _, ...paged } = { ...members, entityType: 'paged' }
    const importers = [counting, paged]
    const kit = await createTestKit(database, { importers, canImport: () => true })
    await fill()
    /** What the preview says, in counts and in rows of each action. */
    const previewed = async (entityType: string) => {
      const { id } = await kit.upload(fileLines(), { entityType })
      await kit.mapped(id, MAPPINGS)
      await kit.preview(id)
      const pages = ['create', 'update', 'skip', 'fail'].flatMap((action) =>
        [0, 2_000, 10_000].map((offset) => `action=${action}&offset=${offset}&limit=100`),
      )
      const answers = pages.map((query) => kit.get(previewAnswer, `/${id}/preview?${query}`))
      return Promise.all(answers)
    }
    const found = await previewed('member')
    expect(atOnce).toBe(1)
    const { create, update, fail } = found[0]?.counts ?? {}
    expect([create, update, fail].every((count) => (count ?? 0) > 0)).toBe(true)
    expect(found).toEqual(await previewed('paged'))
    expect(kit.logged).toEqual([])
    await kit.close()
  })

  it.each([
    ['cannot', async () => false, []],
    ['fails', async () => Promise.reject(new Error('No room.')), ['Error: No room.']],
    [
      'answers what nobody asked for',
      async ({ queries, found }) => {
        for await (const { field } of queries) await found(field, [{ value: 'else', id: '1' }])
        return true
      },
      ['HostAnswerError: Importer "item": findMany answered a value that was not asked for'],
    ],
    [
      'has not taken all of them',
      async ({ queries }) => {
        for await (const { values } of queries) if (values.length > 0) break
        return true
      },
      ['HostAnswerError: Importer "item": findMany has not taken all queries'],
    ],
    [
      'loses its connection',
      async ({ queries }, { tx }) => {
        for await (const { values } of queries) {
          await execute(
            tx,
            sql`SELECT ${values.length}::int, pg_terminate_backend(pg_backend_pid())`,
          )
        }
        return true
      },
      [expect.any(String)],
    ],
  ] satisfies [string, NonNullable<Importer['findMany']>, unknown[]][])(
    'are looked up page by page where the importer %s',
    async (_, findMany, errors) => {
      const kit = await createScriptedKit(database, {
        keepsToTeam: true,
        findBy: ({ values }) => values.slice(0, 1).map((value) => ({ value, id: value })),
        findMany,
      })
      const counts = await kit.counts(await kit.previewed(lines(ROWS)))
      // One in each page of 5,000 rows.
      expect(counts).toMatchObject({ update: 11, create: ROWS - 11 })
      const failed = kit.logged.filter(({ message }) => message.startsWith('findMany failed'))
      expect(failed.map(({ details }) => details['error'])).toEqual(errors)
      await kit.close()
    },
  )

  it('are given up for a decision that comes meanwhile', async () => {
    let passes = 0
    const kit = await createScriptedKit(database, {
      keepsToTeam: true,
      findMany: async ({ queries, found }) => {
        passes += 1
        let asked = 0
        for await (const { field, values } of queries) {
          asked += values.length
          if (passes === 1 && asked === values.length) {
            const body = { source: 'code', value: 'C1', action: 'skip' }
            await kit.ask(`/${id}/values`, { method: 'PATCH', body })
          }
          await found(field, [{ value: values[0] ?? '', id: 'x' }])
        }
        return true
      },
    })
    let id = ''
    const uploaded = await kit.upload(`name,code\n${lines(ROWS).join('\n')}\n`, {
      entityType: 'item',
    })
    id = uploaded.id
    await kit.mapped(id, [
      { source: 'name', target: 'name' },
      { source: 'code', target: 'code' },
    ])
    await kit.preview(id)
    expect(passes).toBe(2)
    expect(await kit.counts(id)).toMatchObject({ update: 11, create: ROWS - 11, withErrors: 1 })
    await kit.close()
  })
})
