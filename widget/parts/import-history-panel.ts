import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import type { Entity, ImportView } from '../../server-kit/contract/shapes.ts'
import { DRAFT_STATUSES } from '../../server-kit/contract/stages.ts'
import type { ImportClientError } from '../import-client-error.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'

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
 * The details of one import of the history in a slide-over, with what can be done about it.
 *
 * @summary An opened import of the history.
 * @fires import-command - Resume, mark as failed, continue or discard.
 * @fires import-close - The user closed it.
 */
export class ImportHistoryPanel extends LitElement {
  static override styles = controls

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) record!: ImportView
  @property({ attribute: false }) entity: Entity | undefined
  @property({ attribute: false }) error: ImportClientError | null = null
  /** A command is under way. */
  @property({ type: Boolean }) busy = false

  override render() {
    const { record, texts } = this
    const actions = this.#renderActions()
    return html`<import-slide-over
      .texts=${texts}
      heading=${record.fileName}
      ?has-actions=${actions !== nothing}
      @import-close=${() => this.dispatchEvent(new Event('import-close'))}
    >
      <import-status-badge
        slot="badge"
        .texts=${texts}
        .status=${record.status}
        .stalled=${record.stalled}
      ></import-status-badge>
      ${
        this.error
          ? html`<import-notice tone="danger" role="alert"
              >${texts.error(this.error)}</import-notice
            >`
          : nothing
      }
      <import-details .texts=${texts} .record=${record} .entity=${this.entity}></import-details>
      <div slot="actions">${actions}</div>
    </import-slide-over>`
  }

  #renderActions() {
    const { history, results } = this.texts.strings
    const { status, stalled } = this.record
    if (DRAFT_STATUSES.some((draft) => draft === status)) {
      return html`${this.#renderButton('discard', html`${history.discard}`, 'danger')}
      ${this.#renderButton('continue', html`${history.continueDraft}`, 'primary')}`
    }
    if (status !== 'failed' && !stalled) return nothing
    return html`${stalled ? this.#renderButton('fail', html`${history.markFailed}`) : nothing}
    ${this.#renderButton('resume', html`${this.busy ? results.resuming : results.resume}`, 'primary')}`
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
