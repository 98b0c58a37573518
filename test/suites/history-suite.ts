import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { HistoryQuery } from '../../server-kit/contract/requests.ts'
import type { Import, TeamImports } from '../../server-kit/model/import.ts'
import { type ModelFixture, openModel } from '../support/model-fixture.ts'
import type { TestDatabase } from '../support/test-databases.ts'

type Query = Partial<HistoryQuery & { entityTypes: string[] }>

/** What the history's list promises, whichever database it stands on. */
export function historySuite(open: () => Promise<TestDatabase>) {
  let fixture: ModelFixture
  let team: TeamImports

  const list = (query: Query) =>
    team.list({
      entityTypes: ['people', 'company'],
      sort: 'createdAt',
      order: 'desc',
      limit: 25,
      drafts: true,
      ...query,
    })
  const names = async (query: Query) => (await list(query)).items.map(({ fileName }) => fileName)

  beforeAll(async () => {
    fixture = await openModel(open)
    team = fixture.model.forTeam('north')
    const files = ['Bäcker.csv', 'alpha.csv', 'Alpha.csv', '100%_sure\\.csv', 'zulu.csv']
    for (const [n, fileName] of files.entries()) {
      // The second and third are made at the same moment: then the id decides.
      fixture.clock.time = new Date(Date.UTC(2026, 2, n === 2 ? 2 : n + 1, 12))
      const record = await fixture.mapped({
        fileName,
        entityType: n === 4 ? 'company' : 'people',
      })
      await team.transition(record.id, {
        from: ['mapping'],
        to: 'mapping',
        set: { totalRows: n % 2 },
      })
    }
    await fixture.mapped({ fileName: 'theirs.csv', teamId: 'south' })
  })

  const allPages = async (query: Query) => {
    const items: Import[] = []
    const totals: (number | undefined)[] = []
    let cursor: string | undefined
    do {
      const page = await list({ ...query, limit: 2, ...(cursor ? { cursor } : {}) })
      items.push(...page.items)
      totals.push(page.total)
      cursor = page.nextCursor
    } while (cursor)
    return { ids: items.map(({ id }) => id), totals }
  }

  describe('the history', () => {
    it('shows the newest first', async () => {
      expect(await names({})).toEqual([
        'zulu.csv',
        '100%_sure\\.csv',
        'Alpha.csv',
        'alpha.csv',
        'Bäcker.csv',
      ])
    })

    it('never shows the imports of another team', async () => {
      expect(await names({ search: 'theirs' })).toEqual([])
    })

    it.each(['createdAt', 'fileName', 'totalRows'] as const)(
      'pages by %s without doubles or gaps, both ways',
      async (sort) => {
        const down = await allPages({ sort, order: 'desc' })
        const up = await allPages({ sort, order: 'asc' })
        expect(new Set(down.ids).size).toBe(5)
        expect(up.ids).toEqual(down.ids.toReversed())
        expect(down.totals).toEqual([5, undefined, undefined])
      },
    )

    it('sorts names without regard to case', async () => {
      const sorted = await names({ sort: 'fileName', order: 'asc' })
      expect(sorted.map((name) => name.toLowerCase())).toEqual([
        '100%_sure\\.csv',
        'alpha.csv',
        'alpha.csv',
        'bäcker.csv',
        'zulu.csv',
      ])
    })

    it('takes up where it was when a newer import has come meanwhile', async () => {
      const first = await list({ limit: 2 })
      fixture.clock.time = new Date(Date.UTC(2026, 2, 20))
      const newer = await fixture.mapped()
      const second = await list({ limit: 2, cursor: first.nextCursor })
      expect(second.items.map(({ fileName }) => fileName)).toEqual(['Alpha.csv', 'alpha.csv'])
      await team.discard(newer.id)
    })

    it('searches in file names, and takes % _ and \\ as they are', async () => {
      expect(await names({ search: 'ALPHA' })).toEqual(['Alpha.csv', 'alpha.csv'])
      expect(await names({ search: '%' })).toEqual(['100%_sure\\.csv'])
      expect(await names({ search: '_' })).toEqual(['100%_sure\\.csv'])
      expect(await names({ search: '\\' })).toEqual(['100%_sure\\.csv'])
      expect(await names({ search: '\0' })).toEqual([])
    })

    it('searches for names with their extension, and for the extension alone', async () => {
      expect(await names({ search: 'pha.CSV' })).toEqual(['Alpha.csv', 'alpha.csv'])
      expect(await names({ search: 'alpha.tsv' })).toEqual([])
      expect(await names({ search: '100%_sure\\.csv' })).toEqual(['100%_sure\\.csv'])
      expect((await names({ search: '.csv' })).length).toBeGreaterThan(3)
    })

    it('pages through more hits of a search than are listed first, without doubles or gaps', async () => {
      const many = fixture.model.forTeam('many')
      const { database } = fixture
      const { id } = await fixture.mapped({ teamId: 'many', fileName: 'many 0.csv' })
      const columns =
        sql.raw(`team_id, user_id, entity_type, status, headers, column_mappings, source,
        warnings, failed_rows_data, time_zone, created_at, updated_at`)
      const numbers =
        database.dialect === 'postgres'
          ? sql`generate_series(1, 1100) AS n(i)`
          : sql`(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100)
              SELECT i FROM n) AS n`
      await database.query(sql`INSERT INTO imports (id, file_name, ${columns})
        SELECT 'many' || i, 'Many ' || i || '.csv', ${columns} FROM imports, ${numbers} WHERE id = ${id}`)
      const query = { search: 'many', sort: 'createdAt', order: 'desc', drafts: true } as const
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await many.list({
          ...query,
          entityTypes: ['people'],
          limit: 100,
          ...(cursor && { cursor }),
        })
        // They are more than are counted.
        expect(page.total).toBeUndefined()
        expect(page.totalOver).toBe(cursor ? undefined : 1000)
        seen.push(...page.items.map((item) => item.id))
        cursor = page.nextCursor
      } while (cursor)
      expect(new Set(seen).size).toBe(1101)
      const few = { ...query, search: 'MANY 10', entityTypes: ['people'], limit: 100 }
      const counted = await many.list(few)
      expect(counted).toMatchObject({ total: 111 })
      expect(counted.totalOver).toBeUndefined()
      const rest = await many.list({ ...few, cursor: counted.nextCursor })
      expect(new Set([...counted.items, ...rest.items].map(({ id }) => id)).size).toBe(111)
      expect(rest.nextCursor).toBeUndefined()
      expect(await many.list({ ...few, status: ['cancelled'] })).toMatchObject({ total: 0 })
      expect(await many.list({ ...few, entityTypes: [] })).toEqual({ items: [], total: 0 })
      expect((await many.list({ ...few, search: '' })).total).toBe(1101)
    })

    it('filters by entity type, within those that the actor may import', async () => {
      expect(await names({ entityType: 'company' })).toEqual(['zulu.csv'])
      expect(await names({ entityType: 'company', entityTypes: ['people'] })).toEqual([])
      expect(await names({ entityTypes: [] })).toEqual([])
    })

    it('filters by time: a date means its whole day', async () => {
      expect(await names({ from: '2026-03-04' })).toEqual(['zulu.csv', '100%_sure\\.csv'])
      expect(await names({ to: '2026-03-01' })).toEqual(['Bäcker.csv'])
      expect(await names({ to: '2026-03-01T11:59:59Z' })).toEqual([])
      expect(await names({ from: '2026-03-01T13:00:00+01:00', to: '2026-03-01' })).toEqual([
        'Bäcker.csv',
      ])
    })

    it('shows drafts only when they are asked for', async () => {
      expect(await names({ drafts: false })).toEqual([])
      expect(await names({ drafts: 'only' })).toHaveLength(5)
      const { id } = await fixture.started()
      const ids = async (query: Query) => (await list(query)).items.map((item) => item.id)
      expect(await ids({ drafts: false })).toEqual([id])
      expect(await ids({ drafts: 'only' })).not.toContain(id)
      expect(await ids({ drafts: true })).toContain(id)
      expect(await ids({ status: ['mapping'], drafts: false })).toHaveLength(5)
      expect(await ids({ status: ['importing', 'failed'], drafts: false })).toEqual([id])
    })

    it('refuses a cursor that is not its own or belongs to another sort', async () => {
      const { nextCursor = '' } = await list({ limit: 1 })
      const forged = Buffer.from('{"sort":"createdAt","order":"desc","value":1e300,"id":"x"}')
      const late = Buffer.from(
        '{"sort":"createdAt","order":"desc","value":8000000000000000,"id":"x"}',
      )
      const strange = [
        '',
        'x',
        late.toString('base64url'),
        '!!',
        nextCursor.slice(3),
        forged.toString('base64url'),
        'bnVsbA',
      ]
      for (const cursor of strange) {
        await expect(list({ cursor })).rejects.toMatchObject({ code: 'invalid_request' })
      }
      for (const other of [{ order: 'asc' }, { sort: 'fileName' }] as const) {
        await expect(list({ cursor: nextCursor, ...other })).rejects.toMatchObject({
          code: 'invalid_request',
        })
      }
    })
  })
}
