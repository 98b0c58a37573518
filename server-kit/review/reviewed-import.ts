import type { ReviewAnswer } from '../contract/index.ts'
import { ImportError } from '../errors.ts'
import type { KitParts } from '../kit-parts.ts'
import { getColumnMapping } from '../model/column-mappings.ts'
import type { Import } from '../model/import.ts'

/** Where values and cells can be seen and decided about. */
export const REVIEW_STAGES = ['reviewing', 'previewing'] as const

/** Refuses a column that the file does not have, or that is not imported. */
export function requireMapped(found: Import, source: string): void {
  if (!found.headers.includes(source)) {
    throw new ImportError('unknown_column', `The file has no column “${source}”.`)
  }
  if (!getColumnMapping(found, source)) {
    throw new ImportError('unknown_column', `The column “${source}” is not imported.`)
  }
}

/**
 * Wakes what a decision has made necessary. In the review the matching waits until the reviewer moves
 * on: otherwise each decision starts a pass.
 */
export async function prepareAgain(kit: KitParts, found: Import): Promise<void> {
  const { columns } = await kit.rows.open(found.id).progress()
  const isPending = columns.some((column) => column.status !== 'done')
  if (found.status === 'previewing' || isPending) {
    await kit.jobs.wake({ kind: 'prepare', importId: found.id })
  }
}

/**
 * How far the columns are. Where the rules do not follow the record's mappings yet, none is. What is
 * not done is woken: the job may have failed, or its wake-up may be lost.
 */
export async function reviewProgress(kit: KitParts, found: Import): Promise<ReviewAnswer> {
  const { columns, matching, revision } = await kit.rows.open(found.id).progress()
  const isCurrent = revision >= found.mappingRevision
  if (!isCurrent || columns.some(({ status }) => status !== 'done')) {
    await kit.jobs.wake({ kind: 'prepare', importId: found.id })
  }
  if (isCurrent) return { columns, matching }
  return {
    columns: columns.map((column) => ({ ...column, status: 'pending', progress: 0 })),
    matching: { status: 'pending', progress: 0 },
  }
}
