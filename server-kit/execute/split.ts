import type { Batch, BatchSteps } from '../model/batch.ts'
import { isOfNoRow } from './misuse.ts'

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
    if (isOfNoRow(thrown)) throw thrown
    if (items.length === 1) return [{ thrown }]
    const middle = Math.ceil(items.length / 2)
    const first = yield* split(batch, items.slice(0, middle), run)
    return [...first, ...(yield* split(batch, items.slice(middle), run))]
  }
}
