import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { HistoryQuery } from '../../server-kit/contract/requests.ts'
import { STATUSES } from '../../server-kit/contract/stages.ts'
import { newUlid } from '../../server-kit/runtime/new-id.ts'
import { type ModelFixture, openModel } from '../support/model-fixture.ts'
import type { TestDatabase } from '../support/test-databases.ts'

type Query = Partial<HistoryQuery & { entityTypes: string[] }>

const TYPES = ['people', 'company', 'note', 'task']
const NAMES = ['Customers', 'leads', 'MARCH-export', '50%_off', 'Übersicht', 'ab']
const PLACES = ['2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z', '2026-02-11T09:30:00.000Z']

interface Made {
  id: string
  teamId: string
  entityType: string
  status: string
  fileName: string
  createdAt: string
}

/** That the total of a first page is what is there, whatever made and changed the records. */
export function historyTotalsSuite(open: () => Promise<TestDatabase>) {
  let fixture: ModelFixture
  let database: TestDatabase

  const all = async (teamId: string): Promise<Made[]> => {
    const time =
      database.dialect === 'sqlite'
        ? sql`strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch')`
        : sql`to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    const rows =
      await database.query(sql`SELECT id, team_id AS "teamId", entity_type AS "entityType",
      status, file_name AS "fileName", ${time} AS "createdAt" FROM imports WHERE team_id = ${teamId}`)
    return rows as unknown as Made[]
  }

  const insert = async (count: number, of: (n: number) => Partial<Made>) => {
    for (let n = 0; n < count; n += 1) {
      const made = { teamId: 'north', entityType: 'people', status: 'completed', ...of(n) }
      const createdAt = new Date(made.createdAt ?? PLACES[2] ?? '')
      const time = database.dialect === 'sqlite' ? createdAt.getTime() : createdAt.toISOString()
      await database.query(sql`INSERT INTO imports (id, team_id, user_id, entity_type, file_name, status,
          headers, column_mappings, source, warnings, failed_rows_data, time_zone, created_at, updated_at)
        VALUES (${newUlid()}, ${made.teamId}, 'ada', ${made.entityType}, ${made.fileName ?? 'file.csv'},
          ${made.status}, '[]', '[]', '{}', '[]', '[]', 'UTC', ${time}, ${time})`)
    }
  }

  const total = async (query: Query, teamId?: string) => (await firstPage(query, teamId)).total

  const firstPage = (query: Query, teamId = 'north') =>
    fixture.model.forTeam(teamId).list({
      entityTypes: TYPES,
      sort: 'createdAt',
      order: 'desc',
      limit: 5,
      drafts: true,
      ...query,
    })

  const counted = (records: Made[], { entityTypes, status, from, to, search = '' }: Query) =>
    records.filter(
      (record) =>
        (!entityTypes || entityTypes.includes(record.entityType)) &&
        (!status || status.some((one) => one === record.status)) &&
        (from === undefined || record.createdAt >= from) &&
        (to === undefined || record.createdAt.slice(0, to.length) <= to) &&
        record.fileName.toLowerCase().includes(search.toLowerCase()),
    ).length

  beforeAll(async () => {
    fixture = await openModel(open)
    database = fixture.database
    await insert(160, (n) => ({
      teamId: n % 9 === 0 ? 'south' : 'north',
      entityType: TYPES[n % TYPES.length] ?? '',
      status: STATUSES[n % STATUSES.length] ?? '',
      fileName: `${NAMES[n % NAMES.length]} ${n}.csv`,
      createdAt: PLACES[n % PLACES.length] ?? '',
    }))
  })

  describe('the total of a first page', () => {
    const queries: Query[] = [
      {},
      { entityTypes: ['people', 'task'] },
      { status: ['failed', 'completed'] },
      { status: ['cancelled'], entityTypes: ['note'] },
      { from: '2026-01-01' },
      { to: '2025-12-31' },
      { from: '2026-01-01', to: '2026-01-31' },
      { from: '2025-12-31', to: '2026-02-11' },
      { from: '2025-06-10', to: '2026-02-10' },
      { from: '2026-01-10', to: '2026-01-20' },
      { from: '2026-02-11T09:30:00.000Z', to: '2026-02-11T09:30:00.000Z' },
      { from: '2026-02-01', to: '2026-01-01' },
      { search: 'CUST' },
      { search: 'st' },
      { search: '%_o' },
      { search: '"' },
      { search: 'Ü' },
      { search: 'march-exp', status: ['completed', 'failed', 'mapping'], from: '2026-01-01' },
    ]

    it.each(queries)('is what is there: %j', async (query) => {
      expect(await total(query)).toBe(counted(await all('north'), query))
      expect(await total(query, 'south')).toBe(counted(await all('south'), query))
    })

    it('follows what the kit does with an import', async () => {
      const before = (await total({ status: ['completed'] })) ?? 0
      const drafts = (await total({ drafts: 'only' })) ?? 0
      const { id } = await fixture.started()
      expect(await total({ drafts: 'only' })).toBe(drafts)
      expect(await total({ status: ['importing'], search: 'people.csv' })).toBe(1)
      const team = fixture.model.forTeam('north')
      await team.transition(id, { from: ['importing'], to: 'completed' })
      expect(await total({ status: ['completed'] })).toBe(before + 1)
      const draft = await fixture.mapped()
      expect(await total({ drafts: 'only' })).toBe(drafts + 1)
      await team.discard(draft.id)
      expect(await total({ drafts: 'only' })).toBe(drafts)
      await fixture.model.upkeep.deleteRecords(new Date(Date.now() + 86_400_000))
      expect(await total({})).toBe((await all('north')).length)
    })

    it('follows what others do to the table, and what is rolled back', async () => {
      const id = (await all('north'))[0]?.id ?? ''
      await database.query(sql`UPDATE imports SET entity_type = 'note', status = 'failed',
        file_name = 'Renamed by the host.csv' WHERE id = ${id}`)
      expect(await total({ search: 'renamed', entityTypes: ['note'], status: ['failed'] })).toBe(1)
      await database.query(sql`DELETE FROM imports WHERE id = ${id}`)
      expect(await total({ search: 'renamed' })).toBe(0)
      expect(await total({})).toBe((await all('north')).length)
    })

    it('counts and finds names among thousands as among few', async () => {
      const numbers =
        database.dialect === 'postgres'
          ? sql`generate_series(1, 7000) AS n(i)`
          : sql`(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 7000)
              SELECT i FROM n) AS n`
      const rest = sql.raw(`user_id, headers, column_mappings, source, warnings, failed_rows_data,
        time_zone, created_at, updated_at`)
      await insert(1, () => ({ teamId: 'large', fileName: 'Needle.csv', status: 'uploading' }))
      await database.query(sql`INSERT INTO imports (id, team_id, entity_type, status, file_name, ${rest})
        SELECT 'large' || i, 'large', CASE WHEN i % 3 = 0 THEN 'note' ELSE 'people' END,
          CASE WHEN i % 50 = 0 THEN 'failed' WHEN i % 51 = 0 THEN 'reviewing' ELSE 'completed' END,
          CASE WHEN i % 2 = 0 THEN 'Customers ' ELSE 'leads ' END || i || '.CSV', ${rest}
        FROM imports, ${numbers} WHERE team_id = 'large'`)
      await insert(1, () => ({ teamId: 'large', fileName: 'needle 2.csv' }))
      const everything = await all('large')
      const shown: Query[] = [
        { search: 'customers' },
        // Few of many hits are left.
        { search: 'customers', status: ['failed'], entityTypes: ['note'] },
        { search: 'leads', status: ['cancelled'] },
        { search: 'customers', drafts: false, status: ['completed', 'failed', 'cancelled'] },
        { search: 'omers 69', status: ['completed', 'failed'], entityTypes: ['people'] },
        { search: 'needle' },
        { search: 'NEEDLE', status: ['completed', 'failed'] },
        { search: '.csv', entityTypes: ['note'] },
        { search: '77' },
        { search: '%_"' },
        { search: 'leads', from: '2026-01-01', status: ['completed'] },
      ]
      for (const query of shown) {
        const hits = counted(everything, query)
        const { total, totalOver } = await firstPage(query, 'large')
        const said = hits > 1_000 ? { totalOver: 1_000 } : { total: hits }
        expect({ total, totalOver }, JSON.stringify(query)).toEqual(said)
      }
      const page = await firstPage({ search: 'Needle' }, 'large')
      expect(page.items.map(({ fileName }) => fileName).sort()).toEqual([
        'Needle.csv',
        'needle 2.csv',
      ])
    })

    it('is right after many changes at once', async () => {
      const records = await Promise.all(
        Array.from({ length: 40 }, () => fixture.mapped({ teamId: 'busy' })),
      )
      const busy = fixture.model.forTeam('busy')
      await Promise.all(
        records.map(async ({ id }, n) => {
          await busy.transition(id, { from: ['mapping'], to: 'reviewing' })
          if (n % 2 === 0) await busy.transition(id, { from: ['reviewing'], to: 'previewing' })
          if (n % 4 === 0) await busy.discard(id)
        }),
      )
      expect(await total({ status: ['reviewing'] }, 'busy')).toBe(20)
      expect(await total({ status: ['previewing'] }, 'busy')).toBe(10)
      expect(await total({ status: ['mapping'] }, 'busy')).toBe(0)
      expect(await total({}, 'busy')).toBe(30)
    })
  })
}
