import { html, LitElement, nothing } from 'lit'
import { property, state } from 'lit/decorators.js'
import { VALUE_FILTERS } from '../../server-kit/contract/stages.ts'
import { icon } from '../parts/icons.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { search } from '../styles/search.ts'
import { reviewToolbarStyles } from './import-review-toolbar.styles.ts'
import type { ReviewTarget } from './review-target.ts'
import type { ValuePages, ValueQuery } from './value-pages.ts'

const SORTS = {
  'rows-desc': { sort: 'rows', order: 'desc' },
  'rows-asc': { sort: 'rows', order: 'asc' },
  'value-asc': { sort: 'value', order: 'asc' },
  'value-desc': { sort: 'value', order: 'desc' },
} as const

type SortName = keyof typeof SORTS
const SORT_NAMES: readonly SortName[] = ['rows-desc', 'rows-asc', 'value-asc', 'value-desc']

/**
 * Filters with counts, search, order, and what is done to many values at once.
 *
 * @summary The tools above the values of a column.
 * @csspart filters - The filters.
 * @csspart primary - The primary action.
 */
export class ImportReviewToolbar extends LitElement {
  static override styles = [...controls, search, reviewToolbarStyles]

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) pages!: ValuePages
  /** The query as it is: what makes this element render anew. */
  @property({ attribute: false }) query!: ValueQuery
  @property({ attribute: false }) counts!: ValuePages['state']['counts']
  /** A command on the whole column is under way. */
  @property({ type: Boolean }) busy = false
  @property({ attribute: false }) target!: ReviewTarget
  @state() private isReplacing = false
  @state() private isAsking = false
  #typing: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    clearTimeout(this.#typing)
    super.disconnectedCallback()
  }

  override render() {
    return html`${this.#renderFilters()}
      <div class="tools">
        ${this.#renderSearch()} ${this.#renderSort()}
        <button
          class="ghost quiet"
          aria-expanded=${this.isReplacing}
          @click=${() => (this.isReplacing = !this.isReplacing)}
        >
          ${icon('edit')}${this.texts.strings.review.replaceOpen}
        </button>
        ${this.#renderUndo()} ${this.#renderSkip()}
      </div>
      ${this.isReplacing ? this.#renderReplace() : nothing} ${this.#renderDialog()}`
  }

  #renderFilters() {
    const { strings, format } = this.texts
    return html`<div
      part="filters"
      class="filters"
      role="group"
      aria-label=${strings.review.filters}
    >
      ${VALUE_FILTERS.map(
        (filter) =>
          html`<button
            class="small"
            aria-pressed=${filter === this.query.filter}
            @click=${() => void this.pages.narrow({ filter })}
          >
            ${strings.review[filter]}
            <span class="count">${format.number(this.counts[filter])}</span>
          </button>`,
      )}
    </div>`
  }

  #renderSearch() {
    const { search } = this.texts.strings.review
    return html`<div class="search">
      ${icon('search')}
      <input
        type="search"
        aria-label=${search}
        placeholder=${search}
        .value=${this.query.search}
        @input=${this.#onSearch}
      />
    </div>`
  }

  #renderSort() {
    const { review } = this.texts.strings
    const current = `${this.query.sort}-${this.query.order}`
    return html`<select aria-label=${review.sort} @change=${this.#onSort}>
      ${SORT_NAMES.map(
        (name) =>
          html`<option value=${name} .selected=${name === current}>${review.sorts[name]}</option>`,
      )}
    </select>`
  }

  #renderSkip() {
    const { strings, format } = this.texts
    const { needsReview } = this.counts
    if (needsReview === 0) return nothing
    return html`<button
      class="skip"
      ?disabled=${this.busy}
      @click=${() => void this.pages.skipErrors()}
    >
      ${icon('skip')}${strings.review.skipErrors(needsReview, format)}
    </button>`
  }

  #renderReplace() {
    return html`<import-replace-panel
      exportparts="panel: replace-panel"
      .texts=${this.texts}
      .pages=${this.pages}
      .target=${this.target}
      ?busy=${this.busy}
      @import-dismiss=${this.#closeReplace}
    ></import-replace-panel>`
  }

  #renderUndo() {
    const { review } = this.texts.strings
    if (!this.pages.hasDecisions) return nothing
    return html`<button
      class="ghost quiet"
      ?disabled=${this.busy}
      @click=${() => (this.isAsking = true)}
    >
      ${icon('undo')}${review.undoAll}
    </button>`
  }

  #renderDialog() {
    const { review, common } = this.texts.strings
    const back = () => (this.isAsking = false)
    return html`<import-dialog
      exportparts="dialog"
      .heading=${review.undoAllTitle(this.pages.state.source)}
      .open=${this.isAsking}
      @import-dismiss=${back}
    >
      <p>${review.undoAllText}</p>
      <div slot="actions">
        <button @click=${back}>${common.cancel}</button>
        <button class="primary" part="primary" @click=${this.#onUndoAll}>${review.undoAll}</button>
      </div>
    </import-dialog>`
  }

  #onUndoAll(): void {
    this.isAsking = false
    void this.pages.undoAll()
  }

  #onSearch({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return
    const search = target.value
    clearTimeout(this.#typing)
    this.#typing = setTimeout(() => void this.pages.narrow({ search }), 250)
  }

  #onSort({ target }: Event): void {
    const name = SORT_NAMES.find(
      (name) => target instanceof HTMLSelectElement && name === target.value,
    )
    if (name) void this.pages.narrow(SORTS[name])
  }

  #closeReplace(): void {
    this.isReplacing = false
    this.renderRoot.querySelector<HTMLElement>('[aria-expanded]')?.focus()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-review-toolbar': ImportReviewToolbar
  }
}
