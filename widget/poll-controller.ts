import type { ReactiveController, ReactiveControllerHost } from 'lit'

export interface PollOptions {
  /** Milliseconds between the end of one round and the start of the next. */
  every: number
  /** Asked before each round: polling rests while it answers no. */
  isNeeded: () => boolean
  /** A round that rejects doubles the pause, up to a minute, until one succeeds. */
  round: () => Promise<void>
}

const LONGEST_PAUSE = 60_000

/**
 * Repeats a round while it is needed, the page is visible and the host is connected. It starts again
 * by itself after an update of the host, or when the page comes back into view.
 */
export class PollController implements ReactiveController {
  #options: PollOptions
  #timer: ReturnType<typeof setTimeout> | undefined
  #isConnected = false
  #isRunning = false
  #failures = 0

  constructor(host: ReactiveControllerHost, options: PollOptions) {
    this.#options = options
    host.addController(this)
  }

  hostConnected(): void {
    this.#isConnected = true
    document.addEventListener('visibilitychange', this.#onVisibilityChange)
    this.#schedule(this.#options.every)
  }

  hostDisconnected(): void {
    this.#isConnected = false
    document.removeEventListener('visibilitychange', this.#onVisibilityChange)
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  hostUpdated(): void {
    this.#schedule(this.#pause)
  }

  get #pause(): number {
    return Math.min(LONGEST_PAUSE, this.#options.every * 2 ** this.#failures)
  }

  #onVisibilityChange = (): void => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#schedule(0)
  }

  #schedule(delay: number): void {
    if (this.#timer !== undefined || this.#isRunning || !this.#isConnected) return
    if (document.hidden || !this.#options.isNeeded()) return
    this.#timer = setTimeout(() => void this.#run(), delay)
  }

  async #run(): Promise<void> {
    this.#timer = undefined
    if (document.hidden || !this.#options.isNeeded()) return
    this.#isRunning = true
    try {
      await this.#options.round()
      this.#failures = 0
    } catch {
      this.#failures += 1
    } finally {
      this.#isRunning = false
      this.#schedule(this.#pause)
    }
  }
}
