import type { ReactiveController, ReactiveElement } from 'lit'

/** The language around an element; renders it anew when the page's own changes. */
export class PageLanguage implements ReactiveController {
  readonly #host: ReactiveElement
  #observer: MutationObserver | undefined

  constructor(host: ReactiveElement) {
    this.#host = host
    host.addController(this)
  }

  /** Of the nearest `lang`: on the element, on what is around it, on the page. */
  get lang(): string {
    const nearest = this.#host.closest<HTMLElement>('[lang]')
    return nearest?.lang || document.documentElement.lang
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => this.#host.requestUpdate())
    this.#observer.observe(document.documentElement, { attributeFilter: ['lang'] })
  }

  hostDisconnected(): void {
    this.#observer?.disconnect()
  }
}
