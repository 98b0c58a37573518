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
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

/** How often each of the host's functions still fails. */
const failing = { validate: 0, findOwner: 0, findBy: 0 }

function failOnce(name: keyof typeof failing) {
  if (failing[name] === 0) return
  failing[name] -= 1
  throw new Error(`${name} is down`)
}

const products: ImporterDefinition = {
  entityType: 'product',
  label: 'Products',
  fields: [
    { key: 'name', label: 'Name', required: true },
    {
      key: 'code',
      label: 'Code',
      validate: (codes) => {
        failOnce('validate')
        return codes.map((code) => (code === 'X1' ? 'There is no X1' : null))
      },
    },
    { key: 'note', label: 'Note' },
  ],
  matchableFields: [{ field: 'name', priority: 1, behavior: 'match_or_create' }],
  entityLinks: [
    {
      key: 'owner',
      label: 'Owner',
      entityType: 'user',
      matchableFields: [{ field: 'mail', label: 'Mail', priority: 1, behavior: 'match_only' }],
      findBy: () => {
        failOnce('findOwner')
        return []
      },
    },
  ],
  findBy: () => {
    failOnce('findBy')
    return []
  },
  save: (records) => records.map(({ rowNumber }) => ({ id: String(rowNumber) })),
}

const MAPPINGS = [
  { source: 'name', target: 'name' },
  { source: 'code', target: 'code' },
  { source: 'owner', target: 'mail', entityLink: 'owner' },
]

describeOnBothDatabases('a host that fails while values are checked', (open) => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open(), { importers: [products], canImport: () => true })
  })
  afterAll(() => kit.close())
  beforeEach(() => {
    Object.assign(failing, { validate: 0, findOwner: 0, findBy: 0 })
    kit.logged.splice(0)
  })

  const reviewed = async () => {
    const csv = 'name,code,owner\na,X1,ada@x.org\nb,A1,\n'
    const { id } = await kit.upload(csv, { entityType: 'product' })
    await kit.mapped(id, MAPPINGS)
    return id
  }
  const columns = async (id: string) => (await kit.get(reviewAnswer, `/${id}/review`)).columns
  const errors = async (id: string, source: string) =>
    (await kit.get(valuesAnswer, `/${id}/values?source=${source}&filter=needsReview`)).total

  it('is asked again, and nobody learns of it', async () => {
    failing.validate = 2
    const [, code] = await columns(await reviewed())
    expect(code).toMatchObject({ status: 'done', errors: 1 })
    expect(code).not.toHaveProperty('problem')
    expect(kit.logged).toEqual([])
  })

  it('lets the column be done with a sentence, and the import go on', async () => {
    failing.validate = 3
    failing.findOwner = 3
    const id = await reviewed()
    const problem = (source: string) =>
      `Not all values of “${source}” could be checked. Continue without that check, or save the mapping again to repeat it.`
    expect(await columns(id)).toMatchObject([
      { status: 'done' },
      { status: 'done', errors: 0, problem: problem('code') },
      { status: 'done', errors: 0, problem: problem('owner') },
    ])
    expect(kit.logged.map(({ message }) => message)).toEqual([
      'values could not be checked by the host',
      'values could not be checked by the host',
    ])
    await kit.preview(id)
    const { rows } = await kit.get(previewAnswer, `/${id}/preview`)
    expect(rows[0]?.cells[1]).toEqual({ source: 'code', value: 'X1' })
  })

  it('is asked about the whole column again when the mapping is saved again', async () => {
    failing.validate = 3
    const id = await reviewed()
    await kit.mapped(id, MAPPINGS)
    const [, code, owner] = await columns(id)
    expect(code).toMatchObject({ status: 'done', errors: 1 })
    expect(code).not.toHaveProperty('problem')
    expect(owner).toMatchObject({ errors: 1 })
    expect(await errors(id, 'code')).toBe(1)
  })

  it('is asked again about one column when its format is saved again', async () => {
    failing.validate = 3
    const id = await reviewed()
    const body = { source: 'code' }
    await kit.get(importView, `/${id}/columns`, { method: 'PATCH', body })
    await kit.kit.idle()
    expect(await errors(id, 'code')).toBe(1)
  })

  it('says so in the preview while records cannot be looked up, and goes on by itself', async () => {
    failing.findBy = 4
    const id = await reviewed()
    failing.findBy = 4
    await kit.preview(id)
    const refused = await refusal(kit.ask(`/${id}/preview`))
    expect(refused).toMatchObject({
      code: 'still_matching',
      message: 'Existing records cannot be looked up at the moment. It is tried again.',
    })
    const { matching } = await kit.get(reviewAnswer, `/${id}/review`)
    expect(matching.status).not.toBe('done')
    await kit.kit.idle()
    expect((await kit.get(previewAnswer, `/${id}/preview`)).counts).toMatchObject({ create: 2 })
    const after = await kit.get(reviewAnswer, `/${id}/review`)
    expect(after.matching).toEqual({ status: 'done', progress: 1 })
  })
})
