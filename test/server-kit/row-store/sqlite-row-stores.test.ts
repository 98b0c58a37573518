import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { RowThreads } from '../../../server-kit/row-store/sqlite/row-threads.ts'
import { createSqliteRowStores } from '../../../server-kit/row-store/sqlite/sqlite-row-stores.ts'
import { newUlid } from '../../../server-kit/runtime/new-id.ts'
import { rowStoreSuite } from '../../suites/row-store-suite.ts'
import { bodyOf, filledStore, LIMITS, ruleFor } from '../../support/row-store-fixture.ts'

const root = mkdtempSync(join(tmpdir(), 'row-stores-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folders = 0
const newFolder = () => join(root, String(++folders))
const opened: { close(): Promise<void> }[] = []
const openStores = (storageDir = newFolder(), threads = 2) => {
  const stores = createSqliteRowStores({ storageDir, threads })
  opened.push(stores)
  return stores
}
afterEach(async () => {
  for (const stores of opened.splice(0)) await stores.close()
})

describe('row stores in SQLite', () => {
  rowStoreSuite(async () => createSqliteRowStores({ storageDir: newFolder(), threads: 2 }))
})

describe('the files of an import', () => {
  it('are a database and the upload, until the rules are set', async () => {
    const storageDir = newFolder()
    const stores = openStores(storageDir)
    const id = newUlid()
    await stores.ingest(id, bodyOf('a\n1\n'), { limits: LIMITS })
    expect(readdirSync(join(storageDir, id)).toSorted()).toEqual(['data.sqlite', 'upload.br'])
    await stores.open(id).setRules([ruleFor('a', 0)])
    expect(readdirSync(join(storageDir, id))).not.toContain('upload.br')
    await stores.destroy(id)
    expect(readdirSync(storageDir)).toEqual([])
  })

  it('are never outside of the storage folder', async () => {
    const stores = openStores()
    for (const id of ['../x', 'a/b', '', '..', 'a\0b']) {
      const refused = stores.ingest(id, bodyOf('a\n1\n'), { limits: LIMITS })
      await expect(refused).rejects.toMatchObject({ code: 'import_not_found' })
      await expect(stores.open(id).progress()).rejects.toMatchObject({ code: 'import_not_found' })
    }
  })

  it('hold decisions and progress for the next process', async () => {
    const storageDir = newFolder()
    const id = newUlid()
    const first = openStores(storageDir)
    await first.ingest(id, bodyOf('n\nx\n1\n'), { limits: LIMITS })
    await first.open(id).setRules([ruleFor('n', 0, { type: 'number' })])
    await first.open(id).validate(AbortSignal.timeout(30_000))
    await first.open(id).decide({ source: 'n', value: 'x', action: 'skip' })
    await first.close()
    const { columns } = await openStores(storageDir).open(id).progress()
    expect(columns).toMatchObject([{ source: 'n', status: 'done', skipped: 1, errors: 0 }])
  })

  it('may have as many columns as the limit', async () => {
    const cells = Array.from({ length: 1000 }, (_, place) => `c${place}`)
    const stores = openStores()
    const store = await filledStore(stores, `${cells.join(',')}\n${cells.join(',')}\n`)
    const { items } = await store.page({ offset: 0, limit: 1 })
    expect(items[0]?.cells).toEqual(cells)
  })
})

describe('a table wider than SQLite can hold', () => {
  it('is refused, whatever the limit', async () => {
    const cells = Array.from({ length: 2000 }, (_, place) => `c${place}`)
    const file = `${cells.join(',')}\n${cells.join(',')}\n`
    const options = { limits: { ...LIMITS, columns: 5000 } }
    await expect(openStores().ingest(newUlid(), bodyOf(file), options)).rejects.toMatchObject({
      code: 'too_many_columns',
      details: { limit: 1900 },
    })
  })
})

describe('row threads', () => {
  it('keep more imports than they hold open', async () => {
    const stores = openStores(newFolder(), 1)
    const many = []
    for (let n = 0; n < 70; n++) many.push(await filledStore(stores, `a\n${n}\n`))
    const pages = await Promise.all(many.map((store) => store.page({ offset: 0, limit: 1 })))
    expect(pages.map(({ items }) => items[0]?.cells[0])).toEqual(
      many.map((_, place) => String(place)),
    )
  })

  it('answer others while they validate a large file', async () => {
    const stores = openStores(newFolder(), 1)
    const small = await filledStore(stores, 'a\n1\n')
    const lines = Array.from({ length: 100_000 }, (_, n) => `x${n}@example.org,+1202555${n}`)
    const large = await filledStore(stores, `mail,phone\n${lines.join('\n')}\n`)
    await large.setRules([
      ruleFor('mail', 0, { type: 'email' }),
      ruleFor('phone', 1, { type: 'phone' }),
    ])
    const state = { isDone: false, answers: 0 }
    const validating = large.validate(AbortSignal.timeout(60_000)).then(() => {
      state.isDone = true
    })
    while (!state.isDone) {
      await small.page({ offset: 0, limit: 1 })
      if (!state.isDone) state.answers += 1
    }
    await validating
    expect(state.answers).toBeGreaterThan(3)
  })

  it('that end reject what they were asked, and are replaced', async () => {
    const storageDir = newFolder()
    const id = newUlid()
    const stores = openStores(storageDir, 1)
    await stores.ingest(id, bodyOf(`a\n${'1\n'.repeat(100_000)}`), { limits: LIMITS })
    const threads = new RowThreads(storageDir, 1)
    opened.push(threads)
    await threads.call({ name: 'progress', importId: id })
    // Long enough that it cannot be answered before the thread ends.
    const asked = { offset: 0, limit: 100_000 }
    const ended = threads.call({ name: 'page', importId: id }, asked).catch(String)
    await threads.close()
    expect(await ended).toContain('ended')
    await expect(threads.call({ name: 'profiles', importId: id })).resolves.toHaveLength(1)
  })

  it('leave no folder when they end in the middle of an upload', async () => {
    const storageDir = newFolder()
    const stores = openStores(storageDir, 1)
    async function* body() {
      yield Buffer.from('a,b\n1,2\n'.repeat(100_000))
      void stores.close()
      await new Promise((resolve) => setTimeout(resolve, 100))
      yield Buffer.from('a,b\n1,2\n'.repeat(100_000))
    }
    const id = newUlid()
    await expect(stores.ingest(id, body(), { limits: LIMITS })).rejects.toThrow('ended')
    expect(existsSync(join(storageDir, id))).toBe(false)
  })
})
