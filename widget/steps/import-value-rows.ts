import { html, LitElement, nothing } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { RowsAnswer } from '../../server-kit/contract/answers.ts'
import type { ValueAction } from '../../server-kit/contract/stages.ts'
import { icon } from '../parts/icons.ts'
import type { ImportPageEvent } from '../parts/import-pager.ts'
import { RowFocus } from '../row-focus.ts'
import { StoreController } from '../store-controller.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { CELLS_PER_PAGE, type CellPages } from './cell-pages.ts'
import { cellRow } from './cell-row.ts'
import { isEditor } from './decided-cell.ts'
import { gridStyles, keyStyles } from './grid.styles.ts'
import { valueRowsStyles } from './import-value-rows.styles.ts'
import { keyHint } from './key-hint.ts'
import { isList, type ReviewTarget } from './review-target.ts'
import { valueName } from './shown-value.ts'

/** As many columns beside the cell as tell a person which row it is. */
const CONTEXT = 5

/**
 * The rows behind a value, or those with a cell that was decided on its own: each of these cells can
 * be corrected, skipped and restored alone.
 *
 * @summary The rows behind a value.
 * @fires import-dismiss - The user is done.
 * @csspart dialog - The dialog.
 * @csspart row - One row.
 */
export class ImportValueRows extends LitElement {
  static override styles = [...controls, gridStyles, keyStyles, valueRowsStyles]

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) pages!: CellPages
  @property({ attribute: false }) target!: ReviewTarget
  /** The mapped columns: they say more about a row than the others. */
  @property({ attribute: false }) mapped: readonly string[] = []
  /** The row number whose editor is open. */
  @state() private editing: string | null = null
  /** The first page was there: it took the focus. */
  #wasReady = false
  @query('dialog') private dialog!: HTMLDialogElement

  protected readonly following = new StoreController(this, () => this.pages)
  readonly #focus: RowFocus = new RowFocus(this, {
    keys: () => this.pages.state.items.map(keyOf),
    rows: () => this.#rows,
    edit: (key) => void this.#edit(key),
  })

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  override updated(): void {
    if (this.pages.state.phase !== 'ready' || this.#wasReady) return
    this.#wasReady = true
    this.#rows[0]?.focus()
  }

  override render() {
    const { strings } = this.texts
    const { offset, total } = this.pages.state
    return html`<dialog part="dialog" aria-labelledby="title" @cancel=${this.#onCancel}>
      <header>
        <div>
          <h2 id="title">${this.#title}</h2>
          <p class="muted">${strings.review.rowsHint}</p>
        </div>
        <button class="ghost quiet icon" aria-label=${strings.common.close} @click=${this.#dismiss}>
          ${icon('cross')}
        </button>
      </header>
      ${this.#renderTable()}
      <footer>
        <p id="keys" class="keys meta">${keyHint(this.texts)}</p>
        <import-pager
          exportparts="pager"
          .texts=${this.texts}
          .offset=${offset}
          .limit=${CELLS_PER_PAGE}
          .total=${total}
          @import-page=${(event: ImportPageEvent) => void this.pages.turnTo(event.offset)}
        ></import-pager>
      </footer>
    </dialog>`
  }

  get #title(): string {
    const { strings, format } = this.texts
    const { value, source } = this.pages
    if (!value) return strings.review.ownTitle(source)
    const name = valueName(value.value, this.texts)
    return strings.review.rowsTitle({ count: value.rows, value: name, column: source }, format)
  }

  #renderTable() {
    const { review } = this.texts.strings
    const { items, phase, total } = this.pages.state
    if (items.length === 0 && phase === 'ready') {
      return html`<p class="empty muted">${review.noRows}</p>`
    }
    const context = this.#contextColumns
    return html`<div class="scroll ${phase === 'loading' ? 'busy' : ''}">
      <table
        role="grid"
        aria-labelledby="title"
        aria-describedby="keys"
        aria-rowcount=${total + 1}
        aria-busy=${phase === 'loading'}
      >
        <thead role="rowgroup">
          <tr role="row" aria-rowindex="1">
            <th role="columnheader" scope="col" class="number">${review.rowNumber}</th>
            ${this.pages.value ? nothing : columnHeader(review.value)}
            ${columnHeader(review.becomes)}
            ${context.map((source) => columnHeader(source, 'context'))}
            <th role="columnheader" scope="col">
              <span class="visually-hidden">${review.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup" @keydown=${this.#focus.onKey} @focusin=${this.#focus.onFocusIn}>
          ${repeat(items, keyOf, (item, place) => this.#renderRow(item, place, context))}
        </tbody>
      </table>
    </div>`
  }

  #renderRow(item: RowsAnswer['items'][number], place: number, context: readonly string[]) {
    const { headers, offset, saving } = this.pages.state
    const { rowNumber, cells } = item
    const key = keyOf(item)
    return cellRow({
      cell: this.pages.cellOf(item),
      target: this.target,
      texts: this.texts,
      place: offset + place + 2,
      hasValue: this.pages.value === null,
      context: context.map((source) => ({ source, value: cells[headers.indexOf(source)] ?? '' })),
      isCurrent: this.#focus.isCurrent(key),
      isEditing: this.editing === key,
      isSaving: saving.has(rowNumber),
      edit: () => void this.#edit(key),
      leave: ({ focusesRow }) => this.#leave(key, focusesRow),
      decide: (action, correction) => void this.#decide(rowNumber, action, correction),
    })
  }

  /** Mapped columns before others, in the order of the file. */
  get #contextColumns(): string[] {
    const { headers } = this.pages.state
    const others = headers.filter((header) => header !== this.pages.source)
    const chosen = others.filter((header) => this.mapped.includes(header)).slice(0, CONTEXT)
    const rest = others.filter((header) => !chosen.includes(header))
    return [...chosen, ...rest.slice(0, CONTEXT - chosen.length)]
  }

  async #edit(key: string): Promise<void> {
    this.editing = key
    await this.updateComplete
    this.renderRoot.querySelector('import-value-editor')?.focus()
  }

  #leave(key: string, focusesRow: boolean): void {
    if (focusesRow) this.#focus.focus(key)
    if (this.editing === key && !this.pages.state.saving.has(Number(key))) this.editing = null
  }

  async #decide(rowNumber: number, action: ValueAction, correction?: string): Promise<void> {
    const key = String(rowNumber)
    this.#focus.hold(key)
    await this.pages.decide(rowNumber, action, correction)
    const staysOpen = isList(this.target.kind) && isEditor(this.shadowRoot?.activeElement)
    if (!staysOpen && this.editing === key) this.editing = null
    await this.updateComplete
    this.#focus.release(key)
  }

  get #rows(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('tbody tr')]
  }

  #onCancel(event: Event): void {
    event.preventDefault()
    this.#dismiss()
  }

  #dismiss(): void {
    // Gives the focus back to where the list was opened.
    this.dialog.close()
    this.dispatchEvent(new Event('import-dismiss'))
  }
}

const keyOf = ({ rowNumber }: { rowNumber: number }): string => String(rowNumber)

const columnHeader = (name: string, kind = '') =>
  html`<th role="columnheader" scope="col" class=${kind}>${name}</th>`

declare global {
  interface HTMLElementTagNameMap {
    'import-value-rows': ImportValueRows
  }
}
