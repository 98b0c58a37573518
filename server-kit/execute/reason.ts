import { sentenceFor } from '../importer/database-error.ts'
import { RowError } from '../importer/row-error.ts'
import { errorText } from '../runtime/error-text.ts'
import type { Execution } from './execution.ts'

const MOST = 500
const MOST_LOGGED = 4000

export interface Refusal {
  reason: string
  /** Not a refusal that the host or its database worded: somebody should look at it. */
  isUnexpected: boolean
}

/** The sentence of a failed row. What the host did not word for users is logged, its message withheld. */
export function reasonOf({ kit, record }: Execution, thrown: unknown): Refusal {
  const sentence = thrown instanceof RowError ? thrown.message : sentenceFor(thrown)
  if (sentence) return { reason: sentence.slice(0, MOST), isUnexpected: false }
  const id = kit.newId()
  kit.logger.error('the importer failed on a row', {
    id,
    importId: record.id,
    error: errorText(thrown).slice(0, MOST_LOGGED),
  })
  return { reason: `This row could not be saved. Report ${id}.`, isUnexpected: true }
}
