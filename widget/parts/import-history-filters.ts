import { css, html, LitElement, nothing } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { Entity } from '../../server-kit/contract/shapes.ts'
import { dayNumber, dayText } from '../calendar-days.ts'
import {
  isSortName,
  sortName,
  SORTS,
  statusOf,
  type HistoryFilter,
  type SortName,
} from '../history-filter.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { search } from '../styles/search.ts'
import { eventText } from './event-text.ts'
import { icon } from './icons.ts'

const STATUSES = ['completed', 'importing', 'failed', 'cancelled'] as const
const DAYS = [1, 7, 30, 90] as const
const CUSTOM = 'custom'
const SORT_NAMES = Object.keys(SORTS).filter((name): name is SortName => isSortName(name))

/** Narrows the list by `change`. */
export class ImportFilterEvent extends Event {
  static readonly type = 'import-filter'
  readonly change: Partial<HistoryFilter>

  constructor(change: Partial<HistoryFilter>) {
    super(ImportFilterEvent.type)
    this.change = change
  }
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

      form,
      .dates {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--_space-2);
      }

      .search {
        flex: 1 1 160px;
        max-inline-size: 320px;
      }

      /* Otherwise the bar would move when the names of the types come. */
      select {
        inline-size: 140px;
      }

      input[type='date'] {
        inline-size: auto;
      }

      .sort {
        display: none;
      }

      @container import (max-width: 767px) {
        .search {
          flex-basis: 100%;
          max-inline-size: none;
        }

        form > select {
          flex: 1 1 120px;
        }

        .dates {
          flex-basis: 100%;
          flex-wrap: nowrap;
        }

        .dates input[type='date'] {
          flex: 1;
          min-inline-size: 0;
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
  /** The user wants to say the days, and may have said none yet. */
  @state() private saysDays = false
  #typing: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback() {
    clearTimeout(this.#typing)
    super.disconnectedCallback()
  }

  override willUpdate(changed: Map<PropertyKey, HistoryFilter>) {
    const before = changed.get('filter')
    // Otherwise cleared filters would leave two empty fields behind.
    if ((before?.from || before?.to) && !this.filter.from && !this.filter.to) this.saysDays = false
  }

  #change(change: Partial<HistoryFilter>) {
    clearTimeout(this.#typing)
    this.dispatchEvent(new ImportFilterEvent(change))
  }

  #onSearch = (event: Event) => {
    const search = eventText(event)
    clearTimeout(this.#typing)
    this.#typing = setTimeout(() => this.#change({ search }), 250)
  }

  #onSubmit = (event: Event) => {
    event.preventDefault()
    const typed = this.renderRoot.querySelector('input')?.value ?? ''
    if (typed !== this.filter.search) this.#change({ search: typed })
  }

  #onPeriod = (event: Event) => {
    const chosen = eventText(event)
    this.saysDays = chosen === CUSTOM
    if (!this.saysDays) this.#change({ from: chosen && this.#daysAgo(Number(chosen) - 1), to: '' })
  }

  #onSort = (event: Event) => {
    const chosen = eventText(event)
    if (isSortName(chosen)) this.#change({ ...SORTS[chosen] })
  }

  #daysAgo(days: number): string {
    return dayText(dayNumber(Date.now(), this.texts.format.timeZone) - days)
  }

  get #period(): string {
    const { from, to } = this.filter
    if (!this.saysDays && !from && !to) return ''
    const days = DAYS.find((days) => !to && from === this.#daysAgo(days - 1))
    return this.saysDays || !days ? CUSTOM : String(days)
  }

  override render() {
    const { history } = this.texts.strings
    return html`<form part="filters" role="search" @submit=${this.#onSubmit}>
      <div class="search">
        ${icon('search')}
        <input
          type="search"
          maxlength="200"
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
    const options = this.entities.map(({ entityType, label }) => [entityType, label] as const)
    return this.#renderChoice({
      label: this.texts.strings.history.entityType,
      options: [['', this.texts.strings.history.anyType], ...options],
      chosen: this.filter.entityType,
      onChange: (event) => this.#change({ entityType: eventText(event) }),
    })
  }

  #renderStatus() {
    const { history, results } = this.texts.strings
    const options = STATUSES.map((name) => [name, results.statuses[name]] as const)
    return this.#renderChoice({
      label: history.status,
      options: [['', history.anyStatus], ...options, ['drafts', history.drafts]],
      chosen: this.filter.status,
      onChange: (event) => this.#change({ status: statusOf(eventText(event)) }),
    })
  }

  #renderDates() {
    const { strings, format } = this.texts
    const { history } = strings
    const options = DAYS.map((days) => {
      const label = days === 1 ? history.today : history.lastDays(days, format)
      return [String(days), label] as const
    })
    const period = this.#period
    return html`${this.#renderChoice({
      label: history.dates,
      options: [['', history.anyDate], ...options, [CUSTOM, history.customDates]],
      chosen: period,
      onChange: this.#onPeriod,
    })}${
      period === CUSTOM
        ? html`<span class="dates">${this.#renderDay('from')} – ${this.#renderDay('to')}</span>`
        : nothing
    }`
  }

  #renderDay(name: 'from' | 'to') {
    const { from, to } = this.filter
    return html`<input
      type="date"
      aria-label=${this.texts.strings.history[name]}
      min=${(name === 'to' && from) || nothing}
      max=${(name === 'from' && to) || nothing}
      .value=${this.filter[name]}
      @change=${(event: Event) => this.#onDay(name, eventText(event))}
    />`
  }

  #onDay(name: 'from' | 'to', day: string) {
    this.saysDays = true
    this.#change({ [name]: day })
  }

  #renderSort() {
    const { history } = this.texts.strings
    return this.#renderChoice({
      kind: 'sort',
      label: history.sortBy,
      options: SORT_NAMES.map((name) => [name, history.sorts[name]] as const),
      chosen: sortName(this.filter),
      onChange: this.#onSort,
    })
  }

  #renderChoice({ kind = '', label, options, chosen, onChange }: Choice) {
    return html`<select class=${kind} aria-label=${label} @change=${onChange}>
      ${options.map(
        ([value, words]) =>
          html`<option value=${value} .selected=${value === chosen}>${words}</option>`,
      )}
    </select>`
  }
}

interface Choice {
  kind?: string
  label: string
  /** Values with their words. */
  options: readonly (readonly [string, string])[]
  chosen: string
  onChange: (event: Event) => void
}

declare global {
  interface HTMLElementTagNameMap {
    'import-history-filters': ImportHistoryFilters
  }
}
