import type { Importer, RowToCheck } from '../importer/importer.ts'
import { RowError } from '../importer/row-error.ts'
import { errorText } from '../runtime/error-text.ts'
import type { Logger } from '../runtime/logger.ts'

const MOST = 500

/** What the importer has against a row that would be written; null: nothing. */
export type RowCheck = (row: RowToCheck) => string | null

/**
 * The importer's `validateRow` as the preview and the import both ask it. What it throws is a reason of
 * the row alone: worded by a `RowError`, else withheld and logged, once an import. Null: it asks nothing.
 */
export function createRowCheck(
  importer: Importer,
  logger: Logger,
  importId: string,
): RowCheck | null {
  if (!importer.validateRow) return null
  let isLogged = false
  const failed = (error: unknown) => {
    if (error instanceof RowError) return error.message.slice(0, MOST)
    if (!isLogged) {
      logger.error('validateRow failed', { importId, error: errorText(error) })
      isLogged = true
    }
    return 'This row could not be checked.'
  }
  return (row) => {
    try {
      return sentenceOf(importer.validateRow?.(row), importer.entityType)
    } catch (error) {
      return failed(error)
    }
  }
}

function sentenceOf(answer: unknown, entityType: string): string | null {
  if (answer === null || answer === undefined || answer === '') return null
  if (typeof answer === 'string') return answer.slice(0, MOST)
  // Nobody waits for a promise: otherwise its failure would end the process.
  if (answer instanceof Promise) answer.catch(() => {})
  throw new TypeError(`validateRow of ${entityType} has to answer a sentence or null at once`)
}
