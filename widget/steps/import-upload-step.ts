import { html, nothing } from 'lit'
import { query, state } from 'lit/decorators.js'
import type { ClientErrorCode } from '../import-client-error.ts'
import { icon } from '../parts/icons.ts'
import { saveBlob } from '../save-blob.ts'
import { controls } from '../styles/controls.ts'
import { uploadPace } from '../upload-pace.ts'
import { entityOf, type UploadView } from '../wizard-state.ts'
import { uploadStepStyles } from './import-upload-step.styles.ts'
import { StepElement } from './step-element.ts'

/** Refusals that say nothing about the file: the same one may be sent again. */
const PASSING: readonly ClientErrorCode[] = ['offline', 'internal', 'too_many_imports']

const ACCEPT = '.csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain'

/**
 * The first step: a drop zone, the progress of the upload, then the card of the file.
 *
 * @summary Uploads a file.
 * @csspart drop-zone - Where files are dropped.
 * @csspart progress - The bar while the file is sent.
 * @csspart primary - The primary action.
 */
export class ImportUploadStep extends StepElement {
  static override styles = [...controls, uploadStepStyles]

  @state() private isOver = false
  @state() private hasSeveral = false
  @query('input') private input!: HTMLInputElement
  #sendingSince = 0
  #lastFile: File | null = null

  override render() {
    const view = this.store.viewOf('upload')
    const entity = entityOf(this.store.state)
    if (!view || !entity) return nothing
    const { strings } = this.texts
    return html`<h2 id="heading" tabindex="-1">${strings.wizard.title(entity.label)}</h2>
      ${this.#renderRefusal(view)} ${this.#renderPhase(view)}
      <input type="file" hidden accept=${ACCEPT} @change=${this.#onChosen} />`
  }

  #renderPhase(view: UploadView) {
    if (view.file) return this.#renderSending(view)
    if (!view.record) return this.#renderDropZone()
    if (view.record.status === 'uploading') return this.#renderReceiving()
    return html`<import-file-card
      exportparts="card, notice, primary"
      .store=${this.store}
      .texts=${this.texts}
      @import-replace=${this.#choose}
    ></import-file-card>`
  }

  #renderRefusal({ refusal }: UploadView) {
    const { strings } = this.texts
    const text = this.hasSeveral ? strings.upload.oneFile : refusal && this.texts.error(refusal)
    if (!text) return nothing
    const file = this.#lastFile
    const canRetry = file && refusal && !this.hasSeveral && PASSING.includes(refusal.code)
    return html`<import-notice exportparts="notice" tone="danger" role="alert">
      ${text}
      ${
        canRetry
          ? html`<button slot="actions" class="small" @click=${() => this.#send(file)}>
              ${strings.common.retry}
            </button>`
          : nothing
      }
    </import-notice>`
  }

  #renderDropZone() {
    const { strings, format } = this.texts
    const { schema } = this.store.state
    const { upload } = strings
    return html`<div
        part="drop-zone"
        class="drop ${this.isOver ? 'over' : ''}"
        @dragover=${this.#onDragOver}
        @dragleave=${() => (this.isOver = false)}
        @drop=${this.#onDrop}
      >
        ${icon('upload')}
        <div class="ask">
          <span>${this.isOver ? upload.dropNow : upload.drop}</span>
          <button class="primary" part="primary" ?hidden=${this.isOver} @click=${this.#choose}>
            ${upload.choose}
          </button>
        </div>
        ${
          schema
            ? html`<p class="muted">
                ${upload.limits(schema.limits.rows, schema.limits.fileBytes, format)}
              </p>`
            : nothing
        }
      </div>
      <div class="template">
        <button class="ghost" @click=${this.#onTemplate}>
          ${icon('download')}${upload.template}
        </button>
        <span class="meta">${upload.templateHint}</span>
      </div>`
  }

  #renderSending({ file, progress }: UploadView) {
    if (!file) return nothing
    const { strings, format } = this.texts
    const share = progress ? progress.sent / Math.max(1, progress.total) : null
    const isSent = share === 1
    return html`<div class="panel sending">
      <div class="file">
        ${icon('file')}
        <div><p class="name">${file.name}</p></div>
        <button class="small" @click=${() => this.store.upload.cancel()}>
          ${strings.common.cancel}
        </button>
      </div>
      <progress
        part="progress"
        aria-label=${isSent ? strings.upload.reading : strings.upload.sending(file.name)}
        value=${share === null || isSent ? nothing : share}
        max="1"
      ></progress>
      <div class="figures meta">
        <span>${isSent ? strings.upload.reading : this.#sentText(file.size, progress?.sent)}</span>
        <span>${share === null || isSent ? nothing : format.percent(share)}</span>
      </div>
    </div>`
  }

  /** A `fetch` of the host's own cannot tell how much is sent. */
  #sentText(size: number, sent?: number): string {
    const { strings, format } = this.texts
    if (sent === undefined) return `${strings.results.statuses.uploading} · ${format.bytes(size)}`
    const text = strings.upload.progress(sent, size, format)
    const left = uploadPace({ sent, size, elapsed: performance.now() - this.#sendingSince })
    return left === null ? text : `${text} · ${strings.upload.timeLeft(left, format)}`
  }

  #renderReceiving() {
    return html`<import-notice exportparts="notice"
      >${this.texts.strings.upload.receiving}</import-notice
    >`
  }

  #choose = (): void => {
    this.input.value = ''
    this.input.click()
  }

  #onChosen(): void {
    this.#take(this.input.files)
  }

  #onDragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    this.isOver = true
  }

  #onDrop(event: DragEvent): void {
    event.preventDefault()
    this.isOver = false
    this.#take(event.dataTransfer?.files ?? null)
  }

  #take(files: FileList | null): void {
    const [file, ...others] = files ?? []
    this.hasSeveral = others.length > 0
    if (file && others.length === 0) void this.#send(file)
  }

  async #send(file: File): Promise<void> {
    const { strings, format } = this.texts
    this.#lastFile = file
    this.#sendingSince = performance.now()
    this.store.announce(strings.upload.sending(file.name))
    await this.store.upload.send(file)
    const record = this.store.viewOf('upload')?.record
    if (!record || record.fileName !== file.name) return
    const rows = strings.common.rows(record.totalRows, format)
    this.store.announce(strings.upload.uploaded(file.name, rows))
    await this.focusHeading()
  }

  async #onTemplate(): Promise<void> {
    const { client, state } = this.store
    try {
      saveBlob(await client.template(state.entityType), `${state.entityType}-template.csv`)
    } catch (error) {
      this.store.failed(error, () => void this.#onTemplate())
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-upload-step': ImportUploadStep
  }
}
