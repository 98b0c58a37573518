import { html, LitElement, nothing } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import type { Entity, ImportView } from '../../server-kit/contract/shapes.ts'
import { FINAL_STATUSES } from '../../server-kit/contract/stages.ts'
import type { ImportClientError } from '../import-client-error.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { isDraft } from '../wizard-state.ts'
import { type HistoryCommand, ImportCommandEvent } from './history-command.ts'
import { icon } from './icons.ts'
import { historyPanelStyles } from './import-history-panel.styles.ts'

/**
 * The details of one import of the history in a slide-over, with what can be done about it: a modal
 * dialog at the end edge of the page, which takes the focus, keeps it, and gives it back.
 *
 * @summary An opened import of the history.
 * @fires import-command - What is to be done with the import.
 * @fires import-close - The user closed it.
 * @csspart dialog - The dialog.
 */
export class ImportHistoryPanel extends LitElement {
  static override styles = [...controls, historyPanelStyles]

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) record!: ImportView
  @property({ attribute: false }) entity: Entity | undefined
  @property({ attribute: false }) error: ImportClientError | null = null
  /** A command is under way. */
  @property({ type: Boolean }) busy = false

  @state() private isAsking = false
  @query('dialog') private dialog!: HTMLDialogElement

  override connectedCallback(): void {
    super.connectedCallback()
    // Otherwise an element that is merely moved would be left with a dialog that nobody sees.
    if (this.hasUpdated) this.dialog.showModal()
  }

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (this.#isOther(changed)) this.isAsking = false
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (this.#isOther(changed)) return this.#focus('h2')
    const isOtherFoot = changed.get('isAsking') !== undefined
    if (isOtherFoot) this.#focus('.foot button')
  }

  #isOther(changed: Map<PropertyKey, unknown>): boolean {
    const before = changed.get('record')
    return before instanceof Object && 'id' in before && before.id !== this.record.id
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus()
  }

  override disconnectedCallback(): void {
    this.dialog.close()
    super.disconnectedCallback()
  }

  override render() {
    const { record, texts } = this
    const actions = this.#renderActions()
    return html`<dialog
      part="dialog"
      aria-labelledby="title"
      @close=${this.#onClose}
      @pointerdown=${this.#onPress}
    >
      <div class="head">
        <h2 id="title" tabindex="-1" autofocus>${record.fileName}</h2>
        <import-status-badge
          exportparts="badge"
          .texts=${texts}
          .status=${record.status}
          .stalled=${record.stalled}
        ></import-status-badge>
        <button
          class="ghost quiet icon"
          aria-label=${texts.strings.common.close}
          @click=${() => this.dialog.close()}
        >
          ${icon('cross')}
        </button>
      </div>
      <div class="body">
        ${
          this.error
            ? html`<import-notice exportparts="notice" tone="danger" role="alert"
                >${texts.error(this.error)}</import-notice
              >`
            : nothing
        }
        <import-details
          exportparts="facts, drift, failed-rows, mapping, bar, bar-counts, notice"
          .texts=${texts}
          .record=${record}
          .entity=${this.entity}
          @import-command=${({ command }: ImportCommandEvent) => this.#send(command)}
        ></import-details>
      </div>
      ${actions === nothing ? nothing : html`<div class="foot">${actions}</div>`}
    </dialog>`
  }

  #onClose(): void {
    if (this.isConnected && !this.dialog.open) this.dispatchEvent(new Event('import-close'))
  }

  /** A press beside the dialog, on its backdrop. */
  #onPress(event: Event): void {
    if (event.target === this.dialog) this.dialog.close()
  }

  #send(command: HistoryCommand): void {
    this.dispatchEvent(new ImportCommandEvent(command))
  }

  #renderActions() {
    const { history, results } = this.texts.strings
    const { record } = this
    if (isDraft(record)) return this.#renderDraftActions()
    const { status, stalled, rowsKept } = record
    const isOver = FINAL_STATUSES.some((final) => final === status)
    const canRepeat = isOver && record.columnMappings.length > 0 && this.entity
    const canResume = (status === 'failed' && rowsKept !== false) || stalled
    if (!canRepeat && !canResume) return nothing
    return html`${canRepeat ? this.#renderButton('again', history.again) : nothing}
    ${stalled ? this.#renderButton('fail', history.markFailed) : nothing}
    ${
      canResume
        ? this.#renderButton('resume', this.busy ? results.resuming : results.resume, 'primary')
        : nothing
    }`
  }

  #renderDraftActions() {
    const { history } = this.texts.strings
    if (this.isAsking) {
      return html`<p role="alert">${history.discardHint}</p>
        <button ?disabled=${this.busy} @click=${() => (this.isAsking = false)}>
          ${history.discardNo}
        </button>
        ${this.#renderButton('discard', history.discard, 'danger')}`
    }
    return html`<button ?disabled=${this.busy} @click=${() => (this.isAsking = true)}>
        ${history.discard}
      </button>
      ${
        this.record.status === 'uploading'
          ? nothing
          : this.#renderButton('continue', history.continueDraft, 'primary')
      }`
  }

  #renderButton(command: HistoryCommand, label: string, kind = '') {
    return html`<button class=${kind} ?disabled=${this.busy} @click=${() => this.#send(command)}>
      ${label}
    </button>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-history-panel': ImportHistoryPanel
  }
}
