import { afterAll, beforeAll, expect, it } from 'vitest'
import { previewAnswer } from '../../../server-kit/contract/index.ts'
import type { FoundRecord, ImporterDefinition } from '../../../server-kit/index.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const ROWS = 40_000
/** In pages of 5,000, the later ones repeat the names of the first rows. */
const nameOf = (row: number) => `name ${row % 30_000}`

/** Answers the younger of its calls first; knows how many wait. */
function lateHost() {
  const waiting: (() => void)[] = []
  let most = 0
  const answer = (values: string[]): Promise<FoundRecord[]> =>
    new Promise((resolve) => {
      waiting.push(() => resolve(values.slice(0, 1).map((value) => ({ value, id: `id ${value}` }))))
      most = Math.max(most, waiting.length)
      // Longer than the next page takes to be read.
      setTimeout(() => waiting.pop()?.(), 300)
    })
  return { answer, most: () => most }
}

describeOnBothDatabases('pages of keys that are looked up at once', (open) => {
  const host = lateHost()
  const products: ImporterDefinition = {
    entityType: 'product',
    label: 'Products',
    fields: [{ key: 'name', label: 'Name', required: true }],
    matchableFields: [{ field: 'name', priority: 1, behavior: 'match_or_create' }],
    findBy: ({ values }) => host.answer(values),
    save: (records) => records.map(({ rowNumber }) => ({ id: String(rowNumber) })),
  }
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open(), { importers: [products], canImport: () => true })
  })
  afterAll(() => kit.close())

  it('decide the rows in file order, whichever is answered first; three of them at most', async () => {
    const lines = Array.from({ length: ROWS }, (_, index) => nameOf(index))
    const { id } = await kit.upload(`name\n${lines.join('\n')}\n`, { entityType: 'product' })
    await kit.mapped(id, [{ source: 'name', target: 'name' }])
    await kit.preview(id)
    const { counts, rows } = await kit.get(previewAnswer, `/${id}/preview?offset=30000&limit=1`)
    // The first of each 5,000 is there, and what repeats an earlier row updates it.
    expect(counts).toMatchObject({ create: 30_000 - 6, update: 10_000 + 6, fail: 0 })
    expect(rows).toMatchObject([{ rowNumber: 30_002, action: 'update' }])
    expect(host.most()).toBeGreaterThan(1)
    expect(host.most()).toBeLessThanOrEqual(3)
  })
})
