import { css, html, LitElement, nothing } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { Entity } from '../../server-kit/contract/shapes.ts'
import type { HistoryFilter } from '../history-store.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { search } from '../styles/search.ts'
import { icon } from './icons.ts'

const STATUSES = ['completed', 'importing', 'failed', 'cancelled'] as const
const DAYS = ['1', '7', '30', '90'] as const
const SORTS = ['createdAt-desc', 'createdAt-asc', 'fileName-asc', 'totalRows-desc'] as const

/** Narrows the list by `change`. */
export class ImportFilterEvent extends Event {
  static readonly type = 'import-filter'
  readonly change: Partial<HistoryFilter>

  constructor(change: Partial<HistoryFilter>) {
    super(ImportFilterEvent.type)
    this.change = change
  }
}

const dayBefore = (days: number): string => {
  const day = new Date(Date.now())
  day.setDate(day.getDate() - days)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

/**
 * Search, filters and, where there are no table headers, the order of the history.
 *
 * @summary The filters of the import history.
 * @fires import-filter - The user narrowed the list.
 * @csspart filters - The bar.
 */
export class ImportHistoryFilters extends LitElement {
  static override styles = [
    ...controls,
    search,
    css`
      :host {
        display: block;
      }

      form {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--_space-2);
      }

      .search {
        flex: 1 1 200px;
        max-inline-size: 320px;
      }

      select,
      input[type='date'] {
        inline-size: auto;
      }

      .dates {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--_space-2);
      }

      .sort {
        display: none;
      }

      @container import (max-width: 639px) {
        .search {
          flex-basis: 100%;
          max-inline-size: none;
        }

        form > select {
          flex: 1 1 120px;
        }

        .sort {
          display: block;
        }
      }
    `,
  ]

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) filter!: HistoryFilter
  @property({ attribute: false }) entities: readonly Entity[] = []
  /** The host chose the entity type: there is nothing to choose. */
  @property({ type: Boolean, attribute: 'one-entity' }) isOneEntity = false
  @state() private period = ''
  #typing: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback() {
    clearTimeout(this.#typing)
    super.disconnectedCallback()
  }

  override willUpdate() {
    if (!this.filter.from && !this.filter.to && this.period !== 'custom') this.period = ''
  }

  #change(change: Partial<HistoryFilter>) {
    this.dispatchEvent(new ImportFilterEvent(change))
  }

  #onSearch = (event: Event) => {
    const search = valueOf(event)
    clearTimeout(this.#typing)
    this.#typing = setTimeout(() => this.#change({ search }), 250)
  }

  #onPeriod = (event: Event) => {
    this.period = valueOf(event)
    if (this.period === 'custom') return
    this.#change({ from: this.period ? dayBefore(Number(this.period) - 1) : '', to: '' })
  }

  #onSort = (event: Event) => {
    const chosen = SORTS.find((name) => name === valueOf(event)) ?? SORTS[0]
    const [sort, order] = SORT_PARTS[chosen]
    this.#change({ sort, order })
  }

  #onStatus = (event: Event) => {
    const chosen = valueOf(event)
    const status = ([...STATUSES, 'drafts'] as const).find((name) => name === chosen) ?? ''
    this.#change({ status })
  }

  override render() {
    const { history } = this.texts.strings
    return html`<form part="filters" role="search" @submit=${prevent}>
      <div class="search">
        ${icon('search')}
        <input
          type="search"
          aria-label=${history.search}
          placeholder=${history.search}
          .value=${this.filter.search}
          @input=${this.#onSearch}
        />
      </div>
      ${this.isOneEntity ? nothing : this.#renderEntities()} ${this.#renderStatus()}
      ${this.#renderDates()} ${this.#renderSort()}
    </form>`
  }

  #renderEntities() {
    const { history } = this.texts.strings
    const { entityType } = this.filter
    return html`<select
      aria-label=${history.entityType}
      @change=${(event: Event) => this.#change({ entityType: valueOf(event) })}
    >
      <option value="" ?selected=${!entityType}>${history.anyType}</option>
      ${this.entities.map(
        (entity) =>
          html`<option value=${entity.entityType} ?selected=${entity.entityType === entityType}>
            ${entity.label}
          </option>`,
      )}
    </select>`
  }

  #renderStatus() {
    const { history, results } = this.texts.strings
    const { status } = this.filter
    return html`<select aria-label=${history.status} @change=${this.#onStatus}>
      <option value="" ?selected=${!status}>${history.anyStatus}</option>
      ${STATUSES.map(
        (name) =>
          html`<option value=${name} ?selected=${name === status}>
            ${results.statuses[name]}
          </option>`,
      )}
      <option value="drafts" ?selected=${status === 'drafts'}>${history.drafts}</option>
    </select>`
  }

  #renderDates() {
    const { strings, format } = this.texts
    const { history } = strings
    return html`<select aria-label=${history.dates} .value=${this.period} @change=${this.#onPeriod}>
        <option value="">${history.anyDate}</option>
        ${DAYS.map((days) => {
          const label = days === '1' ? history.today : history.lastDays(Number(days), format)
          return html`<option value=${days}>${label}</option>`
        })}
        <option value="custom">${history.customDates}</option>
      </select>
      ${
        this.period === 'custom'
          ? html`<span class="dates">${this.#renderDay('from')} – ${this.#renderDay('to')}</span>`
          : nothing
      }`
  }

  #renderDay(name: 'from' | 'to') {
    return html`<input
      type="date"
      aria-label=${this.texts.strings.history[name]}
      .value=${this.filter[name]}
      @change=${(event: Event) => this.#change({ [name]: valueOf(event) })}
    />`
  }

  #renderSort() {
    const { history } = this.texts.strings
    const current = `${this.filter.sort}-${this.filter.order}`
    return html`<select class="sort" aria-label=${history.sortBy} @change=${this.#onSort}>
      ${SORTS.map(
        (name) =>
          html`<option value=${name} ?selected=${name === current}>${history.sorts[name]}</option>`,
      )}
    </select>`
  }
}

const SORT_PARTS = {
  'createdAt-desc': ['createdAt', 'desc'],
  'createdAt-asc': ['createdAt', 'asc'],
  'fileName-asc': ['fileName', 'asc'],
  'totalRows-desc': ['totalRows', 'desc'],
} as const

const valueOf = (event: Event): string => {
  const { target } = event
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    ? target.value
    : ''
}

const prevent = (event: Event) => event.preventDefault()

declare global {
  interface HTMLElementTagNameMap {
    'import-history-filters': ImportHistoryFilters
  }
}
