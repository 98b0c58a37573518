import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signedDownload } from '../../../server-kit/history/signed-link.ts'
import { createImportKit } from '../../../server-kit/import-kit.ts'
import { contactImporters } from '../../support/contact-host.ts'
import { refusal } from '../../support/refusal.ts'
import { stagedImport } from '../../support/staged-imports.ts'
import { describeOn, type TestDatabase } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const SECRET = 's'.repeat(32)
const MAPPINGS = [{ source: 'Name', target: 'name' }]
const file = { csv: 'Name\nRefused\n', mappings: MAPPINGS }

describeOn('sqlite', 'the link to failed rows', (open) => {
  let database: TestDatabase
  let kit: TestKit
  let id: string
  let url: string
  beforeAll(async () => {
    database = await open()
    kit = await createTestKit(database)
    id = await stagedImport({ kit, database }, 'completed', file)
    url = await linkOf(id)
  })
  afterAll(() => kit.close())

  async function linkOf(importId: string) {
    const view = (await (await kit.ask(`/${importId}`)).json()) as { failedRowsUrl: string }
    return view.failedRowsUrl
  }
  const ask = (changed: string, headers: Record<string, string> = {}) =>
    kit.host.request(changed, { headers })
  const parts = () => {
    const { pathname, searchParams } = new URL(url, 'http://host')
    const [expires = '', signature = ''] = ['expires', 'signature'].map((n) => searchParams.get(n))
    return { pathname, expires: String(expires), signature: String(signature) }
  }

  it('is followed by whoever has it', async () => {
    expect((await ask(url)).status).toBe(200)
  })

  it('is refused with any character of it changed', async () => {
    const signed = url.indexOf('?') + 1
    const importAt = url.indexOf(id)
    const places = [
      ...Array.from({ length: id.length }, (_, n) => importAt + n),
      ...Array.from({ length: url.length - signed }, (_, n) => signed + n),
    ]
    for (const place of places) {
      for (const other of ['0', '1', 'A', 'B', '-']) {
        if (url[place] === other) continue
        const changed = url.slice(0, place) + other + url.slice(place + 1)
        expect(await refusal(ask(changed)), changed).toMatchObject({
          status: 403,
          code: 'invalid_signature',
        })
      }
    }
  })

  it('is refused with parameters dropped, doubled, reordered, added or written otherwise', async () => {
    const { pathname, expires, signature } = parts()
    const [e, s] = [`expires=${expires}`, `signature=${signature}`]
    const changed = [
      '',
      '?',
      `?${e}`,
      `?${s}`,
      `?${e}&signature=`,
      `?expires=&${s}`,
      `?${e}&signature`,
      `?${e}&${e}&${s}`,
      `?${e}&${s}&${s}`,
      `?${e}&${s}&signature=x`,
      `?${s}&${e}`,
      `?${e}&${s}&team=south`,
      `?${e}&${s}&`,
      `?&${e}&${s}`,
      `?${e}&&${s}`,
      `?x=1&${e}&${s}`,
      `?${e}&${s}=`,
      `?${e}&${s}%20`,
      `?+${e}&${s}`,
      `?%65xpires=${expires}&${s}`,
      `?EXPIRES=${expires}&${s}`,
      `?expires[]=${expires}&${s}`,
      `?${e};${s}`,
    ]
    for (const search of changed) {
      expect(await refusal(ask(pathname + search)), search).toMatchObject({
        status: 403,
        code: 'invalid_signature',
      })
    }
  })

  it('is refused with another time, however that is written', async () => {
    const { pathname, expires, signature } = parts()
    const times = [
      '1e99',
      '9999999999',
      '9999999999999',
      `0${expires}`,
      `${expires}.0`,
      '-1',
      'NaN',
    ]
    for (const time of [...times, 'Infinity', '0x7fffffff', `+${expires}`, '٣']) {
      const changed = `${pathname}?expires=${time}&signature=${signature}`
      expect(await refusal(ask(changed)), time).toMatchObject({ status: 403 })
    }
  })

  it('is over to the second', async () => {
    const now = Math.floor(kit.clock.now().getTime() / 1000)
    const at = (seconds: number) => ({ now: () => new Date((seconds - 3600) * 1000 - 600_000) })
    // A link is made for an hour and what is left of ten minutes: made then, it ends at `end`.
    const end = now - (now % 600)
    const record = { id, teamId: 'north' }
    const over = signedDownload({ secrets: [SECRET], clock: at(end) }, record)
    expect(over).toContain(`expires=${end}&`)
    expect(await refusal(ask(`/api/imports/${id}/failed-rows.csv?${over}`))).toMatchObject({
      status: 403,
      code: 'link_expired',
    })
    const until = Number(parts().expires) * 1000 - kit.clock.now().getTime()
    kit.clock.advance(until - 1)
    expect((await ask(url)).status).toBe(200)
    kit.clock.advance(1_001)
    expect(await refusal(ask(url))).toMatchObject({ status: 403, code: 'link_expired' })
    kit.clock.advance(-until - 1_000)
  })

  it('opens no other import, no import of another team, and none that does not exist', async () => {
    const other = await stagedImport({ kit, database }, 'completed', file)
    const { expires, signature } = parts()
    const search = `?expires=${expires}&signature=${signature}`
    for (const wrong of [other, '01ARZ3NDEKTSV4RRFFQ69G5FAV', id.toLowerCase(), '%00', '..%2f']) {
      const asked = ask(`/api/imports/${wrong}/failed-rows.csv${search}`)
      expect(await refusal(asked)).toMatchObject({ status: 403, code: 'invalid_signature' })
    }
    const clock = { now: () => new Date() }
    const south = signedDownload({ secrets: [SECRET], clock }, { id, teamId: 'south' })
    const asked = ask(`/api/imports/${id}/failed-rows.csv?${south}`)
    expect(await refusal(asked)).toMatchObject({ status: 403, code: 'invalid_signature' })
  })

  it('is refused to an actor of another team, valid as it is', async () => {
    expect(await refusal(ask(url, { 'x-user': 'cleo' }))).toMatchObject({
      status: 403,
      code: 'invalid_signature',
    })
    expect((await ask(url, { 'x-user': 'ada' })).status).toBe(200)
  })

  it('answers with headers that keep the file to its reader', async () => {
    const { headers } = await ask(url)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(/^attachment; /)
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('set-cookie')).toBeNull()
    expect(headers.get('etag')).toBeNull()
  })

  it.each([
    ['"; filename="evil.exe', '__ filename__evil'],
    ['Çalışan ラ.csv', '_al__an _'],
    ["it's (1) *new*.csv", 'it_s (1) _new_'],
    ['100%41.csv', '100_41'],
    ['back\\slash.csv', 'slash'],
    ['\r\nSet-Cookie: a=b.csv', 'Set-Cookie_ a_b'],
    ['cod\u202Evsc.exe', 'codvsc'],
    ['a'.repeat(400), 'a'.repeat(255)],
  ])('names the file of %j so that no client takes it for another', async (fileName, ascii) => {
    const hostile = await stagedImport({ kit, database }, 'completed', { ...file, fileName })
    const { headers } = await ask(await linkOf(hostile))
    const disposition = headers.get('content-disposition') ?? ''
    const name = `${ascii}-failed-rows-${hostile.toLowerCase()}.csv`
    expect(disposition).toMatch(/^attachment; filename="[\w .()-]+"; filename\*=UTF-8''[\w.~!%-]+$/)
    expect(disposition).toContain(`filename="${name}"`)
    expect(headers.get('set-cookie')).toBeNull()
  })

  it('stays valid while its key is followed by a newer one, and ends with it', async () => {
    const options = { db: database.db, importers: contactImporters, resolveActor: () => null }
    const newer = 'n'.repeat(32)
    const path = url.replace('/api/imports', '')
    const answered = (secret: string | string[]) =>
      createImportKit({ ...options, secret }).app.request(path)
    expect((await answered([newer, SECRET])).status).toBe(200)
    expect(await refusal(answered(newer))).toMatchObject({ code: 'invalid_signature' })
  })
})

describe('a key', () => {
  it.each(['', 'x'.repeat(31), 'é'.repeat(15), [], ['x'.repeat(32), 'short']])(
    'of fewer than 32 bytes is refused at the start: %j',
    (secret) => {
      const options = { db: {}, importers: contactImporters, resolveActor: () => null }
      expect(() => createImportKit({ ...options, secret })).toThrow(
        '[import-kit] options.secret: needs 32 bytes or more',
      )
    },
  )
})
