/** Long work in pieces: each `yield` lets calls for other imports in between, or waits for a promise. */
export type Steps<T> = Generator<void | Promise<unknown>, T, void>

/** How long a thread may keep others waiting. */
const SLICE_MS = 40

/** Tells when it is time to let others in. */
export class Slice {
  #began = performance.now()

  /** True at most once per slice; the next one begins then. */
  isOver(): boolean {
    if (performance.now() - this.#began < SLICE_MS) return false
    this.#began = performance.now()
    return true
  }
}

export const isSteps = (result: unknown): result is Steps<unknown> =>
  typeof result === 'object' &&
  result !== null &&
  'next' in result &&
  typeof result.next === 'function'
