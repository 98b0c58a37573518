import { html, nothing, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import type { ImportView } from '../server-kit/contract/shapes.ts'
import { ImportContinueEvent, ImportOpenEvent } from './events.ts'
import { historyRow } from './history-row.ts'
import { ANY_IMPORT, HistoryStore, isNarrowed, type HistoryFilter } from './history-store.ts'
import { ImportElement } from './import-element.ts'
import { historyStyles } from './import-history.styles.ts'
import { icon } from './parts/icons.ts'
import type { ImportFilterEvent } from './parts/import-history-filters.ts'
import type { ImportCommandEvent } from './parts/import-history-panel.ts'
import type { ImportPageEvent } from './parts/import-pager.ts'
import { marks } from './parts/marks.ts'
import { PollController } from './poll-controller.ts'
import { StoreController } from './store-controller.ts'
import { controls } from './styles/controls.ts'

const SORTED = { file: 'fileName', total: 'totalRows', when: 'createdAt' } as const
const COUNTS = ['created', 'updated', 'skipped', 'failed'] as const

/**
 * Every past and running import: counts, details, failed rows to download.
 *
 * @tagname import-history
 * @summary The import history.
 * @example
 * <import-history endpoint="/api/imports"></import-history>
 *
 * @fires import-open - The details of an import were opened.
 * @fires import-continue - The user wants to go on with a draft.
 *
 * @csspart history - Everything.
 * @csspart table - The table.
 * @csspart row - One import.
 *
 * @cssproperty [--import-padding=24px] - Space around everything.
 */
export class ImportHistory extends ImportElement {
  static override styles = [...controls, marks, historyStyles]

  /** Shows only imports of this entity type. */
  @property({ attribute: 'entity-type' }) entityType = ''

  /** Imports a page, at most 100. */
  @property({ type: Number, attribute: 'page-size' }) pageSize = 25

  #store = this.#createStore()

  protected readonly following = new StoreController(this, () => this.#store)
  protected readonly polling = new PollController(this, {
    every: 2000,
    isNeeded: () => this.#store.isRunning,
    round: () => this.#store.refresh(),
  })

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) void this.#store.load()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#store.stop()
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed)
    const isOther = ['endpoint', 'entityType', 'pageSize'].some((name) => changed.has(name))
    if (!isOther && this.hasUpdated) return
    this.#store.stop()
    this.#store = this.#createStore()
    if (this.endpoint) void this.#store.load()
  }

  /** Reads the list again. */
  async refresh(): Promise<void> {
    await this.#store.load()
  }

  #createStore(): HistoryStore {
    const pageSize = Math.min(100, Math.max(1, this.pageSize || 25))
    return new HistoryStore(this.client, { pageSize, entityType: this.entityType })
  }

  #onFilter = (event: ImportFilterEvent) => void this.#store.narrow(event.change)

  #onPage = (event: ImportPageEvent) => {
    const isNext = event.offset > this.#store.state.offset
    void (isNext ? this.#store.nextPage() : this.#store.previousPage())
  }

  #onSort(sort: HistoryFilter['sort']): void {
    const { filter } = this.#store.state
    const isSame = filter.sort === sort
    const isDescending = isSame ? filter.order === 'asc' : sort !== 'fileName'
    void this.#store.narrow({ sort, order: isDescending ? 'desc' : 'asc' })
  }

  #onOpen = (record: ImportView) => {
    this.dispatchEvent(new ImportOpenEvent(record))
    void this.#store.open(record)
  }

  #onCommand = ({ command }: ImportCommandEvent) => {
    const { opened } = this.#store.state
    if (command === 'discard') return void this.#store.discard()
    if (command !== 'continue') return void this.#store.command(command)
    this.#store.close()
    if (opened) this.dispatchEvent(new ImportContinueEvent(opened))
  }

  #entityOf(record: ImportView) {
    return this.#store.state.entities.find((entity) => entity.entityType === record.entityType)
  }

  override render(): TemplateResult {
    const { strings, format } = this.texts
    const { state } = this.#store
    return html`<section part="history" class="history" aria-label=${strings.history.label}>
        <div class="top">
          <import-history-filters
            .texts=${this.texts}
            .filter=${state.filter}
            .entities=${state.entities}
            ?one-entity=${Boolean(this.entityType)}
            @import-filter=${this.#onFilter}
          ></import-history-filters>
          <p class="muted" role="status">
            ${state.phase === 'ready' ? strings.history.imports(state.total, format) : nothing}
          </p>
        </div>
        ${this.#renderList()}
        <import-pager
          .texts=${this.texts}
          .offset=${state.offset}
          .limit=${this.pageSize}
          .total=${state.total}
          @import-page=${this.#onPage}
        ></import-pager>
      </section>
      ${state.opened ? this.#renderOpened(state.opened) : nothing}`
  }

  #renderList() {
    const { phase, items, error } = this.#store.state
    const { common } = this.texts.strings
    if (phase === 'error' && error) {
      return html`<import-notice tone="danger" role="alert"
        >${this.texts.error(error)}<span slot="actions"
          ><button class="small" @click=${() => void this.#store.load()}>
            ${common.retry}
          </button></span
        ></import-notice
      >`
    }
    if (phase === 'ready' && items.length === 0) return this.#renderEmpty()
    return this.#renderTable()
  }

  #renderEmpty() {
    const { history } = this.texts.strings
    const { filter } = this.#store.state
    if (!isNarrowed({ ...filter, entityType: this.entityType ? '' : filter.entityType })) {
      return html`<div class="empty">
        ${icon('file')}
        <h2>${history.empty}</h2>
        <p class="muted">${history.emptyHint}</p>
      </div>`
    }
    const clear = { ...ANY_IMPORT, entityType: this.entityType }
    return html`<div class="empty">
      ${icon('search')}
      <p>${history.noMatches}</p>
      <button @click=${() => void this.#store.narrow(clear)}>${history.clear}</button>
    </div>`
  }

  #renderTable() {
    const { phase, items } = this.#store.state
    const { common } = this.texts.strings
    const isBusy = phase === 'loading'
    return html`<div class="scroll ${isBusy ? 'busy' : ''}">
      <table
        part="table"
        role="table"
        aria-busy=${isBusy}
        aria-label=${this.texts.strings.history.label}
      >
        <thead role="rowgroup">
          <tr role="row">
            ${this.#renderHeaders()}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${
            items.length > 0
              ? items.map((record) => this.#renderRow(record))
              : Array.from(
                  { length: 6 },
                  () =>
                    html`<tr role="row" class="skeletons">
                      <td role="cell" colspan="10">
                        <span class="skeleton"></span
                        ><span class="visually-hidden">${common.loading}</span>
                      </td>
                    </tr>`,
                )
          }
        </tbody>
      </table>
    </div>`
  }

  #renderRow(record: ImportView) {
    return historyRow({
      record,
      entity: this.#entityOf(record),
      texts: this.texts,
      now: Date.now(),
      isEntityShown: !this.entityType,
      open: this.#onOpen,
    })
  }

  #renderHeaders() {
    const { history } = this.texts.strings
    return html`${this.entityType ? nothing : html`<th role="columnheader">${history.entityType}</th>`}
      ${this.#renderSorter('file')}
      <th role="columnheader">${history.status}</th>
      ${this.#renderSorter('total')}
      ${COUNTS.map((name) => html`<th role="columnheader" class="number ${name === 'skipped' ? 'minor' : ''}">${history[name]}</th>`)}
      <th role="columnheader" class="minor">${history.user}</th>
      ${this.#renderSorter('when')}`
  }

  #renderSorter(name: keyof typeof SORTED) {
    const { filter } = this.#store.state
    const sort = SORTED[name]
    const direction = filter.order === 'asc' ? 'ascending' : 'descending'
    return html`<th
      role="columnheader"
      class=${name === 'total' ? 'number' : ''}
      aria-sort=${filter.sort === sort ? direction : nothing}
    >
      <button @click=${() => this.#onSort(sort)}>
        ${this.texts.strings.history[name]}${icon('chevron')}
      </button>
    </th>`
  }

  #renderOpened(record: ImportView) {
    const { error, isBusy } = this.#store.state
    return html`<import-history-panel
      .texts=${this.texts}
      .record=${record}
      .entity=${this.#entityOf(record)}
      .error=${error}
      ?busy=${isBusy}
      @import-close=${() => this.#store.close()}
      @import-command=${this.#onCommand}
    ></import-history-panel>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-history': ImportHistory
  }
}
