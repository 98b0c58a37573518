import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import type { Entity, ImportView } from '../../server-kit/contract/shapes.ts'
import { DRAFT_STATUSES } from '../../server-kit/contract/stages.ts'
import type { ImportClientError } from '../import-client-error.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { icon } from './icons.ts'
import { historyPanelStyles } from './import-history-panel.styles.ts'

export type HistoryCommand = 'resume' | 'fail' | 'discard' | 'continue'

/** What the user wants done with the opened import. */
export class ImportCommandEvent extends Event {
  static readonly type = 'import-command'
  readonly command: HistoryCommand

  constructor(command: HistoryCommand) {
    super(ImportCommandEvent.type)
    this.command = command
  }
}

/**
 * The details of one import of the history in a slide-over, with what can be done about it: a modal
 * dialog at the end edge of the page, which takes the focus, keeps it, and gives it back.
 *
 * @summary An opened import of the history.
 * @fires import-command - Resume, mark as failed, continue or discard.
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

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    const isOtherFoot = changed.get('isAsking') !== undefined
    if (isOtherFoot) this.renderRoot.querySelector<HTMLElement>('footer button')?.focus()
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
      <header>
        <h2 id="title" tabindex="-1" autofocus>${record.fileName}</h2>
        <import-status-badge
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
      </header>
      <div class="body">
        ${
          this.error
            ? html`<import-notice tone="danger" role="alert"
                >${texts.error(this.error)}</import-notice
              >`
            : nothing
        }
        <import-details .texts=${texts} .record=${record} .entity=${this.entity}></import-details>
      </div>
      ${actions === nothing ? nothing : html`<footer>${actions}</footer>`}
    </dialog>`
  }

  #onClose(): void {
    if (this.isConnected) this.dispatchEvent(new Event('import-close'))
  }

  /** A press beside the dialog, on its backdrop. */
  #onPress(event: Event): void {
    if (event.target === this.dialog) this.dialog.close()
  }

  #renderActions() {
    const { history, results } = this.texts.strings
    const { status, stalled } = this.record
    if (DRAFT_STATUSES.some((draft) => draft === status)) return this.#renderDraftActions()
    if (status !== 'failed' && !stalled) return nothing
    return html`${stalled ? this.#renderButton('fail', html`${history.markFailed}`) : nothing}
    ${this.#renderButton('resume', html`${this.busy ? results.resuming : results.resume}`, 'primary')}`
  }

  #renderDraftActions() {
    const { history } = this.texts.strings
    if (this.isAsking) {
      return html`<p role="alert">${history.discardHint}</p>
        <button ?disabled=${this.busy} @click=${() => (this.isAsking = false)}>
          ${history.discardNo}
        </button>
        ${this.#renderButton('discard', html`${history.discard}`, 'danger')}`
    }
    return html`<button ?disabled=${this.busy} @click=${() => (this.isAsking = true)}>
        ${history.discard}
      </button>
      ${this.#renderButton('continue', html`${history.continueDraft}`, 'primary')}`
  }

  #renderButton(command: HistoryCommand, label: TemplateResult, kind = '') {
    return html`<button
      class=${kind}
      ?disabled=${this.busy}
      @click=${() => this.dispatchEvent(new ImportCommandEvent(command))}
    >
      ${label}
    </button>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-history-panel': ImportHistoryPanel
  }
}
