import { html, LitElement, nothing } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ColumnProgress, Value } from '../../server-kit/contract/shapes.ts'
import type { ValueAction } from '../../server-kit/contract/stages.ts'
import { icon } from '../parts/icons.ts'
import type { ImportPageEvent } from '../parts/import-pager.ts'
import { StoreController } from '../store-controller.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { reviewValuesStyles } from './import-review-values.styles.ts'
import type { ReviewTarget } from './review-target.ts'
import { VALUES_PER_PAGE, type ValuePages } from './value-pages.ts'
import { valueRow } from './value-row.ts'

/**
 * The values of one column: what they become, what is wrong, and the decisions on them.
 *
 * @summary The values of a column.
 * @csspart value - One value.
 */
export class ImportReviewValues extends LitElement {
  static override styles = [...controls, reviewValuesStyles]

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) pages!: ValuePages
  @property({ attribute: false }) column: ColumnProgress | undefined
  @property({ attribute: false }) target!: ReviewTarget
  @property({ type: Boolean }) busy = false
  /** The raw value whose editor was opened by hand. */
  @state() private editing: string | null = null
  /** The raw value whose control may vanish by its decision: it keeps the focus. */
  #touched: string | null = null

  protected readonly following = new StoreController(this, () => this.pages)

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('column') && changed.get('column') !== undefined) {
      const before: unknown = changed.get('column')
      if (!isColumn(before) || before.source !== this.column?.source) this.editing = null
    }
  }

  override updated(): void {
    if (this.#touched !== null) this.#keepFocus(this.#touched)
  }

  override render() {
    const { state } = this.pages
    if (state.phase === 'waiting') return this.#renderWaiting()
    const { items, total, query, counts } = state
    return html`<import-review-toolbar
        .texts=${this.texts}
        .pages=${this.pages}
        .query=${query}
        .counts=${counts}
        ?busy=${this.busy}
      ></import-review-toolbar>
      ${this.#renderChanged()}
      ${items.length === 0 && state.phase === 'ready' ? this.#renderEmpty() : this.#renderTable()}
      <import-pager
        .texts=${this.texts}
        .offset=${query.offset}
        .limit=${VALUES_PER_PAGE}
        .total=${total}
        @import-page=${(event: ImportPageEvent) => void this.pages.narrow({ offset: event.offset })}
      ></import-pager>`
  }

  #renderWaiting() {
    const { review } = this.texts.strings
    const { status = 'pending', progress = 0 } = this.column ?? {}
    return html`<div class="waiting">
      <p>${review.checkingColumn}</p>
      <progress
        aria-label=${review.checkingColumn}
        max="1"
        value=${status === 'validating' ? progress : nothing}
      ></progress>
    </div>`
  }

  #renderChanged() {
    const { changed } = this.pages.state
    if (!changed) return nothing
    const { strings, format } = this.texts
    const text = strings.review.changed(changed.changedValues, changed.changedRows, format)
    return html`<import-notice role="status" tone=${changed.changedValues > 0 ? 'success' : 'info'}
      >${text}</import-notice
    >`
  }

  #renderEmpty() {
    const { review } = this.texts.strings
    const { query } = this.pages.state
    const isClean = query.filter === 'needsReview' && !query.search
    const text = query.search ? review.noMatches : isClean ? review.noErrors : review.noValues
    return html`<div class="empty">
      ${icon(isClean ? 'check' : 'search')}
      <p>${text}</p>
      <button @click=${() => void this.pages.narrow({ filter: 'all', search: '' })}>
        ${review.showAll}
      </button>
    </div>`
  }

  #renderTable() {
    const { review } = this.texts.strings
    const { items, phase } = this.pages.state
    return html`<div class="scroll ${phase === 'loading' ? 'busy' : ''}">
      <table role="table" aria-label=${this.column?.source ?? ''} aria-busy=${phase === 'loading'}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${review.value}</th>
            <th role="columnheader" scope="col" class="number">${review.rowCount}</th>
            <th role="columnheader" scope="col">${review.becomes}</th>
            <th role="columnheader" scope="col">
              <span class="visually-hidden">${review.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${
            items.length > 0
              ? repeat(
                  items,
                  ({ value }) => value,
                  (value) => this.#renderRow(value),
                )
              : this.#renderSkeletons()
          }
        </tbody>
      </table>
    </div>`
  }

  #renderRow(value: Value) {
    return valueRow({
      value,
      target: this.target,
      texts: this.texts,
      isEditing: this.editing === value.value,
      isSaving: this.pages.state.saving.has(value.value),
      edit: (edited) => void this.#edit(value, edited !== null),
      decide: (action, correction) => void this.#decide(value, action, correction),
    })
  }

  #renderSkeletons() {
    return Array.from(
      { length: 6 },
      () =>
        html`<tr role="row">
          <td role="cell" colspan="4"><span class="skeleton"></span></td>
        </tr>`,
    )
  }

  async #edit(value: Value, isEditing: boolean): Promise<void> {
    // What is being saved closes its editor itself, with the new value.
    if (!isEditing && this.pages.state.saving.has(value.value)) return
    this.editing = isEditing ? value.value : null
    this.#touched = isEditing ? null : value.value
    await this.updateComplete
    if (isEditing) this.#rowOf(value.value)?.querySelector('import-value-editor')?.focus()
  }

  async #decide(value: Value, action: ValueAction, correction?: string): Promise<void> {
    const { kind } = this.target
    // A list is rarely right after its first change: it stays open until the focus leaves it.
    const staysOpen = action === 'correct' && (kind === 'list' || kind === 'choices')
    this.#touched = value.value
    if (staysOpen) this.editing = value.value
    await this.pages.decide(value, action, correction)
    if (!staysOpen && this.editing === value.value) this.editing = null
  }

  #rowOf(value: string): Element | undefined {
    const place = this.pages.state.items.findIndex((item) => item.value === value)
    return this.renderRoot.querySelectorAll('tbody tr')[place]
  }

  /** Otherwise the focus would fall back to the page when a decision replaces the control. */
  #keepFocus(value: string): void {
    if (this.pages.state.saving.has(value)) return
    this.#touched = null
    if (this.shadowRoot?.activeElement || document.activeElement !== document.body) return
    this.#rowOf(value)?.querySelector<HTMLElement>('import-value-editor, button')?.focus()
  }
}

const isColumn = (thing: unknown): thing is ColumnProgress =>
  typeof thing === 'object' && thing !== null && 'source' in thing

declare global {
  interface HTMLElementTagNameMap {
    'import-review-values': ImportReviewValues
  }
}
