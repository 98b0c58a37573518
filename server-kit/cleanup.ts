import type { KitParts } from './kit-parts.ts'
import { errorText } from './runtime/error-text.ts'

const HOUR = 3_600_000

/** What one `cleanup` removed. */
export interface Cleaned {
  /** Abandoned drafts, record and rows. */
  drafts: number
  /** Row stores of finished imports, of those drafts, and those without an import. */
  rowStores: number
  failedRows: number
  /** Records of finished imports that are older than the host keeps them. */
  records: number
}

type CleanupParts = Pick<KitParts, 'model' | 'rows' | 'clock' | 'logger' | 'retention'>

/** Removes what is over: never anything of an import that runs, or whose failed rows are downloaded. */
export async function cleanup(kit: CleanupParts): Promise<Cleaned> {
  const { retention, model } = kit
  const before = (hours: number) => new Date(kit.clock.now().getTime() - hours * HOUR)
  const stores = await kit.rows.list()
  const drafts = await removeDrafts(kit, stores, before(retention.drafts))
  const over = await storesOver(kit, stores, {
    drafts,
    finished: before(retention.finishedRows),
    orphaned: before(retention.orphanedRows),
  })
  const failedRows = await model.upkeep.pruneFailedRows(before(retention.failedRows))
  const records =
    retention.records === null ? [] : await model.upkeep.deleteRecords(before(retention.records))
  return {
    drafts: drafts.length,
    rowStores: await destroyAll(kit, over),
    failedRows,
    records: records.length,
  }
}

type Stores = Awaited<ReturnType<KitParts['rows']['list']>>

/** A draft is abandoned when neither its record nor its rows were changed: decisions are in the rows. */
async function removeDrafts({ model }: CleanupParts, stores: Stores, before: Date) {
  const inUse = new Set(
    stores.filter(({ changedAt }) => changedAt >= before.getTime()).map(({ importId }) => importId),
  )
  const abandoned = await model.upkeep.abandonedDrafts(before)
  return model.upkeep.deleteDrafts(
    abandoned.filter((id) => !inUse.has(id)),
    before,
  )
}

interface Limits {
  drafts: string[]
  finished: Date
  orphaned: Date
}

async function storesOver({ model }: CleanupParts, stores: Stores, limits: Limits) {
  const ids = stores.map(({ importId }) => importId)
  const released = new Set(await model.upkeep.releaseRows(ids, limits.finished))
  const known = await model.upkeep.existing(ids)
  const drafts = new Set(limits.drafts)
  const isOrphaned = ({ importId, changedAt }: Stores[number]) =>
    !known.has(importId) && changedAt < limits.orphaned.getTime()
  return stores
    .filter(
      (store) => drafts.has(store.importId) || released.has(store.importId) || isOrphaned(store),
    )
    .map(({ importId }) => importId)
}

/** How many went. One that cannot be removed now is found again the next time. */
async function destroyAll({ rows, logger }: CleanupParts, ids: string[]): Promise<number> {
  let destroyed = 0
  for (const importId of ids) {
    try {
      await rows.destroy(importId)
      destroyed += 1
    } catch (error) {
      logger.error('a row store could not be removed', { importId, error: errorText(error) })
    }
  }
  return destroyed
}
