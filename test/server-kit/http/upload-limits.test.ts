import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  columnsAnswer,
  historyAnswer,
  importView,
  type ImportView,
} from '../../../server-kit/contract/index.ts'
import { refusal } from '../../support/refusal.ts'
import { describeOn, describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const CSV = 'Name,E-mail\nAda,ada@example.com\nBob,bob@example.com\n'
const UPLOAD = '/?entityType=contact&fileName=a.csv'

describeOnBothDatabases("a team's quota", (open) => {
  let kit: TestKit
  afterEach(() => kit.close())

  it('of open imports holds when uploads come at once', async () => {
    kit = await createTestKit(await open(), { limits: { openImports: 3 } })
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => kit.ask(UPLOAD, { raw: CSV })),
    )
    const taken = answers.filter(({ status }) => status === 201)
    expect(taken.length).toBeLessThanOrEqual(3)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(8 - taken.length)
    expect(kit.rowStores()).toHaveLength(taken.length)
    while ((await kit.get(historyAnswer, '/?drafts=true')).items.length < 3) await kit.upload(CSV)
    expect(await refusal(kit.ask(UPLOAD, { raw: CSV }))).toMatchObject({
      status: 429,
      code: 'too_many_imports',
      details: { limit: 3 },
    })
  })

  it('of bytes counts rows and kept uploads, and is of each team its own', async () => {
    kit = await createTestKit(await open(), { limits: { openBytes: 20_000 } })
    const { id } = await kit.upload(CSV)
    const refused = await refusal(kit.ask(UPLOAD, { raw: CSV }))
    expect(refused).toMatchObject({ status: 429, code: 'too_many_imports' })
    expect(refused.details?.limit).toBe(20_000)
    const other = await kit.ask(UPLOAD, { raw: CSV, user: 'cleo' })
    expect(other.status).toBe(201)
    await kit.ask(`/${id}`, { method: 'DELETE' })
    expect((await kit.upload(CSV)).status).toBe('mapping')
  })

  it('of bytes refuses a length that would not fit before the first byte', async () => {
    kit = await createTestKit(await open(), { limits: { openBytes: 50_000 } })
    const headers = { 'content-length': '60000' }
    const asked = kit.ask(UPLOAD, { raw: 'a\n1\n', headers })
    expect(await refusal(asked)).toMatchObject({ code: 'too_many_imports' })
  })
})

describeOn('sqlite', 'how a file is read', (open) => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open(), { limits: { fileBytes: 1000 } })
  })
  afterAll(() => kit.close())

  const reread = (id: string, body: object): Promise<ImportView> =>
    kit.get(importView, `/${id}/reread`, { body })

  it('is changed by the user: encoding, quote, escape, header', async () => {
    const text = 'Customers\n\nid,name,n\n1,"a\\"b",5\n2,\'c\',6\n3,Merci \u00e0,7\n'
    const bytes = new Uint8Array(Buffer.from(text, 'latin1'))
    const view = await kit.upload(bytes)
    expect(view.source).toMatchObject({ headerRow: 3, quote: '"', escape: 'backslash' })
    expect(view.warnings.map(({ code }) => code)).toEqual(['encoding_unsure', 'preamble_skipped'])
    const undone = await reread(view.id, { headerRow: 1, encoding: 'windows-1250' })
    expect(undone.headers[0]).toBe('Customers')
    expect(undone.source.encoding).toBe('windows-1250')
    const plain = await reread(view.id, { quote: '', escape: 'double' })
    expect(plain.source).toMatchObject({ quote: '', headerRow: 3 })
    expect(plain.source.escape).toBeUndefined()
  })

  it('is given with the upload', async () => {
    const view = await kit.upload("a;b\n1;'x;y'\n", { quote: "'", delimiter: ';' })
    expect(view.source).toMatchObject({ delimiter: ';', quote: "'" })
    expect(view.headers).toEqual(['a', 'b'])
  })

  it('is refused for an encoding that is not known, with those that are', async () => {
    const { id } = await kit.upload(CSV)
    const refused = await refusal(kit.ask(`/${id}/reread`, { body: { encoding: 'ebcdic' } }))
    expect(refused).toMatchObject({ status: 400, code: 'invalid_request' })
    expect(refused.message).toContain('windows-1250')
    expect((await kit.get(importView, `/${id}`)).totalRows).toBe(2)
  })

  it('ends at the limit of bytes, whatever the length was said to be', async () => {
    const at = `a\n${'x'.repeat(997)}\n`
    expect((await kit.upload(at)).fileSize).toBe(1000)
    const over = (body: string) =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(body))
          controller.close()
        },
      })
    const request = { method: 'POST', headers: { 'x-user': 'ada' }, duplex: 'half' } as const
    const response = await kit.host.request(`/api/imports${UPLOAD}`, {
      ...request,
      body: over(`${at}\n`),
    } as RequestInit)
    expect(await refusal(response)).toMatchObject({ status: 413, code: 'file_too_large' })
  })

  it('an idempotency key of a refused upload is free again', async () => {
    const headers = { 'idempotency-key': 'again' }
    expect(await refusal(kit.ask(UPLOAD, { raw: '', headers }))).toMatchObject({
      code: 'empty_file',
    })
    expect((await kit.upload(CSV, {}, { headers })).totalRows).toBe(2)
  })
})

describeOn('sqlite', 'the profile of a column', (open) => {
  describe('of many values', () => {
    it('has filled, distinct, longest, samples and the votes of types', async () => {
      const kit = await createTestKit(await open())
      const rows = Array.from(
        { length: 12_000 },
        (_, row) => `u${row}@example.com,${row % 3 === 0 ? '' : row % 7},${'ü'.repeat(row % 40)}`,
      )
      const { id } = await kit.upload(`Mail,Count,Note\n${rows.join('\n')}\n`)
      const { columns } = await kit.get(columnsAnswer, `/${id}/columns`)
      expect(columns).toMatchObject([
        {
          source: 'Mail',
          filled: 12_000,
          distinctIsExact: false,
          longest: 18,
          votes: { email: 1 },
        },
        { source: 'Count', filled: 8000, distinct: 8, distinctIsExact: true, longest: 1 },
        { source: 'Note', filled: 11_700, distinct: 40, distinctIsExact: true, longest: 39 },
      ])
      expect(columns[0]?.samples).toHaveLength(5)
      expect(Math.abs((columns[0]?.distinct ?? 0) - 12_000)).toBeLessThan(1200)
      await kit.close()
    })
  })
})
