import { html, LitElement, nothing } from 'lit'
import { property, state } from 'lit/decorators.js'
import { CellFocus } from '../cell-focus.ts'
import { icon } from '../parts/icons.ts'
import type { ImportPageEvent } from '../parts/import-pager.ts'
import { StoreController } from '../store-controller.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { keyStyles } from './grid.styles.ts'
import { previewRecordsStyles } from './import-preview-records.styles.ts'
import { ROWS_PER_PAGE, type PreviewPages } from './preview-pages.ts'
import type { WizardStore } from '../wizard-store.ts'
import type { CellPlace } from './cell-lookup.ts'
import type { ImportCellClosedEvent } from './import-cell-editor.ts'
import { previewRow, type PreviewColumn } from './preview-row.ts'
import type { ReviewTarget } from './review-target.ts'

/**
 * The rows as they will be written, and a tab per entity link with what is linked and created.
 *
 * @summary The rows and linked records of the preview.
 * @csspart tabs - The tabs.
 * @csspart row - One row.
 */
export class ImportPreviewRecords extends LitElement {
  static override styles = [...controls, keyStyles, previewRecordsStyles]

  @property({ attribute: false }) store!: WizardStore
  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) pages!: PreviewPages
  @property({ attribute: false }) columns: readonly PreviewColumn[] = []
  /** What the rows are: "People". */
  @property() label = ''
  /** All rows of the file that do something or nothing. */
  @property({ type: Number }) total = 0

  @property({ attribute: false }) targets: ReadonlyMap<string, ReviewTarget> = new Map()
  /** The cell that is being corrected. */
  @state() private edited: { place: CellPlace; anchor: HTMLElement } | null = null

  protected readonly following = new StoreController(this, () => this.pages)
  readonly #focus = new CellFocus(this, (cell) => this.#edit(cell))

  override render() {
    const { state } = this.pages
    return html`${this.#renderTabs()}
      <div
        class="scroll ${this.pages.isStale ? 'busy' : ''}"
        role="tabpanel"
        aria-label=${this.#panelLabel}
        tabindex=${state.link ? 0 : nothing}
      >
        ${state.link ? this.#renderLinks() : this.#renderRows()}
      </div>
      ${state.link ? nothing : this.#renderKeys()} ${this.#renderEditor()}
      <import-pager
        exportparts="pager"
        .texts=${this.texts}
        .offset=${state.offset}
        .limit=${ROWS_PER_PAGE}
        .total=${state.total}
        @import-page=${(event: ImportPageEvent) => void this.pages.turnTo(event.offset)}
      ></import-pager>`
  }

  get #panelLabel(): string {
    const { link, links } = this.pages.state
    return links.find(({ key }) => key === link)?.label ?? this.label
  }

  #renderTabs() {
    const { strings, format } = this.texts
    const { links } = this.pages.state
    return html`<div
      part="tabs"
      class="tabs"
      role="tablist"
      aria-label=${strings.preview.tabs}
      @keydown=${this.#onKey}
    >
      ${this.#renderTab('', this.label, format.number(this.total))}
      ${links.map(({ key, label, create, link }) =>
        this.#renderTab(key, label, strings.preview.linkTab(create, link, format)),
      )}
    </div>`
  }

  #renderTab(key: string, label: string, counts: string) {
    const isChosen = key === this.pages.state.link
    return html`<button
      role="tab"
      aria-selected=${isChosen}
      tabindex=${isChosen ? 0 : -1}
      @click=${(event: Event) => this.#onTab(key, event)}
    >
      ${label} <span class="meta">${counts}</span>
    </button>`
  }

  #renderRows() {
    const { preview } = this.texts.strings
    const { rows, phase, offset, total } = this.pages.state
    if (rows.length === 0 && phase !== 'loading') return this.#renderNothing()
    return html`<table
      role="grid"
      aria-label=${this.label}
      aria-describedby="keys"
      aria-rowcount=${total + 1}
      aria-busy=${this.pages.isStale}
    >
      <thead role="rowgroup">
        <tr role="row" aria-rowindex="1">
          <th role="columnheader" scope="col">${preview.action}</th>
          ${this.columns.map(
            ({ source, label }) =>
              html`<th role="columnheader" scope="col" title=${source}>${label}</th>`,
          )}
        </tr>
      </thead>
      <tbody
        role="rowgroup"
        @keydown=${this.#focus.onKey}
        @focusin=${this.#focus.onFocusIn}
        @click=${this.#onClick}
      >
        ${rows.map((row, index) =>
          previewRow({ row, place: offset + index + 2, columns: this.columns, texts: this.texts }),
        )}
      </tbody>
    </table>`
  }

  #renderLinks() {
    const { strings, format } = this.texts
    const { preview } = strings
    const { items, phase } = this.pages.state
    if (items.length === 0 && phase !== 'loading') return this.#renderNothing()
    return html`<table role="table" class="links" aria-label=${this.#panelLabel}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${preview.action}</th>
          <th role="columnheader" scope="col">${preview.linkName}</th>
          <th role="columnheader" scope="col" class="number">${preview.linkRows}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${items.map(
          ({ action, name, rows }) =>
            html`<tr role="row" class=${action}>
              <td role="cell">
                <span class="action"
                  >${icon(action === 'link' ? 'link' : 'plus')}${preview.linkItems[action]}</span
                >
              </td>
              <td role="cell" class="name">${name}</td>
              <td role="cell" class="number">${format.number(rows)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`
  }

  #renderNothing() {
    return html`<p class="empty">${this.texts.strings.preview.noRows}</p>`
  }

  #renderKeys() {
    const { keys } = this.texts.strings.preview
    return html`<p id="keys" class="keys meta">
      <kbd>↑</kbd> <kbd>↓</kbd> <kbd>←</kbd> <kbd>→</kbd> ${keys.move} · <kbd>${keys.enter}</kbd>
      ${keys.edit}
    </p>`
  }

  #renderEditor() {
    const target = this.edited && this.targets.get(this.edited.place.source)
    if (!this.edited || !target) return nothing
    return html`<import-cell-editor
      exportparts="popover: cell-editor, value-error"
      .store=${this.store}
      .texts=${this.texts}
      .place=${this.edited.place}
      .anchor=${this.edited.anchor}
      .target=${target}
      @import-cell-closed=${this.#onEdited}
    ></import-cell-editor>`
  }

  #onTab(key: string, { currentTarget }: Event): void {
    // Where there are many, half of it may be out of sight.
    if (currentTarget instanceof Element) currentTarget.scrollIntoView({ block: 'nearest' })
    void this.pages.show(key)
  }

  #onClick({ target }: Event): void {
    const cell = target instanceof Element ? target.closest('td') : null
    if (cell) this.#edit(cell)
  }

  #edit(anchor: HTMLElement): void {
    const { source, row } = anchor.dataset
    if (source === undefined || this.edited) return
    anchor.focus()
    this.edited = { place: { source, rowNumber: Number(row) }, anchor }
  }

  async #onEdited({ hasChanged }: ImportCellClosedEvent): Promise<void> {
    this.edited = null
    await this.updateComplete
    this.#focus.focus()
    if (!hasChanged) return
    await this.pages.recheck()
    this.#focus.focus()
  }

  /** Arrow keys move along the tabs, as everywhere. */
  #onKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const tabs = [...this.renderRoot.querySelectorAll<HTMLElement>('[role=tab]')]
    const place = tabs.findIndex((tab) => tab.ariaSelected === 'true')
    const direction = this.matches(':dir(rtl)') ? -step : step
    const next = tabs[(place + direction + tabs.length) % tabs.length]
    next?.focus()
    next?.click()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-preview-records': ImportPreviewRecords
  }
}
