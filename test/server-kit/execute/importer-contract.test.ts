import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { importView } from '../../../server-kit/contract/index.ts'
import type { KitParts } from '../../../server-kit/kit-parts.ts'
import type { ImportRecord, SaveResult } from '../../../server-kit/importer/importer.ts'
import {
  createScriptedKit,
  lines,
  type Script,
  type ScriptedKit,
} from '../../support/scripted-host.ts'
import {
  describeOn,
  describeOnBothDatabases,
  type TestDatabase,
} from '../../support/test-databases.ts'

const made = ({ rowNumber }: ImportRecord): SaveResult => ({ id: `new-${rowNumber}` })
const isOdd = ({ rowNumber }: ImportRecord) => rowNumber === 4
const UNSAVED = /^This row could not be saved\. Report \w{26}\.$/
const SECRET = 's3cret'.repeat(175_000)

describeOnBothDatabases('an importer that breaks its contract', (open) => {
  let kit: ScriptedKit
  const script = async (functions: Script) => {
    kit = await createScriptedKit(await open(), functions)
    return kit
  }
  afterEach(() => kit.close())

  it.each<[string, (records: ImportRecord[]) => SaveResult[], string]>([
    [
      'leaves out a result',
      (records) => records.filter((record) => !isOdd(record)).map(made),
      'answered 0 results for 1 records (row 4): it has to answer one for each',
    ],
    [
      'answers twice for one row',
      (records) =>
        records.flatMap((record) => (isOdd(record) ? [made(record), made(record)] : made(record))),
      'answered 2 results for 1 records (row 4)',
    ],
    [
      'answers something else',
      (records) =>
        records.map((record) => (isOdd(record) ? JSON.parse('{"ok":true}') : made(record))),
      'result 0 (row 4) is none of { id }, { error }, { gone: true }',
    ],
    [
      'answers no list',
      (records) => (records.some(isOdd) ? JSON.parse('null') : records.map(made)),
      'save has to answer a list',
    ],
  ])('%s: only that row fails, and the log names importer and row', async (_, save, said) => {
    const { status, results, failedRowsData } = await (await script({ save })).imported(lines(6))
    expect({ status, results }).toEqual({
      status: 'completed',
      results: { created: 5, updated: 0, skipped: 0, failed: 1 },
    })
    expect(failedRowsData).toEqual([{ row: 4, error: expect.stringMatching(UNSAVED) }])
    expect(kit.log()).toContain('Importer \\"item\\": save')
    expect(kit.log()).toContain(said)
    expect(kit.logged.map(({ details }) => details['row'])).toEqual([4])
  })

  it.each<[string, () => unknown]>([
    ['an Error with what it was given', () => new Error('cannot write Name 2 with C2')],
    ['a string', () => SECRET],
    ['null', () => null],
    ['undefined', () => undefined],
    ['an Error with a secret of 1 MB', () => new Error(SECRET)],
    [
      'an object that cannot be read',
      () =>
        new Proxy(
          {},
          {
            get: () => {
              throw new Error('no')
            },
          },
        ),
    ],
  ])(
    'throws %s: the row fails, its reason is short, the log has ids and no cells',
    async (_, thrown) => {
      const save: Script['save'] = (records) => {
        if (records.some(isOdd)) throw thrown()
        return records.map(made)
      }
      const { results, failedRowsData } = await (await script({ save })).imported(lines(6))
      expect(results).toMatchObject({ created: 5, failed: 1 })
      expect(failedRowsData[0]?.error).toMatch(UNSAVED)
      expect(kit.logged).toHaveLength(1)
      expect(kit.log().length).toBeLessThan(1_500)
      expect(kit.log()).not.toMatch(/Name 2|\bC2\b/)
    },
  )

  it('words a reason of any length: it is cut at 500 characters', async () => {
    const save: Script['save'] = (records) => records.map(() => ({ error: 'long '.repeat(500) }))
    const { failedRowsData } = await (await script({ save })).imported(lines(1))
    expect(failedRowsData[0]?.error).toHaveLength(500)
  })

  it('finds records of another team: their rows fail, in the preview already', async () => {
    const other = await script({
      findBy: ({ values }) => values.map((value) => ({ value, id: `${value}-record` })),
      // Bound to the team, as `findBy` is not.
      load: (ids) =>
        ids.filter((id) => id !== 'c1-record').map((id) => ({ id, name: id, values: {} })),
    })
    const id = await other.previewed(lines(3))
    expect(await other.counts(id)).toMatchObject({ update: 2, fail: 1 })
    const { results, failedRowsData } = await other.start(id)
    expect(results).toEqual({ created: 0, updated: 2, skipped: 0, failed: 1 })
    expect(failedRowsData).toEqual([
      {
        row: 3,
        error: 'The record that was found does not exist any more, or is not yours: “c1” by Code',
      },
    ])
    expect(other.saved.map((record) => record.id)).toEqual(['c0-record', 'c2-record'])
  })

  it('finds a record without an id: its row fails', async () => {
    const { results, failedRowsData } = await (
      await script({
        findBy: ({ values }) =>
          values.map((value) => ({ value, id: value === 'c1' ? JSON.parse('7') : value })),
      })
    ).imported(lines(3))
    expect(results).toMatchObject({ updated: 2, failed: 1 })
    expect(failedRowsData[0]?.error).toBe('The importer found a record without an id: “c1” by Code')
  })

  it('fails on everything: the import stops after 1,000 rows and can be resumed', async () => {
    let isBroken = true
    const broken = await script({
      save: (records) => {
        if (isBroken) throw new Error('down')
        return records.map(made)
      },
    })
    const { id, status, failedRows, warnings } = await broken.imported(lines(1_200))
    expect({ status, failedRows }).toEqual({ status: 'failed', failedRows: 1_000 })
    // Whoever was away learns why.
    const message = 'The importer failed on 1,000 rows in a row.'
    expect(warnings).toEqual([{ code: 'import_stopped', message }])
    isBroken = false
    await broken.get(importView, `/${id}/resume`, { method: 'POST' })
    await broken.kit.idle()
    expect(await broken.get(importView, `/${id}`)).toMatchObject({
      status: 'completed',
      createdRows: 200,
      failedRows: 1_000,
      warnings: [],
    })
  })

  it('fails on everything in a large batch: no more than 1,000 rows become failed ones', async () => {
    const large = (parts: KitParts) => ({
      ...parts,
      pulse: { ...parts.pulse, batchRows: 3_000 },
    })
    const save: Script['save'] = (records) => {
      if (records.some(({ rowNumber }) => rowNumber > 301)) throw new Error('down')
      return records.map(made)
    }
    kit = await createScriptedKit(await open(), { save }, { change: large })
    const { status, createdRows, failedRows } = await kit.imported(lines(2_500))
    expect({ status, createdRows }).toEqual({ status: 'failed', createdRows: 300 })
    expect(failedRows).toBeLessThanOrEqual(1_700)
  })

  it('finds something that was not asked for: the import fails with its name in the log', async () => {
    let isWrong = false
    const wrong = await script({
      findBy: () => (isWrong ? [{ value: 'else', id: '1' }] : []),
    })
    const id = await wrong.previewed(lines(3))
    isWrong = true
    const view = await wrong.start(id)
    expect(view).toMatchObject({ status: 'failed', processedRows: 0 })
    expect(wrong.log()).toContain(
      'Importer \\"item\\": findBy result 0 is for a value that was not',
    )
  })
})

