import type { ReactiveController, ReactiveControllerHost } from 'lit'
import {
  ANY_IMPORT,
  dayOf,
  isSortName,
  sortName,
  SORTS,
  statusOf,
  type HistoryFilter,
} from './history-filter.ts'
import { pageUrlWith } from './page-url.ts'

/** What the page's address can say about a history. */
export interface HistoryPlace {
  filter: HistoryFilter
  /** Id of the import whose details are open; empty: none. */
  opened: string
}

export interface HistoryAddressOptions {
  /** What its parameters begin with; null: the address is left alone. */
  prefix: () => string | null
  /** The user went back or on. */
  onTurn: (place: HistoryPlace) => void
}

const DEFAULT_PREFIX = 'history'

/** Keeps filters, order and the opened import in the page's query, and follows Back and Forward. */
export class HistoryAddress implements ReactiveController {
  #options: HistoryAddressOptions
  /** What is to be said once the browser has gone back. */
  #leaving: { place: HistoryPlace; isStep: boolean } | null = null

  constructor(host: ReactiveControllerHost, options: HistoryAddressOptions) {
    this.#options = options
    host.addController(this)
  }

  hostConnected(): void {
    window.addEventListener('popstate', this.#onPopState)
  }

  hostDisconnected(): void {
    window.removeEventListener('popstate', this.#onPopState)
    this.#leaving = null
  }

  /** What the address says now; null when it is not used. */
  read(): HistoryPlace | null {
    const prefix = this.#prefix
    if (prefix === null) return null
    const parameters = new URLSearchParams(location.search)
    const get = (name: string) => parameters.get(`${prefix}-${name}`) ?? ''
    const sort = get('sort')
    return {
      opened: get('open'),
      filter: {
        entityType: get('type'),
        status: statusOf(get('status')),
        from: dayOf(get('from')),
        to: dayOf(get('to')),
        search: get('search').slice(0, 200),
        ...SORTS[isSortName(sort) ? sort : 'createdAt-desc'],
      },
    }
  }

  /** Says where the user is: as a step that Back undoes, or in place of the last one. */
  write(place: HistoryPlace, isStep: boolean): void {
    // Otherwise going back, which takes a moment, would undo what is said meanwhile.
    if (this.#leaving) {
      this.#leaving = { place, isStep }
      return
    }
    const url = this.#urlOf(place)
    if (!url || url.href === location.href) return
    const isOpening = isStep && place.opened !== ''
    const state = isOpening
      ? { ...Object(history.state), [this.#mark]: place.opened }
      : history.state
    if (isStep) history.pushState(state, '', url)
    else history.replaceState(state, '', url)
  }

  /** The details were closed: back to where they were opened from, when that is the step before. */
  leave(place: HistoryPlace): void {
    if (this.#prefix === null) return
    const isOwnStep = Object(history.state)[this.#mark] === this.read()?.opened
    if (!isOwnStep) return this.write(place, false)
    this.#leaving = { place, isStep: false }
    history.back()
  }

  get #prefix(): string | null {
    const prefix = this.#options.prefix()
    return prefix === '' ? DEFAULT_PREFIX : prefix
  }

  /** In the browser's own record of a step: that we made it. */
  get #mark(): string {
    return `${this.#prefix}-opened`
  }

  #urlOf({ filter, opened }: HistoryPlace): URL | null {
    const prefix = this.#prefix
    if (prefix === null) return null
    const order = sortName(filter)
    return pageUrlWith({
      [`${prefix}-type`]: filter.entityType,
      [`${prefix}-status`]: filter.status,
      [`${prefix}-from`]: filter.from,
      [`${prefix}-to`]: filter.to,
      [`${prefix}-search`]: filter.search,
      [`${prefix}-sort`]: order === sortName(ANY_IMPORT) ? '' : order,
      [`${prefix}-open`]: opened,
    })
  }

  #onPopState = (): void => {
    const left = this.#leaving
    this.#leaving = null
    if (left) return this.write(left.place, left.isStep)
    const place = this.read()
    if (place) this.#options.onTurn(place)
  }
}
