import { sentenceFor } from '../importer/database-error.ts'
import { RowError } from '../importer/row-error.ts'
import { errorText } from '../runtime/error-text.ts'
import type { Execution } from './execution.ts'
import { withoutCells } from './without-cells.ts'

const MOST = 500

export interface Refusal {
  reason: string
  /** Not a refusal that the host or its database worded: somebody should look at it. */
  isUnexpected: boolean
}

/** What was to be written when it was thrown: its cells do not belong into a log. */
export interface Blamed {
  thrown: unknown
  row: number
  cells: readonly string[]
}

/** The sentence of a failed row. What the host did not word for users is logged, its message withheld. */
export function reasonOf({ kit, record }: Execution, { thrown, row, cells }: Blamed): Refusal {
  const sentence = thrown instanceof RowError ? thrown.message : sentenceFor(thrown)
  if (sentence) return { reason: sentence.slice(0, MOST), isUnexpected: false }
  const id = kit.newId()
  kit.logger.error('the importer failed on a row', {
    id,
    importId: record.id,
    row,
    error: withoutCells(errorText(thrown), cells),
  })
  return { reason: `This row could not be saved. Report ${id}.`, isUnexpected: true }
}
