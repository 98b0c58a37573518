import { sql } from 'drizzle-orm'
import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { drizzleImporter } from '../../../server-kit/importer/drizzle-importer.ts'
import type { Importer } from '../../../server-kit/importer/importer.ts'
import type { KitParts } from '../../../server-kit/kit-parts.ts'
import { describeOn, type TestDatabase } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const BATCH = 20
const BATCHES = 10

const members = drizzleImporter({
  entityType: 'member',
  label: 'Members',
  table: pgTable('members', {
    id: text('id').primaryKey(),
    teamId: text('team_id').notNull(),
    name: text('name').notNull(),
    email: text('email'),
    badge: integer('badge'),
    clubId: text('club_id'),
  }),
  matchableFields: [{ field: 'email', priority: 10, behavior: 'match_or_create' }],
  entityLinks: [
    {
      key: 'club',
      label: 'Club',
      entityType: 'club',
      matchableFields: [{ field: 'name', priority: 1, behavior: 'match_or_create' }],
    },
  ],
})
const clubs = drizzleImporter({
  entityType: 'club',
  label: 'Clubs',
  table: pgTable('clubs', {
    id: text('id').primaryKey(),
    teamId: text('team_id').notNull(),
    name: text('name').notNull(),
  }),
})

const MAPPINGS = ['name', 'email', 'badge'].map((target) => ({ source: target, target }))

interface Line {
  name: string
  email: string
  badge: string
  club: string
}

const line = (n: number): Line => ({
  name: `Member ${n}`,
  email: `m${n}@x.example`,
  badge: String(n),
  club: n % 3 === 0 ? 'Chess' : 'Go',
})

/** A file of some batches; `change` says what is special about its rows, from 1 on. */
function fileOf(change: Record<number, Partial<Line>> = {}) {
  const rows = Array.from({ length: BATCH * BATCHES }, (_, index) => index + 1)
  const all = rows.map((n) => Object.values({ ...line(n), ...change[n] }).join(','))
  return `name,email,badge,club\n${all.join('\n')}\n`
}

