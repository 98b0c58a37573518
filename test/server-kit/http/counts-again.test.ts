import { afterEach, beforeEach, expect, it } from 'vitest'
import { importView, previewAnswer } from '../../../server-kit/contract/index.ts'
import { createScriptedKit, lines, type ScriptedKit } from '../../support/scripted-host.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'

describeOnBothDatabases('the counts of the preview', (open) => {
  let kit: ScriptedKit
  let asked = 0
  beforeEach(async () => {
    asked = 0
    kit = await createScriptedKit(await open(), {
      fields: [
        { key: 'name', label: 'Name', required: true },
        { key: 'code', label: 'Code' },
        { key: 'tags', label: 'Tags', type: 'number' },
      ],
      findBy: () => {
        asked += 1
        return []
      },
    })
  })
  afterEach(() => kit.close())

  const to = async (id: string, stage: string) => {
    await kit.get(importView, `/${id}/stage`, { body: { to: stage } })
    await kit.kit.idle()
  }
  const change = async (path: string, body: unknown, method = 'PATCH') => {
    const answer = await kit.ask(path, { method, body })
    expect(answer.status).toBeLessThan(300)
    await kit.kit.idle()
  }
  const correct = { source: 'name', value: 'Name 1', action: 'correct', correction: 'Other' }

  /** How often existing records were looked up for all rows: once a pass, since the file is small. */
  const passes = async (during: () => Promise<void>) => {
    const before = asked
    await during()
    return asked - before
  }

  it('are made again by a decision, a format and a mapping', async () => {
    const id = await kit.previewed(lines(5))
    expect(asked).toBe(1)
    expect(await passes(() => change(`/${id}/values`, correct))).toBe(1)
    expect(await passes(() => change(`/${id}/values`, { ...correct, action: 'undo' }))).toBe(1)
    const bulk = { source: 'name', action: 'replace', find: 'Name', replace: 'Person' }
    expect(await passes(() => change(`/${id}/values/bulk`, bulk, 'POST'))).toBe(1)
    const format = { source: 'tags', numberFormat: 'comma' }
    expect(await passes(() => change(`/${id}/columns`, format))).toBe(1)
    await to(id, 'mapping')
    const mappings = ['name', 'code'].map((source) => ({ source, target: source }))
    expect(
      await passes(async () => {
        await kit.mapped(id, mappings)
        await to(id, 'previewing')
      }),
    ).toBe(1)
  })

  it('ask nobody again after a decision on cells that decide nothing', async () => {
    const id = await kit.previewed(['Ada,C1,7', 'Bob,C2,8', 'Eve,C3,7'])
    const skip = { source: 'tags', value: '7', action: 'skip' }
    expect(await passes(() => change(`/${id}/values`, skip))).toBe(0)
    expect(await kit.counts(id)).toMatchObject({ create: 3, withErrors: 2 })
    expect(await passes(() => change(`/${id}/values`, skip))).toBe(0)
  })

  it('are not made again by anything else', async () => {
    const id = await kit.previewed(lines(5))
    expect(
      await passes(async () => {
        await to(id, 'reviewing')
        await to(id, 'previewing')
        await change(`/${id}/values`, { source: 'name', value: 'Name 1', action: 'unskip' })
      }),
    ).toBe(0)
    // A page of the preview looks up its own rows, whatever was counted.
    expect(
      await passes(async () => {
        for (let n = 0; n < 3; n += 1) await kit.get(previewAnswer, `/${id}/preview?limit=1`)
        await kit.kit.idle()
      }),
    ).toBe(3)
    expect(await kit.counts(id)).toMatchObject({ create: 5 })
  })
})
