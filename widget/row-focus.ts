import type { LitElement, ReactiveController } from 'lit'

export interface RowFocusOptions {
  /** What identifies each row, in the order in which the rows stand. */
  keys: () => readonly string[]
  /** The rows, in the same order. */
  rows: () => readonly HTMLElement[]
  /** Enter on a row: opens its editor. */
  edit: (key: string) => void
}

const MOVES: Record<string, (place: number, last: number) => number> = {
  ArrowUp: (place) => place - 1,
  ArrowDown: (place) => place + 1,
  Home: () => 0,
  End: (_, last) => last,
}

const isTyping = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement

/**
 * The keys of a grid whose rows take the focus: arrows, Home and End move, Enter edits, Escape comes
 * back to the row. One row at a time, with the controls in it, is in the tab order. Keys that are
 * typed into a control of a row are that control's own.
 *
 * A grid, not a listbox or a table: an option may hold no buttons, and a table has no keys of its
 * own, so that a screen reader would keep the arrows for itself. In a grid it hands them on, reads a
 * focused row by its name, and Tab reaches the row's controls.
 */
export class RowFocus implements ReactiveController {
  readonly #host: LitElement
  readonly #options: RowFocusOptions
  #current: string | null = null
  #place = 0
  #hadFocus = false
  /** A row that a decision is under way for: whatever control of it vanishes, it takes the focus. */
  #held: string | null = null

  constructor(host: LitElement, options: RowFocusOptions) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  hostUpdate(): void {
    const keys = this.#options.keys()
    const place = this.#current === null ? -1 : keys.indexOf(this.#current)
    this.#hadFocus = Boolean(this.#host.shadowRoot?.activeElement?.closest('tbody'))
    if (place >= 0) this.#place = place
    // The row has left the list under the focus: the next one takes its place.
    else if (this.#hadFocus || this.#held !== null) {
      this.#current = keys[Math.min(this.#place, keys.length - 1)] ?? null
    } else this.#current = keys[0] ?? null
  }

  hostUpdated(): void {
    // What had the focus is gone: it fell back to the page.
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isLost && (this.#hadFocus || this.#held !== null)) this.#rowOf(this.#current)?.focus()
  }

  /** True for the one row that is in the tab order. */
  isCurrent(key: string): boolean {
    return key === this.#current
  }

  tabIndexOf(key: string): 0 | -1 {
    return this.isCurrent(key) ? 0 : -1
  }

  /** Keeps the focus in that row until `release`. */
  hold(key: string): void {
    this.#held = key
  }

  release(key: string): void {
    if (this.#held === key) this.#held = null
  }

  focus(key: string): void {
    this.#become(key)
    this.#rowOf(key)?.focus()
  }

  /** For `@focusin` of the rows: a row that is clicked or tabbed into becomes the current one. */
  onFocusIn = ({ currentTarget, target }: Event): void => {
    if (!(currentTarget instanceof HTMLElement) || !(target instanceof Element)) return
    const row = target.closest('tr')
    const key = this.#options.keys()[this.#options.rows().findIndex((one) => one === row)]
    if (key !== undefined) this.#become(key)
  }

  /** For `@keydown` of the rows. */
  onKey = (event: KeyboardEvent): void => {
    const [origin] = event.composedPath()
    const current = this.#current
    if (event.defaultPrevented || current === null || isChorded(event)) return
    const isOnRow = origin === this.#rowOf(current)
    if (event.key === 'Escape' && !isOnRow) this.focus(current)
    else if (event.key === 'Enter' && isOnRow) this.#options.edit(current)
    else if (event.key in MOVES && !isTyping(origin)) this.#move(event.key)
    else return
    event.preventDefault()
  }

  #move(key: string): void {
    const keys = this.#options.keys()
    const last = keys.length - 1
    const place = MOVES[key]?.(this.#place, last) ?? this.#place
    const next = keys[Math.max(0, Math.min(last, place))]
    if (next !== undefined) this.focus(next)
  }

  #become(key: string): void {
    if (key === this.#current) return
    this.#current = key
    this.#place = this.#options.keys().indexOf(key)
    this.#host.requestUpdate()
  }

  #rowOf(key: string | null): HTMLElement | undefined {
    return key === null ? undefined : this.#options.rows()[this.#options.keys().indexOf(key)]
  }
}

const isChorded = ({ altKey, ctrlKey, metaKey }: KeyboardEvent) => altKey || ctrlKey || metaKey