describeOn('postgres', 'a batch that is made ready while the one before it is written', (open) => {
  let database: TestDatabase
  let kit: TestKit
  /** What became of those that were made ready. */
  let ahead = { begun: 0, written: 0, failed: 0, dropped: 0 }
  /** Called when a batch is about to be made ready; what it answers comes before the batch's turn. */
  let onBegin: (begun: number) => void | Promise<unknown> = () => {}
  beforeEach(async () => {
    database = await open()
    ahead = { begun: 0, written: 0, failed: 0, dropped: 0 }
    onBegin = () => {}
  })
  afterEach(() => kit.close())

  const counting = (parts: KitParts): KitParts => ({
    ...parts,
    pulse: { ...parts.pulse, batchRows: BATCH, mostBatchRows: BATCH },
    batches: {
      ...parts.batches,
      prepare(fence, steps) {
        ahead.begun++
        const meanwhile = onBegin(ahead.begun)
        const { write, drop } = parts.batches.prepare(fence, steps)
        return {
          async write() {
            await meanwhile
            const isWritten = await write()
            ahead[isWritten ? 'written' : 'failed']++
            return isWritten
          },
          drop() {
            ahead.dropped++
            return drop()
          },
        }
      },
    },
  })

  async function opened(importer: Importer = members, db: object = database.db) {
    const importers = [importer, clubs]
    kit = await createTestKit(
      { ...database, db } as TestDatabase,
      { importers, canImport: () => true },
      counting,
    )
    await database.query(sql`CREATE TABLE clubs (id text PRIMARY KEY, team_id text NOT NULL,
      name text NOT NULL)`)
    await database.query(sql`CREATE TABLE members (id text PRIMARY KEY, team_id text NOT NULL,
      name text NOT NULL, email text, badge int UNIQUE, club_id text)`)
    await database.query(sql`CREATE UNIQUE INDEX ON members (team_id, lower(email))`)
  }
  const previewed = async (csv: string, mappings: object[] = MAPPINGS) => {
    const { id } = await kit.upload(csv, { entityType: 'member' })
    await kit.mapped(id, mappings as typeof MAPPINGS)
    await kit.preview(id)
    return id
  }
  const known = (id: string, email: string) =>
    database.query(
      sql`INSERT INTO members (id, team_id, name, email) VALUES (${id}, 'north', 'Known', ${email})`,
    )
  const stored = async () => {
    const rows = await database.query(sql`SELECT name, badge FROM members ORDER BY badge, id`)
    return rows.map(({ name, badge }) => `${String(name)} ${String(badge)}`)
  }
  const everybody = Array.from(
    { length: BATCH * BATCHES },
    (_, index) => `Member ${index + 1} ${index + 1}`,
  )

  it('writes each row once, in its order', async () => {
    await opened()
    const { status, results } = await kit.start(await previewed(fileOf()))
    expect(status).toBe('completed')
    expect(results).toEqual({ created: 200, updated: 0, skipped: 0, failed: 0 })
    expect(await stored()).toEqual(everybody)
    const order = await database.query(sql`SELECT badge FROM members ORDER BY id`)
    expect(order.map(({ badge }) => badge)).toEqual(everybody.map((_, index) => index + 1))
    // The first batch has none before it; another one may be late.
    expect(ahead.written).toBeGreaterThan(BATCHES / 2)
    expect(ahead.failed).toBe(0)
    expect(kit.logged).toEqual([])
  })

  it('says what has changed since the preview, in any batch', async () => {
    await opened()
    const id = await previewed(fileOf())
    await known('made-1', 'm30@x.example')
    await known('made-2', 'm150@x.example')
    const { results } = await kit.start(id)
    expect(results).toEqual({
      created: 198,
      updated: 2,
      skipped: 0,
      failed: 0,
      drift: [{ planned: 'create', became: 'update', rows: 2 }],
    })
    expect(await stored()).toEqual(everybody)
    expect(ahead.written).toBeGreaterThan(0)
  })

  it('is run when the database refuses a row of it, which fails alone', async () => {
    await opened()
    const taken = { 45: { badge: '7' }, 46: { badge: '8' }, 199: { badge: '9' } }
    const { results } = await kit.start(await previewed(fileOf(taken)))
    expect(results).toMatchObject({ created: 197, failed: 3 })
    expect(await stored()).toEqual(everybody.filter((_, index) => ![44, 45, 198].includes(index)))
    // What comes next is not made ready for a while.
    expect(ahead.failed).toBe(1)
  })

  it('is not begun next to updates, rows of one record, or links', async () => {
    await opened()
    await known('known', 'm1@x.example')
    const updates = Object.fromEntries(
      Array.from({ length: BATCHES }, (_, batch) => [
        batch * BATCH + 1,
        { email: batch % 2 === 0 ? 'm1@x.example' : `m${batch * BATCH}@x.example` },
      ]),
    )
    const { results } = await kit.start(await previewed(fileOf(updates)))
    expect(results).toMatchObject({ created: 190, updated: 10 })
    const rest = { badge: '' }
    const others = Object.fromEntries(
      everybody.map((_, index) => [index + 1, { ...rest, email: `o${index}@x.example` }]),
    )
    const linked = [...MAPPINGS, { source: 'club', target: 'name', entityLink: 'club' }]
    const done = await kit.start(await previewed(fileOf(others), linked))
    expect(done.results).toMatchObject({ created: 200, failed: 0 })
    expect(await database.query(sql`SELECT name FROM clubs ORDER BY name`)).toEqual([
      { name: 'Chess' },
      { name: 'Go' },
    ])
    expect(ahead.begun).toBe(0)
  })

  it('is not begun for an importer that does not await its turn', async () => {
    await opened({ ...members, awaitsTurn: false })
    expect((await kit.start(await previewed(fileOf()))).results?.created).toBe(200)
    expect(ahead.begun).toBe(0)
  })

  it('is dropped when the import is cancelled, and what was written is what is counted', async () => {
    await opened()
    const id = await previewed(fileOf())
    onBegin = (begun) => (begun === 3 ? kit.ask(`/${id}/cancel`, { method: 'POST' }) : undefined)
    const { status, results } = await kit.start(id)
    expect(status).toBe('cancelled')
    const { length } = await stored()
    expect(length).toBeLessThan(200)
    expect(results).toMatchObject({ created: length })
    expect(length % BATCH).toBe(0)
  })

  it('waits for the only connection of its host until the batch before it is through', async () => {
    const client = postgres(database.url, { max: 1, onnotice: () => {} })
    await opened(members, drizzle(client))
    const { results } = await kit.start(await previewed(fileOf()))
    expect(results?.created).toBe(200)
    expect(await stored()).toEqual(everybody)
    expect(ahead.written).toBeGreaterThan(0)
    await client.end()
  })
})
