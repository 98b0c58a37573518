import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** What a store must offer to be followed. */
export interface Subscribable {
  /** Calls back after each change of state; answers the function that ends it. */
  subscribe(listener: () => void): () => void
}

/** Re-renders its host whenever the store changes, for as long as the host is connected. */
export class StoreController implements ReactiveController {
  #host: ReactiveControllerHost
  #store: () => Subscribable | undefined
  #followed: Subscribable | undefined
  #unsubscribe: (() => void) | undefined

  /** `store` is asked anew on each update: properties are not set yet when a host is made. */
  constructor(host: ReactiveControllerHost, store: () => Subscribable | undefined) {
    this.#host = host
    this.#store = store
    host.addController(this)
  }

  hostConnected(): void {
    this.#follow(this.#store())
  }

  hostUpdate(): void {
    if (this.#store() !== this.#followed) this.#follow(this.#store())
  }

  hostDisconnected(): void {
    this.#follow(undefined)
  }

  #follow(store: Subscribable | undefined): void {
    this.#unsubscribe?.()
    this.#followed = store
    this.#unsubscribe = store?.subscribe(() => this.#host.requestUpdate())
  }
}
