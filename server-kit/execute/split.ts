import { ImportError, SetupError } from '../errors.ts'
import type { Batch, BatchSteps } from '../model/batch.ts'

export type Outcome<R> = { result: R } | { thrown: unknown }

/**
 * Runs `run` over all items in a savepoint; when it throws, undoes it and tries each half, until the
 * item that throws is alone. One bad row never fails its neighbours. The answer is aligned.
 */
export function* split<I, R>(
  batch: Batch,
  items: readonly I[],
  run: (batch: Batch, items: readonly I[]) => BatchSteps<R[]>,
): BatchSteps<Outcome<R>[]> {
  if (items.length === 0) return []
  try {
    const results = yield* batch.savepoint((inner) => run(inner, items))
    return results.map((result) => ({ result }))
  } catch (thrown) {
    if (isOfTheBatch(thrown)) throw thrown
    if (items.length === 1) return [{ thrown }]
    const middle = Math.ceil(items.length / 2)
    const first = yield* split(batch, items.slice(0, middle), run)
    return [...first, ...(yield* split(batch, items.slice(middle), run))]
  }
}

// A deadlock, a lost serialization race or a lost connection is no row's fault: the batch is tried again.
const BATCH_CODES = /^(40|08|57|53)/

function isOfTheBatch(thrown: unknown): boolean {
  if (thrown instanceof SetupError || thrown instanceof ImportError) return true
  return [thrown, causeOf(thrown)].some((error) => BATCH_CODES.test(codeOf(error)))
}

const causeOf = (error: unknown) => (error instanceof Error ? error.cause : undefined)

const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
