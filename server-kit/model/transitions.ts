import { FINAL_STATUSES, type ImportStatus } from '../contract/stages.ts'
import type { Transition } from './import.ts'

/**
 * The states of an import, and the only ways between them.
 *
 * - **uploading**: the record exists, its file is being read. Leaves to `mapping` when the rows are
 *   stored; when the upload breaks off, the record goes instead.
 * - **mapping**: the user says what the columns are. The file may be read again meanwhile. Leaves to
 *   `reviewing` when the mappings are saved, which starts validation and matching.
 * - **reviewing**: the user decides on values. Leaves to `previewing` when all columns are validated,
 *   or back to `mapping`. A changed format stays here and validates its column again.
 * - **previewing**: the user sees what will happen. Goes back to `mapping` or `reviewing`, or to
 *   `importing`: the counts and the cursor are zeroed, and exactly one caller wins.
 * - **importing**: batches are written, each with counts and cursor in one transaction. There is no
 *   way back. A stalled one may be woken again, or be given up as `failed`.
 * - **completed**: all rows are written, skipped or failed. Final.
 * - **failed**: stopped by errors, or given up. Resumes to `importing` where the cursor stands.
 * - **cancelled**: stopped by the user at a batch edge; what was written stays. Final.
 *
 * Entering a final state sets `completedAt`, ends the lease, and the host is still to be told.
 */
const TRANSITIONS: Record<ImportStatus, readonly ImportStatus[]> = {
  uploading: ['mapping'],
  mapping: ['mapping', 'reviewing'],
  reviewing: ['mapping', 'reviewing', 'previewing'],
  previewing: ['mapping', 'reviewing', 'previewing', 'importing'],
  importing: ['importing', 'completed', 'failed', 'cancelled'],
  completed: [],
  failed: ['importing'],
  cancelled: [],
}

const STARTED = {
  attempt: null,
  cursor: 0,
  processedRows: 0,
  successfulRows: 0,
  createdRows: 0,
  updatedRows: 0,
  skippedRows: 0,
  failedRows: 0,
  failedRowsData: [],
  results: { created: 0, updated: 0, skipped: 0, failed: 0 },
  completedAt: null,
}

const ENDED = { leaseOwner: null, leaseUntil: null, attempt: null, announcedAt: null }

/** What a transition writes by itself. Throws on one that the table does not have. */
export function effectsOf({ from, to }: Transition, now: Date) {
  for (const status of from) {
    if (!TRANSITIONS[status].includes(to)) {
      throw new Error(`There is no transition from ${status} to ${to}.`)
    }
  }
  if (isFinal(to)) return { ...ENDED, completedAt: now }
  if (to !== 'importing') return {}
  if (!from.includes('previewing')) return { completedAt: null }
  if (from.length > 1) throw new Error('A start has one state to start from: previewing.')
  return STARTED
}

const isFinal = (status: ImportStatus) => FINAL_STATUSES.some((final) => final === status)
