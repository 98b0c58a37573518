import { afterAll, beforeAll } from 'vitest'
import type { RowStores } from '../../server-kit/row-store/row-store.ts'
import { rowStoreMatchingSuite } from './row-store-matching-suite.ts'
import { rowStoreReadingSuite } from './row-store-reading-suite.ts'
import { rowStoreReviewSuite } from './row-store-review-suite.ts'
import { rowStoreValidationSuite } from './row-store-validation-suite.ts'

/** What every row store promises, wherever it keeps the rows. */
export function rowStoreSuite(open: () => Promise<RowStores>) {
  let opened: RowStores
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  const stores = () => opened
  rowStoreReadingSuite(stores)
  rowStoreValidationSuite(stores)
  rowStoreReviewSuite(stores)
  rowStoreMatchingSuite(stores)
}
