import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  importView,
  previewAnswer,
  reviewAnswer,
  valuesAnswer,
} from '../../../server-kit/contract/index.ts'
import type { ImporterDefinition } from '../../../server-kit/index.ts'
import { refusal } from '../../support/refusal.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type Mapping, type TestKit } from '../../support/test-kit.ts'

/** What the next calls of the host's fields wait for: between reading the record and writing it. */
const gates: Promise<void>[] = []
const asked = { times: 0 }
const saved: unknown[] = []

const people: ImporterDefinition = {
  entityType: 'person',
  label: 'People',
  fields: async () => {
    const gate = gates.shift()
    if (gate) {
      asked.times += 1
      await gate
    }
    return [
      { key: 'name', label: 'Name', required: true },
      { key: 'nick', label: 'Nick' },
      { key: 'born', label: 'Born', type: 'date' },
      { key: 'died', label: 'Died', type: 'date' },
    ]
  },
  findBy: () => [],
  save: (records) => {
    saved.push(...records.map(({ values }) => values))
    return records.map(({ rowNumber }) => ({ id: String(rowNumber) }))
  },
}

const CSV = 'name,alias,born,died\nAda,Countess,05/06/2024,05/06/2025\n'
const MAPPINGS: Mapping[] = [
  { source: 'name', target: 'name' },
  { source: 'born', target: 'born', dateFormat: 'european' },
  { source: 'died', target: 'died', dateFormat: 'european' },
]
const SWAPPED: Mapping[] = [
  { source: 'alias', target: 'name' },
  { source: 'name', target: 'nick' },
  { source: 'born', target: 'died', dateFormat: 'american' },
]

describeOnBothDatabases('rules and record', (open) => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open(), { importers: [people], canImport: () => true })
  })
  afterAll(() => kit.close())
  beforeEach(() => void saved.splice(0))

  const reviewed = async () => {
    const { id } = await kit.upload(CSV, { entityType: 'person' })
    await kit.mapped(id, MAPPINGS)
    return id
  }
  /** Holds the next request that asks for the fields; answers how to let it go on. */
  const hold = () => {
    const before = asked.times
    let release = () => {}
    gates.push(
      new Promise((resolve) => {
        release = resolve
      }),
    )
    return async (others: () => Promise<unknown>) => {
      while (asked.times === before) await new Promise((resolve) => setTimeout(resolve, 1))
      await others()
      release()
    }
  }
  const change = (id: string, body: object) => kit.ask(`/${id}/columns`, { method: 'PATCH', body })
  const dates = async (id: string, source: string) => {
    const { items } = await kit.get(valuesAnswer, `/${id}/values?source=${source}`)
    return items.map(({ mapped }) => mapped)
  }

  it('are the same when a start comes before a changed format', async () => {
    const id = await reviewed()
    await kit.preview(id)
    const letChange = hold()
    const late = refusal(change(id, { source: 'born', dateFormat: 'american' }))
    await letChange(async () => {
      const letRun = hold()
      await kit.get(importView, `/${id}/start`, { method: 'POST' })
      void letRun(() => late)
    })
    expect(await late).toMatchObject({ status: 409, code: 'wrong_stage' })
    await kit.kit.idle()
    expect(saved).toMatchObject([{ born: '2024-06-05', died: '2025-06-05' }])
  })

  it('are the same when two columns are changed at once: both changes count', async () => {
    const id = await reviewed()
    const letGo = hold()
    const first = change(id, { source: 'born', dateFormat: 'american' })
    await letGo(() => change(id, { source: 'died', dateFormat: 'american' }))
    expect((await first).status).toBe(200)
    await kit.kit.idle()
    const { columnMappings } = await kit.get(importView, `/${id}`)
    expect(columnMappings.map(({ dateFormat }) => dateFormat)).toEqual([
      null,
      'american',
      'american',
    ])
    expect(await dates(id, 'born')).toEqual(['2024-05-06'])
    expect(await dates(id, 'died')).toEqual(['2025-05-06'])
  })

  it('are the same whichever of several mappings is saved last', async () => {
    const id = await reviewed()
    const put = (mappings: Mapping[]) =>
      kit.ask(`/${id}/mappings`, { method: 'PUT', body: { mappings } })
    for (let round = 0; round < 12; round++) {
      const letGo = hold()
      const held = put(round % 2 === 0 ? MAPPINGS : SWAPPED)
      const others: Promise<Response>[] = []
      await letGo(async () => {
        others.push(...[SWAPPED, MAPPINGS, SWAPPED].map(put))
        await Promise.all(others.slice(0, round % 4))
      })
      await Promise.all([held, ...others])
      await kit.kit.idle()
      const { columnMappings } = await kit.get(importView, `/${id}`)
      const { columns } = await kit.get(reviewAnswer, `/${id}/review`)
      expect(columns.map(({ source, status }) => [source, status])).toEqual(
        columnMappings.map(({ source }) => [source, 'done']),
      )
      const isSwapped = columnMappings.some(({ dateFormat }) => dateFormat === 'american')
      expect(await dates(id, 'born')).toEqual([isSwapped ? '2024-05-06' : '2024-06-05'])
    }
    await kit.preview(id)
    const { counts } = await kit.get(previewAnswer, `/${id}/preview`)
    expect(counts).toMatchObject({ create: 1, fail: 0 })
  })
})
