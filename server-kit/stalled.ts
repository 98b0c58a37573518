import type { Import } from './model/import.ts'
import { waitsForPlace } from './model/leases.ts'

/** Milliseconds without a live lease, by the database's clock. */
const STALLED_AFTER = 30_000

/** Whether nobody has run an import for so long that it may be resumed or given up by hand. */
export const isStalled = ({ status, unattended }: Pick<Import, 'status' | 'unattended'>) =>
  status === 'importing' && unattended > STALLED_AFTER

/** Whether it has a place in the queue of a living process, behind others. */
export const isWaiting = (record: Pick<Import, 'status' | 'unattended' | 'leaseOwner'>) =>
  waitsForPlace(record) && !isStalled(record)
