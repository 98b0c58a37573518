import type { KitParts } from './kit-parts.ts'
import type { Import } from './model/import.ts'

/** Milliseconds without a live lease. */
const STALLED_AFTER = 30_000

/** Whether nobody has run an import for so long that it may be resumed or given up by hand. */
export const isStalled = (kit: Pick<KitParts, 'model'>, record: Import) =>
  kit.model.lease.isStalled(record, STALLED_AFTER)
