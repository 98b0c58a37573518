import { setTimeout as pause } from 'node:timers/promises'
import { ImportError } from './errors.ts'

/** Milliseconds that requests under way have to end in; an upload or a download may take minutes. */
const LONGEST_WAIT = 2_000

/** Lets requests in until the kit stops. */
export interface RequestGate {
  /**
   * Counts a request in; the function that is answered counts it out.
   *
   * @throws ImportError `unavailable` while the gate is closed.
   */
  enter(): () => void
  /** True from `close` until `open`: what fails now fails because the kit stops. */
  readonly isClosed: boolean
  open(): void
  /** Lets nobody in any more; resolves when everybody is out, after two seconds at most. */
  close(): Promise<void>
}

/**
 * A kit that stops closes its row stores. Otherwise a request that came meanwhile would be answered as
 * a fault of ours, which a page shows to its user, instead of a reason to ask again.
 */
export function createRequestGate(): RequestGate {
  let isClosed = false
  let inside = 0
  let onEmpty = () => {}
  return {
    enter() {
      if (isClosed) throw stopping()
      inside += 1
      return () => {
        inside -= 1
        if (inside === 0) onEmpty()
      }
    },
    get isClosed() {
      return isClosed
    },
    open() {
      isClosed = false
    },
    async close() {
      isClosed = true
      if (inside === 0) return
      const isEmpty = new Promise<void>((resolve) => (onEmpty = resolve))
      const patience = new AbortController()
      const isOver = pause(LONGEST_WAIT, undefined, patience).catch(() => {})
      await Promise.race([isEmpty, isOver])
      patience.abort()
    },
  }
}

/** What a request is answered that comes, or is cut off, while the kit stops. */
export const stopping = (cause?: unknown): ImportError =>
  new ImportError('unavailable', 'The server is being restarted. Try again in a moment.', { cause })
