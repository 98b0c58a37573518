import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { isStalled } from '../../server-kit/stalled.ts'
import { newUlid } from '../../server-kit/runtime/new-id.ts'
import { type ModelFixture, openModel, present } from '../support/model-fixture.ts'
import type { TestDatabase } from '../support/test-databases.ts'

/** What leases and upkeep promise, whichever database they stand on. */
export function leaseSuite(open: () => Promise<TestDatabase>) {
  let fixture: ModelFixture
  beforeAll(async () => {
    fixture = await openModel(open)
  })

  describe('a lease', () => {
    it('is taken by one of many owners', async () => {
      const { id } = await fixture.started()
      const owners = Array.from({ length: 20 }, (_, n) => `owner-${n}`)
      const taken = await Promise.all(
        owners.map((owner) => fixture.model.lease.take(id, owner, 60_000)),
      )
      expect(taken.filter(Boolean)).toHaveLength(1)
    })

    it('is taken again by its owner, and by others when it was released', async () => {
      const { id } = await fixture.started()
      const { lease } = fixture.model
      expect(await lease.take(id, 'me', 60_000)).toMatchObject({ leaseOwner: 'me' })
      expect(await lease.take(id, 'me', 60_000)).not.toBeNull()
      expect(await lease.take(id, 'you', 60_000)).toBeNull()
      await lease.release(id, 'you')
      expect(await lease.take(id, 'you', 60_000)).toBeNull()
      await lease.release(id, 'me')
      expect(await lease.take(id, 'you', 60_000)).toMatchObject({ leaseOwner: 'you' })
      expect(await lease.renew(id, 'me', 60_000)).toBe(false)
    })

    it("runs out by the database's clock, whatever the kit's clock says", async () => {
      const { id } = await fixture.started()
      const { lease } = fixture.model
      await lease.take(id, 'me', 60_000)
      expect(await lease.abandoned()).not.toContain(id)
      await lease.take(id, 'me', 150)
      await expect.poll(() => lease.abandoned()).toContain(id)
      expect(await lease.take(id, 'you', 60_000)).toMatchObject({ leaseOwner: 'you' })
      expect(await lease.renew(id, 'me', 60_000)).toBe(false)
      expect(await lease.abandoned()).not.toContain(id)
    })

    it('ends an import only for its owner', async () => {
      const { id } = await fixture.started()
      const { lease } = fixture.model
      await lease.take(id, 'me', 60_000)
      expect(await lease.finish(id, 'you', { status: 'completed' })).toBeNull()
      expect(await lease.finish(id, 'me', { status: 'completed' })).toMatchObject({
        status: 'completed',
        completedAt: fixture.clock.time,
        leaseOwner: null,
      })
      expect(await lease.finish(id, 'me', { status: 'failed' })).toBeNull()
    })

    it('is not to be had for an import that does not run', async () => {
      const { id } = await fixture.previewed()
      expect(await fixture.model.lease.take(id, 'me', 60_000)).toBeNull()
    })

    it("that has been dead for long means a stalled import, by the database's clock", async () => {
      const read = async (id: string) => present(await fixture.model.find(id))
      const started = await fixture.started()
      expect(isStalled(await read(started.id))).toBe(false)
      const { lease } = fixture.model
      await lease.take(started.id, 'me', 60_000)
      expect((await read(started.id)).unattended).toBeLessThan(-50_000)
      await lease.take(started.id, 'me', -29_000)
      expect(isStalled(await read(started.id))).toBe(false)
      await lease.take(started.id, 'me', -31_000)
      fixture.clock.time = new Date(fixture.clock.time.getTime() - 7_200_000)
      expect(isStalled(await read(started.id))).toBe(true)
      await lease.finish(started.id, 'me', { status: 'failed' })
      expect(isStalled(await read(started.id))).toBe(false)
    })

    it('is not waited for while a transaction holds the record', async () => {
      const record = await fixture.started()
      await fixture.model.lease.take(record.id, 'me', 1)
      const { database } = fixture
      if (database.dialect !== 'postgres') return
      const other = database.connect()
      if (other.dialect !== 'postgres') return
      await other.db.transaction(async (tx) => {
        await tx.execute(sql`SELECT id FROM imports WHERE id = ${record.id} FOR UPDATE`)
        expect(await fixture.model.lease.take(record.id, 'you', 60_000)).toBeNull()
      })
      expect(await fixture.model.lease.take(record.id, 'you', 60_000)).not.toBeNull()
    })

    it('records a batch before it begins, and forgets it when the run ends', async () => {
      const { id } = await fixture.started()
      const { lease } = fixture.model
      await lease.take(id, 'me', 60_000)
      const attempt = { rows: 10, to: 11, deaths: 0 }
      const batch = { from: 0, attempt, milliseconds: 60_000 }
      expect(await lease.begin(id, 'you', batch)).toBe(false)
      expect(await lease.begin(id, 'me', { ...batch, from: 5 })).toBe(false)
      expect(await lease.begin(id, 'me', batch)).toBe(true)
      expect(await lease.take(id, 'me', 60_000)).toMatchObject({ attempt })
      await lease.release(id, 'me')
      expect(await lease.take(id, 'you', 60_000)).toMatchObject({ attempt: null })
    })
  })

  describe('upkeep', () => {
    it('finds old drafts, finished imports and those in preparation', async () => {
      const { model, clock } = fixture
      const old = clock.time
      const [draft, review, done, running] = [
        await fixture.mapped(),
        await fixture.previewed(),
        await fixture.started(),
        await fixture.started(),
      ]
      await model.forTeam('north').transition(done.id, { from: ['importing'], to: 'failed' })
      const later = new Date(old.getTime() + 1)
      const drafts = await model.upkeep.abandonedDrafts(later)
      expect(drafts).toEqual(expect.arrayContaining([draft.id, review.id]))
      expect(drafts).not.toContain(done.id)
      expect(drafts).not.toContain(running.id)
      expect(await model.upkeep.abandonedDrafts(old)).toEqual([])
      const all = [draft, review, done, running].map(({ id }) => id)
      expect(await model.upkeep.releaseRows(all, old)).toEqual([])
      expect(await model.upkeep.releaseRows(all, later)).toEqual([done.id])
      // Answered again: whoever asked first may have died before it removed them.
      expect(await model.upkeep.releaseRows(all, later)).toEqual([done.id])
      const inPreparation = await model.upkeep.inPreparation()
      expect(inPreparation).toContain(review.id)
      expect(inPreparation).not.toContain(draft.id)
      expect(await model.upkeep.deleteDrafts([draft.id], old)).toEqual([])
      const chosen = [draft.id, done.id, 'unknown']
      expect(await model.upkeep.deleteDrafts(chosen, later)).toEqual([draft.id])
      const existing = await model.upkeep.existing([draft.id, done.id, running.id])
      expect(existing).toEqual(new Set([done.id, running.id]))
    })

    it('lets nobody resume an import whose rows are released, and releases none that is resumed', async () => {
      const { model, clock } = fixture
      const later = new Date(clock.time.getTime() + 1)
      const [released, resumed] = [await fixture.started(), await fixture.started()]
      const team = model.forTeam('north')
      for (const { id } of [released, resumed]) {
        await team.transition(id, { from: ['importing'], to: 'failed' })
      }
      const resume = { from: ['failed'], to: 'importing' } as const
      expect(await team.transition(resumed.id, resume)).not.toBeNull()
      const ids = [released.id, resumed.id]
      expect(await model.upkeep.releaseRows(ids, later)).toEqual([released.id])
      expect(await team.transition(released.id, resume)).toBeNull()
    })

    it('deletes old records with all that hangs on them, none that runs or is downloaded', async () => {
      const { model, clock, database } = fixture
      clock.time = new Date(clock.time.getTime() + 60_000)
      const team = model.forTeam('records')
      const ended = async (status: 'completed' | 'importing') => {
        const { id } = await fixture.started()
        if (status === 'completed') {
          await model.forTeam('north').transition(id, { from: ['importing'], to: status })
        }
        await database.query(sql`UPDATE imports SET team_id = 'records' WHERE id = ${id}`)
        await addFailedRow(id)
        return id
      }
      const [old, downloaded, running] = [
        await ended('completed'),
        await ended('completed'),
        await ended('importing'),
      ]
      expect(await model.failedRows.keep(downloaded, 60_000)).toBe(true)
      const later = new Date(clock.time.getTime() + 1)
      expect(await model.upkeep.deleteRecords(clock.time)).not.toContain(old)
      const deleted = await model.upkeep.deleteRecords(later)
      expect(deleted).toContain(old)
      expect(deleted).not.toContain(downloaded)
      expect(deleted).not.toContain(running)
      expect(await team.find(old)).toBeNull()
      expect(await model.failedRows.after(old, 0, 10)).toEqual([])
      for (const kept of [downloaded, running]) {
        expect(await model.failedRows.after(kept, 0, 10)).toHaveLength(1)
      }
      expect(await model.failedRows.keep(old, 60_000)).toBe(false)
    })

    const addFailedRow = async (id: string, row = 1) => {
      const { database, clock } = fixture
      const time = database.dialect === 'sqlite' ? clock.time.getTime() : clock.time.toISOString()
      await database.query(sql`INSERT INTO failed_import_rows
        (id, import_id, team_id, row_number, data, validation_error, created_at, updated_at)
        VALUES (${newUlid()}, ${id}, 'north', ${row}, '{}', 'No.', ${time}, ${time})`)
    }

    it('prunes failed rows that are old, never those of a running import', async () => {
      const { model, clock } = fixture
      clock.time = new Date(clock.time.getTime() + 60_000)
      const running = await fixture.started()
      const ended = await fixture.started()
      await model.forTeam('north').transition(ended.id, { from: ['importing'], to: 'failed' })
      for (const { id } of [running, ended]) {
        for (let row = 1; row <= 3; row += 1) await addFailedRow(id, row)
      }
      expect(await model.upkeep.pruneFailedRows(clock.time)).toBe(0)
      expect(await model.upkeep.pruneFailedRows(new Date(clock.time.getTime() + 1))).toBe(3)
      expect(await model.failedRows.after(running.id, 1, 10)).toEqual([
        { rowNumber: 2, data: {}, error: 'No.' },
        { rowNumber: 3, data: {}, error: 'No.' },
      ])
      expect(await model.failedRows.after(ended.id, 0, 10)).toEqual([])
    })
  })
}
