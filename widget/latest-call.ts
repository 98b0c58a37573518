/**
 * Runs one asynchronous call at a time: a new call aborts the one before it, and the answer of an
 * aborted call never arrives. Otherwise a slow answer could overwrite a newer one.
 */
export class LatestCall {
  #controller: AbortController | null = null

  /** The call's answer, or `undefined` when a newer call or `abort()` overtook it. */
  async run<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    this.abort()
    const controller = new AbortController()
    this.#controller = controller
    try {
      const answer = await call(controller.signal)
      return controller.signal.aborted ? undefined : answer
    } catch (error) {
      if (controller.signal.aborted) return undefined
      throw error
    }
  }

  abort(): void {
    this.#controller?.abort()
    this.#controller = null
  }
}
