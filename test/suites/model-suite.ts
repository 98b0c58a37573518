import { beforeAll, describe, expect, it } from 'vitest'
import { createImportModel } from '../../server-kit/model/import-model.ts'
import { newUlid } from '../../server-kit/runtime/new-id.ts'
import { type ModelFixture, openModel, present } from '../support/model-fixture.ts'
import type { TestDatabase } from '../support/test-databases.ts'

/** What the Import model promises, whichever database it stands on. */
export function modelSuite(open: () => Promise<TestDatabase>) {
  let fixture: ModelFixture
  beforeAll(async () => {
    fixture = await openModel(open)
  })

  describe('a record', () => {
    it('is read back as it was written', async () => {
      const { model, clock } = fixture
      const mappings = [
        { source: 'Née', target: 'name', entityLink: null, dateFormat: null, numberFormat: null },
      ]
      const { id } = await fixture.mapped()
      const changed = await model.forTeam('north').transition(id, {
        from: ['mapping'],
        to: 'reviewing',
        set: {
          headers: ['Née', '__proto__'],
          columnMappings: mappings,
          fileSize: 3_000_000_000,
          totalRows: 12,
          warnings: [{ code: 'extra_cells', message: 'Two rows.', details: { rows: [2, 5] } }],
        },
      })
      const found = present(await model.find(id))
      expect(found).toEqual(changed)
      expect(found).toMatchObject({
        teamId: 'north',
        status: 'reviewing',
        headers: ['Née', '__proto__'],
        columnMappings: mappings,
        fileSize: 3_000_000_000,
        totalRows: 12,
        results: null,
        failedRowsData: [],
        leaseUntil: null,
        completedAt: null,
        createdAt: clock.time,
      })
    })

    it('holds NUL characters and lone surrogates as visible symbols', async () => {
      const { id } = await fixture.mapped({ fileName: 'a\0b\uD800.csv' })
      await fixture.model
        .forTeam('north')
        .transition(id, { from: ['mapping'], to: 'mapping', set: { headers: ['x\0'] } })
      expect(await fixture.model.find(id)).toMatchObject({
        fileName: 'a␀b\uFFFD.csv',
        headers: ['x␀'],
      })
    })

    it('is not found by an id that no database can hold', async () => {
      for (const id of ['', '\0', 'x'.repeat(100_000), "'; DROP TABLE imports; --"]) {
        expect(await fixture.model.find(id)).toBeNull()
        expect(await fixture.model.forTeam('north').find(id)).toBeNull()
      }
    })
  })

  describe('a team', () => {
    it('sees, changes and discards nothing of another team', async () => {
      const { id } = await fixture.mapped()
      const south = fixture.model.forTeam('south')
      expect(await south.find(id)).toBeNull()
      expect(await south.transition(id, { from: ['mapping'], to: 'reviewing' })).toBeNull()
      expect(await south.discard(id)).toBe(false)
      expect(await fixture.model.forTeam('north').find(id)).toMatchObject({ status: 'mapping' })
    })

    it('counts its drafts and running imports as open', async () => {
      const team = fixture.model.forTeam('counted')
      await fixture.mapped({ teamId: 'counted' })
      const { id } = await fixture.mapped({ teamId: 'counted' })
      expect(await team.countOpen()).toBe(2)
      await team.discard(id)
      expect(await team.countOpen()).toBe(1)
      expect(await fixture.model.forTeam('nobody').countOpen()).toBe(0)
    })
  })

  describe('an idempotency key', () => {
    it('is saved once and finds its import', async () => {
      const team = fixture.model.forTeam('north')
      const { id } = await fixture.mapped()
      const key = `key-${'x'.repeat(10_000)}\0`
      const saved = await Promise.all(
        Array.from({ length: 10 }, () => team.saveIdempotencyKey(key, id)),
      )
      expect(saved.filter(Boolean)).toHaveLength(1)
      expect(await team.findByIdempotencyKey(key)).toMatchObject({ id })
      expect(await team.findByIdempotencyKey('another')).toBeNull()
    })

    it('means nothing to another team', async () => {
      const { id } = await fixture.mapped()
      await fixture.model.forTeam('north').saveIdempotencyKey('shared', id)
      const south = fixture.model.forTeam('south')
      expect(await south.findByIdempotencyKey('shared')).toBeNull()
      expect(await south.saveIdempotencyKey('shared', 'other')).toBe(true)
    })

    it('goes with its discarded import', async () => {
      const team = fixture.model.forTeam('north')
      const { id } = await fixture.mapped()
      await team.saveIdempotencyKey('gone', id)
      expect(await team.discard(id)).toBe(true)
      expect(await team.findByIdempotencyKey('gone')).toBeNull()
      expect(await team.saveIdempotencyKey('gone', id)).toBe(true)
    })
  })

  describe('a transition', () => {
    it('is refused when the status is another one by now', async () => {
      const { id } = await fixture.mapped()
      const team = fixture.model.forTeam('north')
      expect(await team.transition(id, { from: ['reviewing'], to: 'previewing' })).toBeNull()
      expect(await team.find(id)).toMatchObject({ status: 'mapping' })
    })

    it('that the table does not have is a mistake in the kit', async () => {
      const { id } = await fixture.mapped()
      const team = fixture.model.forTeam('north')
      await expect(team.transition(id, { from: ['mapping'], to: 'completed' })).rejects.toThrow(
        'There is no transition from mapping to completed.',
      )
    })

    it('to importing is won by exactly one of fifty', async () => {
      const { id } = await fixture.previewed()
      const models = Array.from({ length: 5 }, () =>
        createImportModel({
          db: fixture.database.connect().db,
          clock: fixture.clock,
          newId: newUlid,
        }).forTeam('north'),
      )
      const starts = Array.from({ length: 50 }, (_, n) =>
        present(models[n % 5]).transitionToImporting(id),
      )
      const winners = (await Promise.all(starts)).filter(Boolean)
      expect(winners).toHaveLength(1)
      expect(winners[0]).toMatchObject({
        status: 'importing',
        cursor: 0,
        results: { created: 0, updated: 0, skipped: 0, failed: 0 },
      })
    })

    it('to a final status sets the time and ends the lease', async () => {
      const { id } = await fixture.started()
      await fixture.model.lease.take(id, 'me', 60_000)
      const cancelled = await fixture.model
        .forTeam('north')
        .transition(id, { from: ['importing'], to: 'cancelled' })
      expect(cancelled).toMatchObject({
        status: 'cancelled',
        completedAt: fixture.clock.time,
        leaseOwner: null,
        leaseUntil: null,
      })
    })

    it('resumes a failed import with its counts', async () => {
      const { id } = await fixture.started()
      const team = fixture.model.forTeam('north')
      await team.transition(id, { from: ['importing'], to: 'failed' })
      const resumed = await team.transition(id, { from: ['failed'], to: 'importing' })
      expect(resumed).toMatchObject({ status: 'importing', completedAt: null, totalRows: 1000 })
    })

    it('is not undone by a discard: what was started stays', async () => {
      const { id } = await fixture.started()
      expect(await fixture.model.forTeam('north').discard(id)).toBe(false)
      expect(await fixture.model.upkeep.deleteDrafts([id], new Date(9e13))).toEqual([])
      expect(await fixture.model.find(id)).toMatchObject({ status: 'importing' })
    })
  })
}
