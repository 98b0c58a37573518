import type { KitParts } from './kit-parts.ts'

const HOUR = 3_600_000

/** How long things are kept; milliseconds. */
const KEPT = {
  finishedRows: 2 * HOUR,
  drafts: 24 * HOUR,
  orphanedRows: 24 * HOUR,
  failedRows: 30 * 24 * HOUR,
} as const

/** What one `cleanup` removed. */
export interface Cleaned {
  /** Abandoned drafts, record and rows. */
  drafts: number
  /** Row stores of finished imports and those without an import. */
  rowStores: number
  failedRows: number
}

/** Removes what is over: never anything of a running import. */
export async function cleanup(kit: Pick<KitParts, 'model' | 'rows' | 'clock'>): Promise<Cleaned> {
  const { upkeep } = kit.model
  const now = kit.clock.now().getTime()
  const before = (age: number) => new Date(now - age)
  const drafts = await upkeep.deleteDrafts(await upkeep.abandonedDrafts(before(KEPT.drafts)))
  const finished = await upkeep.finishedBefore(before(KEPT.finishedRows))
  const gone = new Set([...drafts, ...finished])
  const stores = await kit.rows.list()
  const known = await upkeep.existing(stores.map(({ importId }) => importId))
  const orphaned = stores.filter(
    ({ importId, changedAt }) => !known.has(importId) && changedAt < now - KEPT.orphanedRows,
  )
  const removed = stores.filter((store) => gone.has(store.importId) || orphaned.includes(store))
  for (const { importId } of removed) await kit.rows.destroy(importId)
  const failedRows = await upkeep.pruneFailedRows(before(KEPT.failedRows))
  return { drafts: drafts.length, rowStores: removed.length, failedRows }
}
