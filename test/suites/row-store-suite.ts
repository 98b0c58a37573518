import { afterAll, beforeAll } from 'vitest'
import type { RowStores } from '../../server-kit/row-store/row-store.ts'
import { rowStoreBulkSuite } from './row-store-bulk-suite.ts'
import { rowStoreCellsSuite } from './row-store-cells-suite.ts'
import { rowStoreDecidingSuite } from './row-store-deciding-suite.ts'
import { rowStoreMatchingSuite } from './row-store-matching-suite.ts'
import { rowStorePagesSuite } from './row-store-pages-suite.ts'
import { rowStoreReadingSuite } from './row-store-reading-suite.ts'
import { rowStoreRememberedSuite } from './row-store-remembered-suite.ts'
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
  rowStorePagesSuite(stores)
  rowStoreCellsSuite(stores)
  rowStoreBulkSuite(stores)
  rowStoreRememberedSuite(stores)
  rowStoreMatchingSuite(stores)
  rowStoreDecidingSuite(stores)
}
