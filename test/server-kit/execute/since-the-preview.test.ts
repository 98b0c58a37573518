import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { previewAnswer } from '../../../server-kit/contract/index.ts'
import { refusal } from '../../support/refusal.ts'
import { createScriptedKit, lines, type ScriptedKit } from '../../support/scripted-host.ts'
import { describeOnBothDatabases, type TestDatabase } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const MAPPINGS = [
  { source: 'Name', target: 'name' },
  { source: 'Mail', target: 'email' },
  { source: 'Firm', target: 'domain', entityLink: 'company' },
]

describeOnBothDatabases('what happens between the preview and the import', (open) => {
  let database: TestDatabase
  let kit: TestKit
  beforeEach(async () => {
    database = await open()
    kit = await createTestKit(database)
  })
  afterEach(() => kit.close())

  const insert = (id: string, email: string) =>
    database.query(
      sql`INSERT INTO contacts (id, team_id, name, email) VALUES (${id}, 'north', 'Known', ${email})`,
    )
  async function previewed(csv: string) {
    const { id } = await kit.upload(csv)
    await kit.mapped(id, MAPPINGS)
    await kit.preview(id)
    return { id, counts: (await kit.get(previewAnswer, `/${id}/preview`)).counts }
  }

  it('is handled, and the results say so: made meanwhile, gone meanwhile, doubled meanwhile', async () => {
    await insert('k1', 'known@x.example')
    await insert('k2', 'doubled@x.example')
    const rows = ['New,new@x.example', 'Known,known@x.example', 'Twin,doubled@x.example']
    const { id, counts } = await previewed(
      `Name,Mail,Firm\n${rows.join(',\n')},\nLate,late@x.example,late.example\n`,
    )
    expect(counts).toMatchObject({ create: 2, update: 2, fail: 0 })
    await insert('made-meanwhile', 'new@x.example')
    await insert('k3', 'doubled@x.example')
    await database.query(sql`DELETE FROM contacts WHERE id = 'k1'`)
    await database.query(
      sql`INSERT INTO companies (id, team_id, name, domain) VALUES ('late', 'north', 'Late', 'late.example')`,
    )
    const view = await kit.start(id)
    expect(view.results).toEqual({
      created: 2,
      updated: 1,
      skipped: 0,
      failed: 1,
      drift: [
        { planned: 'update', became: 'fail', rows: 1 },
        { planned: 'create', became: 'update', rows: 1 },
        { planned: 'update', became: 'create', rows: 1 },
      ],
    })
    expect(view.failedRowsData[0]?.error).toBe(
      '2 existing records match “doubled@x.example” by E-mail',
    )
    const linked = await database.query(sql`SELECT company_id FROM contacts WHERE name = 'Late'`)
    expect(linked).toEqual([{ company_id: 'late' }])
    expect(await database.query(sql`SELECT id FROM companies`)).toHaveLength(1)
  })

  it('is not said where nothing did', async () => {
    const { id } = await previewed('Name,Mail,Firm\nNew,new@x.example,a.example\n')
    expect((await kit.start(id)).results).toEqual({
      created: 1,
      updated: 0,
      skipped: 0,
      failed: 0,
    })
  })
})

describeOnBothDatabases('a record that is gone when it is written', (open) => {
  it('is skipped and counted so', async () => {
    const kit = await createScriptedKit(await open(), {
      findBy: ({ values }) => values.map((value) => ({ value, id: value })),
      save: (records) =>
        records.map(({ id }) => (id === 'c1' ? { gone: true } : { id: String(id) })),
    })
    const { results } = await kit.imported(lines(3))
    expect(results).toEqual({
      created: 0,
      updated: 2,
      skipped: 1,
      failed: 0,
      drift: [{ planned: 'update', became: 'skip', rows: 1 }],
    })
    await kit.close()
  })
})

describeOnBothDatabases('a decision that comes while the import starts', (open) => {
  let kit: ScriptedKit
  afterEach(() => kit.close())

  it('holds for all rows or is refused for all, never for some', async () => {
    const database = await open()
    const seen = new Set<string>()
    kit = await createScriptedKit(
      database,
      {},
      { change: (parts) => ({ ...parts, pulse: { ...parts.pulse, batchRows: 20 } }) },
    )
    const csv = Array.from({ length: 300 }, (_, n) => `Same,C${n},`)
    for (let round = 0; round < 6; round += 1) {
      kit.saved.length = 0
      const id = await kit.previewed(csv)
      const decide = async () => {
        await new Promise((resolve) => setTimeout(resolve, round * 2))
        return kit.ask(`/${id}/values`, {
          method: 'PATCH',
          body: { source: 'name', value: 'Same', action: 'correct', correction: 'Other' },
        })
      }
      const [start, decided] = await Promise.all([
        kit.ask(`/${id}/start`, { method: 'POST' }),
        decide(),
      ])
      await kit.kit.idle()
      const names = [...new Set(kit.saved.map(({ values }) => values['name']))]
      const code = decided.status === 200 ? 'taken' : (await refusal(decided)).code
      seen.add(code)
      expect({ start: start.status, code, names }).toEqual(
        // A decision that comes first undoes the matching: then the start is refused.
        start.status === 409
          ? { start: 409, code: 'taken', names: [] }
          : { start: 202, code, names: [code === 'taken' ? 'Other' : 'Same'] },
      )
    }
    expect(seen).toContain('wrong_stage')
  })

  it('cannot be made at all once rows are written', async () => {
    kit = await createScriptedKit(await open(), {})
    const id = await kit.previewed(lines(5))
    await kit.start(id)
    expect((await refusal(kit.ask(`/${id}/values?source=name`))).code).toBe('wrong_stage')
  })
})
