import { html, LitElement, nothing } from 'lit'
import { property, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ColumnProgress, Value } from '../../server-kit/contract/shapes.ts'
import type { ValueAction } from '../../server-kit/contract/stages.ts'
import { icon } from '../parts/icons.ts'
import type { ImportPageEvent } from '../parts/import-pager.ts'
import { StoreController } from '../store-controller.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { gridStyles, keyStyles } from './grid.styles.ts'
import { reviewValuesStyles } from './import-review-values.styles.ts'
import { isList, type ReviewTarget } from './review-target.ts'
import { VALUES_PER_PAGE, type ValuePages } from './value-pages.ts'
import { becomesText, isEditor } from './decided-cell.ts'
import { keyHint } from './key-hint.ts'
import { errorText, needsReview } from './review-counts.ts'
import { valueName } from './shown-value.ts'
import { valueRow } from './value-row.ts'
import { RowFocus } from '../row-focus.ts'

/**
 * The values of one column: what they become, what is wrong, and the decisions on them.
 *
 * @summary The values of a column.
 * @csspart value - One value.
 */
export class ImportReviewValues extends LitElement {
  static override styles = [...controls, gridStyles, keyStyles, reviewValuesStyles]

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) pages!: ValuePages
  @property({ attribute: false }) column: ColumnProgress | undefined
  @property({ attribute: false }) target!: ReviewTarget
  @property({ type: Boolean }) busy = false
  /** The raw value whose editor was opened by hand. */
  @state() private editing: string | null = null
  readonly #focus: RowFocus = new RowFocus(this, {
    keys: () => this.pages.state.items.map(({ value }) => value),
    rows: () => this.#rows,
    edit: (key) => void this.#edit(key),
  })

  protected readonly following = new StoreController(this, () => this.pages)

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('column') && changed.get('column') !== undefined) {
      const before: unknown = changed.get('column')
      if (!isColumn(before) || before.source !== this.column?.source) this.editing = null
    }
  }

  override render() {
    const { state } = this.pages
    if (state.phase === 'waiting') return this.#renderWaiting()
    const { items, total, query, counts } = state
    return html`<import-review-toolbar
        exportparts="filters, replace-panel, dialog, primary"
        .texts=${this.texts}
        .pages=${this.pages}
        .query=${query}
        .counts=${counts}
        .target=${this.target}
        ?busy=${this.busy}
      ></import-review-toolbar>
      ${this.#renderProblem()} ${this.#renderOwn()} ${this.#renderChanged()}
      ${items.length === 0 && state.phase === 'ready' ? this.#renderEmpty() : this.#renderTable()}
      ${items.length > 0 ? html`<p id="keys" class="keys meta">${keyHint(this.texts)}</p>` : nothing}
      <import-pager
        exportparts="pager"
        .texts=${this.texts}
        .offset=${query.offset}
        .limit=${VALUES_PER_PAGE}
        .total=${total}
        @import-page=${(event: ImportPageEvent) => void this.pages.narrow({ offset: event.offset })}
      ></import-pager>`
  }

  #renderWaiting() {
    const { review, common } = this.texts.strings
    const { status, progress = 0 } = this.column ?? {}
    const known = status === 'pending' ? review.waiting : review.checkingColumn
    const text = status ? known : common.loading
    return html`<div class="waiting">
      <p>${text}</p>
      <progress
        aria-label=${text}
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
    return html`<import-notice
      exportparts="notice"
      role="status"
      tone=${changed.changedValues > 0 ? 'success' : 'info'}
      >${text}${
        changed.canUndo
          ? html`<button
              slot="actions"
              class="small"
              ?disabled=${this.busy}
              @click=${() => void this.pages.undoAll()}
            >
              ${icon('undo')}${strings.review.undo}
            </button>`
          : nothing
      }</import-notice
    >`
  }

  /** What could not be checked. */
  #renderProblem() {
    const { problem } = this.column ?? {}
    return problem
      ? html`<import-notice exportparts="notice" tone="warning"
          >${this.texts.sentence(problem)}</import-notice
        >`
      : nothing
  }

  /** Cells that were decided on their own: they are found here, whatever their values are. */
  #renderOwn() {
    const { ownCells = 0, ownErrors = 0 } = this.column ?? {}
    if (ownCells === 0) return nothing
    const { strings, format } = this.texts
    const text =
      ownErrors > 0
        ? strings.review.ownErrors(ownErrors, format)
        : strings.review.ownCells(ownCells, format)
    return html`<import-notice
      exportparts="notice"
      class="own-cells"
      tone=${ownErrors > 0 ? 'warning' : 'info'}
      >${text}<button slot="actions" class="small" @click=${() => this.pages.openRows(null)}>
        ${strings.review.showOwn}
      </button></import-notice
    >`
  }

  #renderEmpty() {
    const { review } = this.texts.strings
    const { search, filter } = this.pages.state.query
    const isClean = filter === 'needsReview' && !search
    const isAll = filter === 'all' && !search
    const none = isAll ? review.emptyColumn : review.noValues
    const text = search ? review.noMatches : isClean ? review.noErrors : none
    return html`<div class="empty">
      ${icon(isClean ? 'check' : 'search')}
      <p>${text}</p>
      <button
        ?hidden=${isAll}
        @click=${() => void this.pages.narrow({ filter: 'all', search: '' })}
      >
        ${review.showAll}
      </button>
    </div>`
  }

  #renderTable() {
    const { review } = this.texts.strings
    const { items, phase, total } = this.pages.state
    const table = html`<div class="scroll ${phase === 'loading' ? 'busy' : ''}">
      <table
        role="grid"
        aria-label=${this.column?.source ?? ''}
        aria-describedby="keys"
        aria-rowcount=${total + 1}
        aria-busy=${phase === 'loading'}
      >
        <thead role="rowgroup">
          <tr role="row" aria-rowindex="1">
            <th role="columnheader" scope="col">${review.value}</th>
            <th role="columnheader" scope="col" class="number">${review.rowCount}</th>
            <th role="columnheader" scope="col">${review.becomes}</th>
            <th role="columnheader" scope="col">
              <span class="visually-hidden">${review.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup" @keydown=${this.#focus.onKey} @focusin=${this.#focus.onFocusIn}>
          ${
            items.length > 0
              ? repeat(
                  items,
                  ({ value }) => value,
                  (value, place) => this.#renderRow(value, place),
                )
              : this.#renderSkeletons()
          }
        </tbody>
      </table>
    </div>`
    // Otherwise the columns of the placeholder would be seen to move to those of the values.
    return keyed(items.length > 0, table)
  }

  #renderRow(value: Value, place: number) {
    const { state } = this.pages
    const key = value.value
    return valueRow({
      value,
      target: this.target,
      texts: this.texts,
      place: state.query.offset + place + 2,
      isCurrent: this.#focus.isCurrent(key),
      isEditing: this.editing === key,
      isSaving: state.saving.has(key),
      edit: () => void this.#edit(key),
      leave: ({ focusesRow }) => this.#leave(key, focusesRow),
      decide: (action, correction) => void this.#decide(value, action, correction),
      showRows: () => this.pages.openRows(value),
    })
  }

  #renderSkeletons() {
    return Array.from(
      { length: 6 },
      () =>
        html`<tr role="row">
          <td role="gridcell" colspan="4"><span class="skeleton"></span></td>
        </tr>`,
    )
  }

  async #edit(key: string): Promise<void> {
    this.editing = key
    await this.updateComplete
    this.#rowOf(key)?.querySelector('import-value-editor')?.focus()
  }

  #leave(key: string, focusesRow: boolean): void {
    if (focusesRow) this.#focus.focus(key)
    // What is being saved closes its editor itself, with the new value.
    if (this.editing === key && !this.pages.state.saving.has(key)) this.editing = null
  }

  async #decide(value: Value, action: ValueAction, correction?: string): Promise<void> {
    const { kind } = this.target
    const key = value.value
    // A list is rarely right after its first change: it stays open until the focus leaves it.
    const staysOpen = action === 'correct' && isList(kind)
    this.#focus.hold(key)
    if (staysOpen) this.editing = key
    const after = await this.pages.decide(value, action, correction)
    const isLeft = !staysOpen || !isEditor(this.shadowRoot?.activeElement)
    if (isLeft && this.editing === key) this.editing = null
    if (after) this.#announce(after)
    await this.updateComplete
    this.#focus.release(key)
  }

  #announce(value: Value): void {
    const { review } = this.texts.strings
    const result = needsReview(value)
      ? errorText(value.error, this.texts)
      : becomesText(value, { target: this.target, texts: this.texts })
    this.pages.announce(review.decided(valueName(value.value, this.texts), result))
  }

  get #rows(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('tbody tr')]
  }

  #rowOf(key: string): HTMLElement | undefined {
    return this.#rows[this.pages.state.items.findIndex((item) => item.value === key)]
  }
}

const isColumn = (thing: unknown): thing is ColumnProgress =>
  typeof thing === 'object' && thing !== null && 'source' in thing

declare global {
  interface HTMLElementTagNameMap {
    'import-review-values': ImportReviewValues
  }
}
