import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { historyAnswer, importView, rowsAnswer } from '../../../server-kit/contract/index.ts'
import { refusal } from '../../support/refusal.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const CSV = 'Name,E-mail\nAda,ada@example.com\nBob,bob@example.com\n'
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])

describeOnBothDatabases('an upload', (open) => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open(), {
      limits: { fileBytes: 100_000, rows: 50, columns: 9 },
    })
  })
  afterAll(() => kit.close())
  afterEach(async () => {
    for (const { id } of await listed()) await kit.ask(`/${id}`, { method: 'DELETE' })
  })

  const listed = async () => (await kit.get(historyAnswer, '/?drafts=true')).items

  const refused = (
    raw: string | Uint8Array<ArrayBuffer>,
    query = 'entityType=contact&fileName=a.csv',
  ) => refusal(kit.ask(`/?${query}`, { method: 'POST', raw }))

  it('answers the import as it was read, in mapping', async () => {
    const view = await kit.upload(CSV)
    expect(view).toMatchObject({
      status: 'mapping',
      fileName: 'contacts.csv',
      fileSize: CSV.length,
      headers: ['Name', 'E-mail'],
      totalRows: 2,
      results: null,
      user: { id: 'ada', name: 'ADA' },
      source: { format: 'csv', delimiter: ',', headerRow: 1 },
    })
    const rows = await kit.get(rowsAnswer, `/${view.id}/rows`)
    expect(rows.items).toEqual([
      { rowNumber: 2, cells: ['Ada', 'ada@example.com'] },
      { rowNumber: 3, cells: ['Bob', 'bob@example.com'] },
    ])
  })

  it.each([
    ['an empty file', '', 422, 'empty_file'],
    ['a header only', 'Name,E-mail\n', 422, 'no_rows'],
    ['a picture', PNG, 415, 'unsupported_file'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj', 415, 'unsupported_file'],
    ['a gzip', new Uint8Array(gzipSync('a,b\n1,2')), 415, 'unsupported_file'],
    ['a row too many', `a\n${'1\n'.repeat(51)}`, 413, 'too_many_rows'],
    ['a column too many', `${'a,'.repeat(9)}a\n1\n`, 413, 'too_many_columns'],
    ['a byte too many', `a\n${'x'.repeat(100_000)}`, 413, 'file_too_large'],
  ])('is refused for %s, and leaves nothing behind', async (...[, body, status, code]) => {
    const error = await refused(body)
    expect(error).toMatchObject({ status, code })
    expect(error.message).toMatch(/\.$/)
    expect(kit.rowStores()).toEqual([])
    expect(await listed()).toEqual([])
  })

  it('takes a file exactly at its limits', async () => {
    expect((await kit.upload(`a\n${'1\n'.repeat(50)}`)).totalRows).toBe(50)
    expect((await kit.upload(`${'a,'.repeat(8)}a\n1\n`)).headers).toHaveLength(9)
  })

  it('is refused for an unknown entity type, a missing name, a zone that is none', async () => {
    expect((await refused(CSV, 'entityType=ship&fileName=a.csv')).code).toBe('unknown_entity_type')
    expect((await refused(CSV, 'entityType=contact')).code).toBe('invalid_request')
    const zone = 'entityType=contact&fileName=a.csv&timeZone=Mars%2FOlympus'
    expect((await refused(CSV, zone)).code).toBe('invalid_request')
  })

  it('is refused for an actor who may not import the entity type', async () => {
    const asked = kit.ask('/?entityType=contact&fileName=a.csv', { user: 'bob', raw: CSV })
    expect(await refusal(asked)).toMatchObject({ status: 403, code: 'not_allowed' })
  })

  it('whose connection breaks off leaves nothing behind', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(CSV))
      },
      pull(controller) {
        controller.error(new Error('connection lost'))
      },
    })
    const request = new Request('http://host/api/imports/?entityType=contact&fileName=a.csv', {
      method: 'POST',
      headers: { 'x-user': 'ada' },
      body,
      duplex: 'half',
    } as RequestInit)
    const response = await kit.host.fetch(request)
    expect(response.ok).toBe(false)
    expect(kit.rowStores()).toEqual([])
    expect(await listed()).toEqual([])
  })

  it('with the key of an earlier one gives the same import', async () => {
    const headers = { 'idempotency-key': 'once' }
    const first = await kit.upload(CSV, {}, { headers })
    const [second, third] = await Promise.all([
      kit.upload(CSV, {}, { headers }),
      kit.upload(CSV, {}, { headers }),
    ])
    expect([second.id, third.id]).toEqual([first.id, first.id])
    expect(kit.rowStores()).toEqual([first.id])
  })

  it('keeps no folder and no control character of the file name', async () => {
    const view = await kit.upload(CSV, { fileName: '../../etc/\u202epeople\u0000\r\n.csv' })
    expect(view.fileName).toBe('people.csv')
  })

  it('has columns that can be mapped though their headers hold NUL', async () => {
    const { id, headers } = await kit.upload('Na\0me,Mail\nAda,a@x.example\nBob,b@x.example\n')
    expect(headers).toEqual(['Na␀me', 'Mail'])
    const view = await kit.mapped(id, [{ source: 'Na␀me', target: 'name' }])
    expect(view.status).toBe('reviewing')
  })

  it('is read again in another way, and discarded', async () => {
    const { id } = await kit.upload('Report\nName;Mail\nAda;a@x.example\n')
    const view = await kit.get(importView, `/${id}/reread`, {
      body: { delimiter: ';', headerRow: 2 },
    })
    expect(view).toMatchObject({
      headers: ['Name', 'Mail'],
      totalRows: 1,
      source: { headerRow: 2 },
    })
    expect((await kit.ask(`/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect(kit.rowStores()).toEqual([])
    expect(await refusal(kit.ask(`/${id}`))).toMatchObject({
      status: 404,
      code: 'import_not_found',
    })
  })
})

describeOnBothDatabases('the quota of open imports', (open) => {
  it('refuses the one above it', async () => {
    const kit = await createTestKit(await open(), { limits: { openImports: 2 } })
    await kit.upload(CSV)
    const { id } = await kit.upload(CSV)
    const asked = kit.ask('/?entityType=contact&fileName=a.csv', { raw: CSV })
    expect(await refusal(asked)).toMatchObject({ status: 429, code: 'too_many_imports' })
    await kit.ask(`/${id}`, { method: 'DELETE' })
    expect((await kit.upload(CSV)).status).toBe('mapping')
    await kit.close()
  })
})
