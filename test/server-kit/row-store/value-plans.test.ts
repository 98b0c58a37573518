import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRows, REVIEW_TABLES } from '../../../server-kit/row-store/sqlite/store-schema.ts'
import { FILTERS } from '../../../server-kit/row-store/sqlite/value-order.ts'

describe('the values of a large column', () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-kit-plans-'))
  let db: Database.Database

  beforeAll(() => {
    const made = new Database(join(folder, 'data.sqlite'))
    createRows(made, 1)
    made.exec(REVIEW_TABLES)
    made.close()
    // What is known of the sizes is read when a file is opened.
    db = new Database(join(folder, 'data.sqlite'))
  })
  afterAll(() => {
    db.close()
    rmSync(folder, { recursive: true })
  })

  const planOf = (condition: string) =>
    db
      .prepare<[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT count(*) FROM column_values WHERE place = 1${condition}`,
      )
      .all()
      .map(({ detail }) => detail)
      .join()

  it.each([
    [FILTERS.needsReview, 'INDEX values_to_review (place=?)'],
    [FILTERS.modified, 'INDEX values_modified (place=?)'],
    [FILTERS.skipped, 'INDEX values_skipped (place=?)'],
    [' AND rows > 1 AND rows = 2', 'INDEX values_of_several_rows (place=? AND rows=?)'],
    [FILTERS.all, 'PRIMARY KEY (place=?)'],
    [" AND value > 'a'", 'PRIMARY KEY (place=? AND value>?)'],
  ])('are found by the index that knows them:%s', (condition, index) => {
    expect(planOf(condition)).toContain(index)
  })
})