describeOn('postgres', 'an importer that never answers', (open) => {
  let database: TestDatabase
  let kit: ScriptedKit
  beforeAll(async () => {
    database = await open()
  })
  afterEach(() => kit.close())

  it('fails the import with its name; resumed it goes on', async () => {
    let isHung = true
    const signals: AbortSignal[] = []
    kit = await createScriptedKit(
      database,
      {
        async save(records, { signal }) {
          signals.push(signal)
          if (isHung) await new Promise(() => {})
          return records.map(made)
        },
      },
      { options: { hostCallTimeout: 150 } },
    )
    const { id, status, processedRows } = await kit.imported(lines(8))
    expect({ status, processedRows }).toEqual({ status: 'failed', processedRows: 0 })
    expect(kit.log()).toContain('save of item did not answer within 0.15 seconds')
    // Tried three times, with half of the rows each time.
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true])
    expect(kit.saved.map(({ rowNumber }) => rowNumber)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5, 2, 3,
    ])
    isHung = false
    await kit.get(importView, `/${id}/resume`, { method: 'POST' })
    await kit.kit.idle()
    expect(await kit.get(importView, `/${id}`)).toMatchObject({
      status: 'completed',
      createdRows: 8,
    })
  })

  it('in the preview does not keep the matching for ever', async () => {
    const other = await open()
    let isHung = true
    kit = await createScriptedKit(
      other,
      { findBy: async () => (isHung ? new Promise(() => {}) : []) },
      { options: { hostCallTimeout: 150 } },
    )
    const id = await kit.previewed(lines(2))
    expect((await kit.ask(`/${id}/preview`)).status).toBe(409)
    isHung = false
    await sleep(300)
    await kit.ask(`/${id}/preview`)
    await kit.kit.idle()
    expect(await kit.counts(id)).toMatchObject({ create: 2 })
  })
})
