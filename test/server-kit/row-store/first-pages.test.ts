import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ValuePageQuery } from '../../../server-kit/row-store/row-store.ts'
import { createSqliteRowStores } from '../../../server-kit/row-store/sqlite/sqlite-row-stores.ts'
import { countAside } from '../../../server-kit/row-store/sqlite/count-aside.ts'
import { freeze } from '../../../server-kit/row-store/sqlite/freeze.ts'
import { StoreFile } from '../../../server-kit/row-store/sqlite/store-file.ts'
import { valuePage } from '../../../server-kit/row-store/sqlite/value-page.ts'
import { newUlid } from '../../../server-kit/runtime/new-id.ts'
import { bodyOf, LIMITS, ruleFor } from '../../support/row-store-fixture.ts'

// Enough for counting in a thread beside, and for some slices of taking over.
const ROWS = 300_000
const storageDir = mkdtempSync(join(tmpdir(), 'first-pages-'))
afterAll(() => rmSync(storageDir, { recursive: true, force: true }))

/** Numbers of which one in a thousand is none; the bad ones stand in one, two or three rows. */
const cellOf = (row: number) =>
  row % 1000 === 7 ? `bad ${Math.floor(row / 1000) % 150}` : row % 3000 === 5 ? '5' : `${row}`

/** A file whose column `n` is validated and not counted, with a decision of each kind. */
async function reviewedFile(): Promise<StoreFile> {
  const id = newUlid()
  const stores = createSqliteRowStores({ storageDir, threads: 1 })
  const lines = Array.from({ length: ROWS }, (_, row) => `${cellOf(row)},${row % 2 ? '' : 'x'}`)
  await stores.ingest(id, bodyOf(`n,half\n${lines.join('\n')}\n`), { limits: LIMITS })
  const store = stores.open(id)
  await store.setRules([ruleFor('n', 0, { type: 'number' }), ruleFor('half', 1)])
  await store.validate(AbortSignal.timeout(60_000))
  await store.decide({ source: 'n', value: 'bad 3', action: 'skip' })
  await store.decide({ source: 'n', value: 'bad 4', action: 'correct', correction: '4' })
  await store.decide({ source: 'n', value: '5', action: 'correct', correction: 'five' })
  await stores.close()
  const folder = join(storageDir, id)
  const file = new StoreFile(id, folder, join(folder, 'data.sqlite'))
  // As it is before anyone has asked for its values.
  file.run('UPDATE import_columns SET distinct_values = NULL')
  file.run('UPDATE column_values SET rows = 0')
  file.run('DELETE FROM column_values WHERE error IS NULL AND correction IS NULL AND skipped = 0')
  file.forgetColumns()
  return file
}

const DEFAULTS = { source: 'n', sort: 'rows', order: 'desc', offset: 0, limit: 100 } as const

describe('the first page of a large column', () => {
  let file: StoreFile
  beforeAll(async () => {
    file = await reviewedFile()
  })
  afterAll(() => file.close())

  /** The answer, and whether it came while the counted values were still being taken over. */
  async function ask(query: Partial<ValuePageQuery>) {
    const steps = valuePage(file, { ...DEFAULTS, filter: 'all', ...query })
    for (;;) {
      const { done, value } = steps.next()
      if (done) return { answer: value, isEarly: file.counting.size > 0 }
      await value
    }
  }

  it('is answered before all values are taken over, as it is answered afterwards', async () => {
    const pages: Partial<ValuePageQuery>[] = [
      { filter: 'all' },
      { filter: 'all', offset: 100 },
      { filter: 'needsReview' },
      { filter: 'needsReview', offset: 100 },
      { filter: 'modified' },
      { filter: 'skipped' },
    ]
    const early = await Promise.all(pages.map(ask))
    expect(early.map(({ isEarly }) => isEarly)).toEqual(pages.map(() => true))
    const late = await ask({ filter: 'all', sort: 'value' })
    expect(late.isEarly).toBe(false)
    for (const [at, page] of pages.entries()) {
      const later = await ask(page)
      expect(later.isEarly).toBe(false)
      expect(early[at]?.answer).toEqual(later.answer)
    }
    const [all, , toReview] = early.map(({ answer }) => answer)
    expect(all?.items[0]).toMatchObject({ value: '5', rows: 100, correction: 'five' })
    expect(toReview?.items[1]).toMatchObject({ value: 'bad 0', rows: 2 })
  })

  it('has blank cells of a column of few values with their rows', async () => {
    const { answer, isEarly } = await ask({ source: 'half' })
    expect(isEarly).toBe(true)
    expect(answer.items).toMatchObject([
      { value: '', rows: ROWS / 2 },
      { value: 'x', rows: ROWS / 2 },
    ])
    const later = await ask({ source: 'half', sort: 'value', order: 'asc' })
    expect(later.answer.items).toEqual(answer.items)
    expect(later.answer.counts).toEqual(answer.counts)
  })

  it('of other orders, later pages and searches waits for all values', async () => {
    for (const query of [{ offset: 150 }, { search: 'bad' }, { order: 'asc' }] as const) {
      file.run('UPDATE import_columns SET distinct_values = NULL')
      file.forgetColumns()
      expect((await ask(query)).isEarly).toBe(false)
    }
  })
})

describe('values that are counted ahead', () => {
  let file: StoreFile
  beforeAll(async () => {
    file = await reviewedFile()
  })
  afterAll(() => file.close())

  const distinct = () => file.column('n').distinctValues

  it('are given up when the rows are being written, unless someone waits for them', async () => {
    const ahead = countAside(file, file.column('n'), 'ahead')
    Array.from(freeze(file))
    await ahead.taken
    expect(distinct()).toBeNull()
    const counted = countAside(file, file.column('n'), 'ahead')
    expect(countAside(file, file.column('n'), 'urgent')).toBe(counted)
    await counted.taken
    expect(distinct()).toBe(new Set(Array.from({ length: ROWS }, (_, row) => cellOf(row))).size)
  })

  it.skipIf(process.platform !== 'linux')(
    'are counted by a thread that ends when it has rested, and begins anew',
    async () => {
      const threads = () => readdirSync('/proc/self/task').length
      await countAside(file, file.column('half'), 'urgent').taken
      const counting = threads()
      await expect.poll(threads, { timeout: 10_000 }).toBeLessThan(counting)
      file.run('UPDATE import_columns SET distinct_values = NULL')
      file.forgetColumns()
      await countAside(file, file.column('half'), 'urgent').taken
      expect(file.column('half').distinctValues).toBe(2)
    },
  )
})
