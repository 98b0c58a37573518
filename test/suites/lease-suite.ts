import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { newUlid } from '../../server-kit/runtime/new-id.ts'
import { type ModelFixture, openModel } from '../support/model-fixture.ts'
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
      await lease.take(id, 'me', 150)
      expect(await lease.abandoned()).not.toContain(id)
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(await lease.abandoned()).toContain(id)
      expect(await lease.take(id, 'you', 60_000)).toMatchObject({ leaseOwner: 'you' })
      expect(await lease.renew(id, 'me', 60_000)).toBe(false)
      expect(await lease.abandoned()).not.toContain(id)
    })

    it('ends an import only for its owner', async () => {
      const { id } = await fixture.started()
      const { lease } = fixture.model
      await lease.take(id, 'me', 60_000)
      expect(await lease.finish(id, 'you', 'completed')).toBeNull()
      expect(await lease.finish(id, 'me', 'completed')).toMatchObject({
        status: 'completed',
        completedAt: fixture.clock.time,
        leaseOwner: null,
      })
      expect(await lease.finish(id, 'me', 'failed')).toBeNull()
    })

    it('is not to be had for an import that does not run', async () => {
      const { id } = await fixture.previewed()
      expect(await fixture.model.lease.take(id, 'me', 60_000)).toBeNull()
    })

    it('that has been dead for long means a stalled import', async () => {
      const started = await fixture.started()
      const { lease } = fixture.model
      expect(lease.isStalled(started, 60_000)).toBe(false)
      const before = new Date(fixture.clock.time.getTime() - 61_000)
      expect(lease.isStalled({ ...started, updatedAt: before }, 60_000)).toBe(true)
      expect(lease.isStalled({ ...started, leaseUntil: before }, 60_000)).toBe(true)
      expect(lease.isStalled({ ...started, status: 'failed', updatedAt: before }, 1)).toBe(false)
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
      const finished = await model.upkeep.finishedBefore(later)
      expect(finished).toContain(done.id)
      expect(finished).not.toContain(running.id)
      const inPreparation = await model.upkeep.inPreparation()
      expect(inPreparation).toContain(review.id)
      expect(inPreparation).not.toContain(draft.id)
      expect(await model.upkeep.deleteDrafts([draft.id, done.id, 'unknown'])).toEqual([draft.id])
      const existing = await model.upkeep.existing([draft.id, done.id, running.id])
      expect(existing).toEqual(new Set([done.id, running.id]))
    })

    it('prunes failed rows that are old, never those of a running import', async () => {
      const { model, database, clock } = fixture
      const running = await fixture.started()
      const ended = await fixture.started()
      await model.forTeam('north').transition(ended.id, { from: ['importing'], to: 'failed' })
      for (const { id } of [running, ended]) {
        for (let row = 1; row <= 3; row += 1) {
          const time =
            database.dialect === 'sqlite' ? clock.time.getTime() : clock.time.toISOString()
          await database.query(sql`INSERT INTO failed_import_rows
            (id, import_id, team_id, row_number, data, validation_error, created_at, updated_at)
            VALUES (${newUlid()}, ${id}, 'north', ${row}, '{}', 'No.', ${time}, ${time})`)
        }
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
