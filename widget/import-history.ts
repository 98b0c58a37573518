import { html, nothing, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import type { ImportView } from '../server-kit/contract/shapes.ts'
import { ImportAgainEvent, ImportContinueEvent, ImportOpenEvent } from './events.ts'
import { HistoryAddress, type HistoryPlace } from './history-address.ts'
import {
  ANY_IMPORT,
  isNarrowed,
  sortedBy,
  type HistoryFilter,
  type HistorySort,
} from './history-filter.ts'
import { HistoryStore } from './history-store.ts'
import { openedImport, shownProblem } from './history-opened.ts'
import { emptyHistory, historyNews, historyTable } from './history-table.ts'
import { ImportElement } from './import-element.ts'
import { historyNarrowStyles } from './import-history.narrow.styles.ts'
import { historyStyles } from './import-history.styles.ts'
import type { ImportCommandEvent } from './parts/history-command.ts'
import type { ImportFilterEvent } from './parts/import-history-filters.ts'
import type { ImportPageEvent } from './parts/import-pager.ts'
import { loadDetails } from './parts/load-details.ts'
import { marks } from './parts/marks.ts'
import { PollController } from './poll-controller.ts'
import { offline } from './read-answer.ts'
import { followLink } from './save-blob.ts'
import { StoreController } from './store-controller.ts'
import { controls } from './styles/controls.ts'
import { frame } from './styles/frame.ts'

/**
 * Every past and running import: counts, details, failed rows to download.
 *
 * @tagname import-history
 * @summary The import history.
 * @example
 * <import-history endpoint="/api/imports"></import-history>
 *
 * @fires import-open - The details of an import were opened: `event.import`, as in all of them.
 * @fires import-continue - The user wants to go on with a draft: show a wizard with its `import-id`.
 * @fires import-again - The user wants to import another file like it: show a wizard with it as `like`.
 *
 * @csspart history - Everything but an opened import.
 * @csspart filters - Search and filters.
 * @csspart table - The table.
 * @csspart row - One import.
 * @csspart badge - The status of an import.
 * @csspart pager - The pages.
 * @csspart notice - Any notice: what is worth knowing, what went wrong.
 * @csspart dialog - An opened import.
 * @csspart facts - Who, when, how large.
 * @csspart bar - What became of its rows.
 * @csspart bar-counts - The same in numbers.
 * @csspart drift - What it did otherwise than the preview said.
 * @csspart failed-rows - Its first failed rows.
 * @csspart mapping - Which column went where.
 */
export class ImportHistory extends ImportElement {
  static override styles = [...controls, frame, marks, historyStyles, historyNarrowStyles]

  /** Shows only imports of this entity type; the filter goes. */
  @property({ attribute: 'entity-type' }) entityType = ''

  /** Imports a page, at most 100. */
  @property({ type: Number, attribute: 'page-size' }) pageSize = 25

  /**
   * Keeps filters, order and the opened import in the page's query. The value is what the parameters
   * begin with, `history` when it is empty: give each element of a page its own. Default: off.
   */
  @property({ attribute: 'url-state' }) urlState: string | null = null

  #store = this.#createStore(ANY_IMPORT)

  readonly #address = new HistoryAddress(this, {
    prefix: () => this.urlState,
    onTurn: (place) => this.#onTurn(place),
  })
  protected readonly following = new StoreController(this, () => this.#store)
  protected readonly polling = new PollController(this, {
    every: 2000,
    isNeeded: () => this.#store.isRunning,
    round: () => this.#store.refresh(),
  })
  /** Otherwise what was "now" would still be so in an hour. */
  protected readonly clock = new PollController(this, {
    every: 60_000,
    isNeeded: () => this.#store.state.items.length > 0,
    round: async () => this.requestUpdate(),
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
    if (!isOther && this.hasUpdated) {
      const isSignedOut = this.#store.state.error?.code === 'not_signed_in'
      if (isSignedOut && this.hasOtherHeaders(changed)) void this.#store.load()
      return
    }
    this.#store.stop()
    const place = this.#address.read()
    this.#store = this.#createStore(place?.filter ?? ANY_IMPORT)
    if (!this.endpoint) return
    void this.#store.load().then(loadDetails)
    if (place?.opened) void this.#open(place.opened)
  }

  /** Reads the list again; while something runs, the element does so by itself. */
  async refresh(): Promise<void> {
    await this.#store.load()
  }

  #createStore(filter: HistoryFilter): HistoryStore {
    return new HistoryStore(this.client, {
      pageSize: Math.min(100, Math.max(1, Math.floor(this.pageSize) || 25)),
      filter: this.entityType ? { ...filter, entityType: this.entityType } : filter,
      timeZone: () => this.usedTimeZone,
    })
  }

  get #place(): HistoryPlace {
    const { filter, opened } = this.#store.state
    const entityType = this.entityType ? '' : filter.entityType
    return { filter: { ...filter, entityType }, opened: opened?.id ?? '' }
  }

  /** Typing is no step of its own: otherwise Back would undo it letter by letter. */
  #narrow(change: Partial<HistoryFilter>): void {
    void this.#store.narrow(change)
    this.#address.write(this.#place, !('search' in change))
  }

  #onFilter = (event: ImportFilterEvent) => this.#narrow(event.change)

  #onClear = () => {
    const { sort, order } = this.#store.state.filter
    const { entityType } = this
    void this.#store.narrow({ ...ANY_IMPORT, sort, order, entityType })
    this.#address.write(this.#place, true)
  }

  #onPage = (event: ImportPageEvent) => {
    const isNext = event.offset > this.#store.state.offset
    void (isNext ? this.#store.nextPage() : this.#store.previousPage())
  }

  #onSort = (sort: HistorySort) => this.#narrow(sortedBy(this.#store.state.filter, sort))

  #onOpen = (record: ImportView) => {
    this.dispatchEvent(new ImportOpenEvent(record))
    void this.#open(record)
    this.#address.write(this.#place, true)
  }

  async #open(item: ImportView | string): Promise<void> {
    void this.#store.open(item)
    if (!(await loadDetails())) this.#store.close(offline())
  }

  #onClose = () => {
    const id = this.#close()
    this.#address.leave(this.#place)
    void this.#focusRow(id)
  }

  #close(): string {
    const { opened } = this.#store.state
    this.#store.close()
    return opened?.id ?? ''
  }

  /** A dialog gives the focus back to what had it, which a click on a row is not. */
  async #focusRow(id: string): Promise<void> {
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>(`[data-import="${CSS.escape(id)}"]`)?.focus()
  }

  /** Back, or on. */
  #onTurn(place: HistoryPlace): void {
    const here = this.#place
    const filter = { ...place.filter, entityType: this.entityType || place.filter.entityType }
    if (JSON.stringify(here.filter) !== JSON.stringify(place.filter))
      void this.#store.narrow(filter)
    if (here.opened === place.opened) return
    if (place.opened) void this.#open(place.opened)
    else void this.#focusRow(this.#close())
  }

  #onCommand = ({ command }: ImportCommandEvent) => {
    const { opened } = this.#store.state
    if (!opened) return
    if (command === 'parent') return void this.#openParent(opened)
    if (command === 'resume' || command === 'fail') return void this.#store.command(command)
    if (command === 'discard') return void this.#onDiscard()
    if (command === 'download') return void this.#onDownload()
    // The address keeps it: whoever comes back finds it open.
    this.#close()
    if (command === 'continue') this.dispatchEvent(new ImportContinueEvent(opened))
    if (command === 'again') this.dispatchEvent(new ImportAgainEvent(opened))
  }

  async #openParent({ parent }: ImportView): Promise<void> {
    if (!parent || !(await this.#store.open(parent.id))) return
    const { opened } = this.#store.state
    if (opened) this.dispatchEvent(new ImportOpenEvent(opened))
    this.#address.write(this.#place, true)
  }

  async #onDiscard(): Promise<void> {
    await this.#store.discard()
    if (!this.#store.state.opened) this.#address.leave(this.#place)
  }

  async #onDownload(): Promise<void> {
    const link = await this.#store.freshLink()
    if (link) followLink(link)
  }

  override render(): TemplateResult {
    const { texts, textLanguage: lang, textDirection: dir } = this
    const { state, pageSize } = this.#store
    const reload = () => void this.#store.load()
    return html`<section
        part="history"
        class="frame history"
        lang=${lang}
        dir=${dir}
        aria-label=${texts.strings.history.label}
      >
        ${this.#renderTop()} ${shownProblem({ state, texts, reload, close: this.#onClose })}
        ${state.phase === 'error' ? nothing : this.#renderList()}
        <import-pager
          exportparts="pager"
          .texts=${texts}
          .offset=${state.offset}
          .limit=${pageSize}
          .total=${state.total}
          .isOver=${state.isTotalOver}
          @import-page=${this.#onPage}
        ></import-pager>
      </section>
      ${openedImport({ state, texts, lang, dir, close: this.#onClose, command: this.#onCommand })}`
  }

  #renderTop() {
    const { state } = this.#store
    return html`<div class="top">
      <import-history-filters
        exportparts="filters"
        .texts=${this.texts}
        .filter=${state.filter}
        .entities=${state.entities}
        ?one-entity=${Boolean(this.entityType)}
        @import-filter=${this.#onFilter}
      ></import-history-filters>
      ${historyNews(this.texts, state)}
    </div>`
  }

  #renderList() {
    const { state, pageSize } = this.#store
    if (state.phase === 'ready' && state.items.length === 0) {
      const clear = isNarrowed(this.#place.filter) ? this.#onClear : null
      return emptyHistory(this.texts, clear)
    }
    return historyTable({
      state,
      texts: this.texts,
      isEntityShown: !this.entityType,
      placeholders: Math.min(6, pageSize),
      sort: this.#onSort,
      open: this.#onOpen,
      goOn: (record) => this.dispatchEvent(new ImportContinueEvent(record)),
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-history': ImportHistory
  }
}
