import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { importView, previewAnswer } from '../../../server-kit/contract/index.ts'
import { createRegistry, type Registry } from '../../../server-kit/importer/registry.ts'
import { createSeeded } from '../../crash/seeded.ts'
import { describeOnBothDatabases, type TestDatabase } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'
import { MemoryHost } from './random/memory-host.ts'
import { plainOutcome, type PlainRecord } from './random/plain-model.ts'
import { type RandomImport, randomImport } from './random/random-import.ts'

const IMPORTS = 200
const SEED = 4_711

describeOnBothDatabases('a random small import', (open) => {
  let kit: TestKit
  let database: TestDatabase
  let registry: Registry
  let host = new MemoryHost(randomImport(createSeeded(0)))
  let batchRows = 1000
  beforeEach(async () => {
    database = await open()
    registry = createRegistry([host.importer()])
    kit = await createTestKit(database, {}, (parts) => ({
      ...parts,
      get pulse() {
        return { ...parts.pulse, batchRows }
      },
      // A batch that is undone and begun anew finds the host as it was.
      batches: {
        ...parts.batches,
        run: (fence, steps) => {
          const before = host.held()
          return parts.batches.run(fence, (batch) => {
            host.restore(before)
            return steps(batch)
          })
        },
      },
      // The importer is another one for each import.
      registry: {
        get: (entityType) => registry.get(entityType),
        find: (entityType) => registry.find(entityType),
        list: () => registry.list(),
        linkCalls: (link) => registry.linkCalls(link),
      },
    }))
  })
  afterEach(() => kit.close())

  async function run(given: RandomImport) {
    // Each import is the team's first: what an earlier one corrected would correct this one too.
    await database.query(sql`DELETE FROM import_remembered_values`)
    host = new MemoryHost(given)
    registry = createRegistry([host.importer()])
    batchRows = given.batchRows
    const lines = given.rows.map((row) => given.columns.map((column) => row[column]).join(','))
    const file = `${given.columns.join(',')}\n${lines.join('\n')}\n`
    const { id } = await kit.upload(file, { entityType: 'person' })
    const mappings = given.columns.map((column) =>
      column === 'owner'
        ? { source: column, target: 'name', entityLink: 'owner' }
        : {
            source: column,
            target: column,
            ...(column === 'score' && { numberFormat: 'point' as const }),
          },
    )
    await kit.mapped(id, mappings)
    for (const { source, value, correction } of given.decisions) {
      const action = correction === null ? { action: 'skip' } : { action: 'correct', correction }
      const body = { source, value, ...action }
      await kit.ask(`/${id}/values`, { method: 'PATCH', body })
      await kit.kit.idle()
    }
    await kit.preview(id)
    const { counts, links } = await kit.get(previewAnswer, `/${id}/preview`)
    const [link = { link: 0, create: 0 }] = links
    const { results, status } = await kit.start(id)
    const { create, update, skip, fail } = counts
    return {
      preview: {
        created: create,
        updated: update,
        skipped: skip,
        failed: fail,
        links: { link: link.link, create: link.create },
      },
      status,
      outcome: {
        created: results?.created,
        updated: results?.updated,
        skipped: results?.skipped,
        failed: results?.failed,
        records: sorted(host.records()),
        owners: host
          .owners()
          .map((name) => name.toLowerCase())
          .sort(),
      },
      view: await kit.get(importView, `/${id}`),
    }
  }

  it(`does what its preview says and what a plain model does, ${IMPORTS} times`, async () => {
    const seeded = createSeeded(SEED)
    let refusals = 0
    for (let round = 1; round <= IMPORTS; round += 1) {
      const given = randomImport(seeded)
      const promised = plainOutcome(given, false)
      const { links, records, owners, ...counts } = plainOutcome(given, true)
      const found = await run(given)
      const { created, updated, skipped, failed } = promised
      const isRefused =
        JSON.stringify(counts) !== JSON.stringify({ created, updated, skipped, failed })
      if (isRefused) refusals += 1
      const made = owners.map((name) => name.toLowerCase()).sort()
      // What the host does not refuse is what the preview said: nothing has drifted.
      const drift = isRefused ? undefined : found.view.results?.drift
      expect({ round, ...found, view: null, drift }).toEqual({
        round,
        preview: { created, updated, skipped, failed, links: promised.links },
        status: 'completed',
        outcome: { ...counts, records: sorted(records), owners: made },
        view: null,
        drift: undefined,
      })
      expect(links.create).toBe(made.length - given.owners.length)
    }
    expect(refusals).toBeGreaterThan(20)
    expect(refusals).toBeLessThan(IMPORTS - 20)
  }, 600_000)
})

const sorted = (records: PlainRecord[]) => records.map((record) => JSON.stringify(record)).sort()
