import { html, LitElement, nothing } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import type { Cell } from '../../server-kit/contract/shapes.ts'
import type { ValueAction } from '../../server-kit/contract/stages.ts'
import { LatestCall } from '../latest-call.ts'
import { icon } from '../parts/icons.ts'
import type { ImportValueEvent } from '../parts/value-event.ts'
import { placePopover, whenMoved } from '../parts/place-popover.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import type { WizardStore } from '../wizard-store.ts'
import { lookUpCell, type CellPlace } from './cell-lookup.ts'
import { rawText } from './decided-cell.ts'
import { cellEditorStyles } from './import-cell-editor.styles.ts'
import { needsReview } from './review-counts.ts'
import { isList, type ReviewTarget } from './review-target.ts'

/** A list with its buttons is higher than a list of choices. */
const MOST_HEIGHT = 480

/** Closed; `hasChanged`: what is shown of the row is no longer as it was. */
export class ImportCellClosedEvent extends Event {
  static readonly type = 'import-cell-closed'
  readonly hasChanged: boolean

  constructor(hasChanged: boolean) {
    super(ImportCellClosedEvent.type)
    this.hasChanged = hasChanged
  }
}

/**
 * Corrects one row's cell beside the place where it is shown.
 *
 * @summary A small editor for one cell.
 * @fires import-cell-closed - The editor is closed.
 * @csspart popover - The panel.
 */
export class ImportCellEditor extends LitElement {
  static override styles = [...controls, cellEditorStyles]

  @property({ attribute: false }) store!: WizardStore
  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) place!: CellPlace
  @property({ attribute: false }) target!: ReviewTarget
  /** The cell beside which it opens. */
  @property({ attribute: false }) anchor!: Element
  @state() private cell: Cell | null = null
  @state() private isSaving = false
  @query('[popover]') private panel!: HTMLElement
  #reading = new LatestCall()
  #hasChanged = false
  #unfollow = (): void => {}

  override connectedCallback(): void {
    super.connectedCallback()
    this.#unfollow = whenMoved(this.#onMoved)
  }

  override disconnectedCallback(): void {
    this.#unfollow()
    this.#reading.abort()
    super.disconnectedCallback()
  }

  override firstUpdated(): void {
    this.panel.showPopover()
    this.panel.focus()
    void this.#read()
  }

  override updated(): void {
    this.#place()
  }

  #place(): void {
    if (this.panel.matches(':popover-open')) placePopover(this.panel, this.anchor, MOST_HEIGHT)
  }

  #onMoved = ({ type }: Event): void => {
    // Otherwise a window that was turned would keep its cell, and the editor with it, out of sight.
    if (type === 'resize') this.anchor.scrollIntoView({ block: 'nearest' })
    this.#place()
  }

  override render() {
    const { strings, format } = this.texts
    const row = strings.review.row(this.place.rowNumber, format)
    return html`<div
      part="popover"
      popover
      tabindex="-1"
      role="dialog"
      aria-labelledby="title"
      aria-busy=${this.isSaving || this.cell === null}
      @toggle=${this.#onToggle}
    >
      <h3 id="title">${this.target.label} <span class="muted">· ${row}</span></h3>
      ${this.cell ? this.#renderCell(this.cell) : html`<span class="skeleton"></span>`}
    </div>`
  }

  #renderCell(cell: Cell) {
    const { review, common } = this.texts.strings
    return html`<p class="raw meta">${review.inFile}: ${rawText(cell.value, this.texts)}</p>
      <import-value-editor
        exportparts="error: value-error"
        .texts=${this.texts}
        .target=${this.target}
        .value=${cell.correction ?? cell.value}
        .error=${cell.skipped ? null : cell.error}
        label=${review.editValue(this.target.label)}
        @import-value=${(event: ImportValueEvent) => void this.#decide('correct', event.value)}
        @import-leave-value=${this.#onLeave}
      ></import-value-editor>
      ${cell.skipped ? html`<p class="meta">${review.cellSkipped}</p>` : nothing}
      <p class="meta">${review.cellHint}</p>
      <div class="buttons">
        ${cell.own ? this.#renderButton('undo') : nothing}
        ${this.#renderButton(cell.skipped ? 'unskip' : 'skip')}
        <button class="small" @click=${this.#close}>${common.close}</button>
      </div>`
  }

  #renderButton(action: 'undo' | 'skip' | 'unskip') {
    const { review } = this.texts.strings
    return html`<button
      class="ghost quiet small"
      ?disabled=${this.isSaving}
      @click=${() => void this.#decide(action)}
    >
      ${icon(action === 'skip' ? 'skip' : 'undo')}${review[action]}
    </button>`
  }

  async #read(): Promise<void> {
    const { client, record } = this.store
    if (!record) return
    try {
      const cell = await this.#reading.run((signal) =>
        lookUpCell({ client, record, signal }, this.place),
      )
      if (!cell) return
      this.cell = cell
      await this.updateComplete
      this.renderRoot.querySelector('import-value-editor')?.focus()
    } catch (error) {
      this.#close()
      this.store.failed(error)
    }
  }

  async #decide(action: ValueAction, correction?: string): Promise<void> {
    this.isSaving = true
    const decision = { ...this.place, action, ...(correction !== undefined && { correction }) }
    const cell = await this.store.review.decideCell(decision)
    this.isSaving = false
    if (!cell) return
    this.cell = cell
    this.#hasChanged = true
    // What is wrong, or is a list that may not be complete yet, stays open.
    if (!needsReview(cell) && !isList(this.target.kind)) this.#close()
  }

  /** Escape, or Enter without a change. */
  #onLeave(): void {
    if (!this.isSaving) this.#close()
  }

  #close(): void {
    if (this.panel.matches(':popover-open')) this.panel.hidePopover()
  }

  #onToggle(event: Event): void {
    if (!('newState' in event) || event.newState !== 'closed') return
    this.dispatchEvent(new ImportCellClosedEvent(this.#hasChanged))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-cell-editor': ImportCellEditor
  }
}
