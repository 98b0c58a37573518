import { html, nothing, type PropertyValues } from 'lit'
import { state } from 'lit/decorators.js'
import type { RowsAnswer } from '../../server-kit/contract/answers.ts'
import type { ImportView, Warning } from '../../server-kit/contract/shapes.ts'
import { LatestCall } from '../latest-call.ts'
import { icon } from '../parts/icons.ts'
import { controls } from '../styles/controls.ts'
import type { ReadingChange } from '../import-client.ts'
import { encodingCandidates } from './encoding-candidates.ts'
import { fileCardStyles } from './import-file-card.styles.ts'
import { DELIMITERS, ENCODINGS, encodingName, headerRows } from './readings.ts'
import { StepElement } from './step-element.ts'

/** So that a wrong reading is seen at once. */
const FIRST_ROWS = 5
/** More would be scrolled past; the mapping shows them all. */
const MOST_COLUMNS = 40

interface Choice {
  name: keyof ReadingChange
  label: string
  value: string
  options: readonly (readonly [value: string, label: string])[]
}

/**
 * The card of an uploaded file: what was read, how, the first rows, and what is worth knowing.
 *
 * @summary An uploaded file.
 * @fires import-replace - Another file is to take its place.
 * @csspart card - The panel.
 * @csspart primary - The primary action.
 */
export class ImportFileCard extends StepElement {
  static override styles = [...controls, fileCardStyles]

  @state() private rows: RowsAnswer | null = null
  #call = new LatestCall()
  #readFrom = ''

  override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    const record = this.store.viewOf('upload')?.record
    const reading = record ? `${record.id} ${JSON.stringify(record.source)}` : ''
    if (!record || reading === this.#readFrom) return
    this.#readFrom = reading
    void this.#loadRows(record.id)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#call.abort()
  }

  async #loadRows(id: string): Promise<void> {
    await this.store.read(
      this.#call,
      (signal) => this.store.client.rows(id, { limit: FIRST_ROWS }, signal),
      (rows) => (this.rows = rows),
    )
  }

  override render() {
    const record = this.store.viewOf('upload')?.record
    if (!record) return nothing
    const { strings } = this.texts
    const { busy } = this.store.state
    return html`<div class="panel" part="card">
        ${this.#renderHead(record)} ${this.#renderReading(record)} ${this.#renderRows()}
      </div>
      ${this.#renderWarnings(record)}
      <div class="actions">
        <button
          class="primary"
          part="primary"
          ?disabled=${busy !== null}
          @click=${() => this.store.upload.goOn()}
        >
          ${strings.common.continue}
        </button>
      </div>`
  }

  #renderHead(record: ImportView) {
    const { strings, format } = this.texts
    const isBusy = this.store.state.busy !== null
    const figures = [
      format.bytes(record.fileSize),
      strings.common.rows(record.totalRows, format),
      strings.common.columns(record.headers.length, format),
    ]
    return html`<div class="head">
      <span class="badge-file">${icon('file')}</span>
      <div class="about">
        <p class="name">${record.fileName}</p>
        <p class="muted">${figures.join(' · ')}</p>
      </div>
      <div class="buttons">
        <button ?disabled=${isBusy} @click=${() => this.dispatchEvent(new Event('import-replace'))}>
          ${strings.upload.replace}
        </button>
        <button
          class="ghost quiet"
          ?disabled=${isBusy}
          @click=${() => void this.store.upload.remove()}
        >
          ${strings.upload.remove}
        </button>
      </div>
    </div>`
  }

  #renderReading(record: ImportView) {
    const { strings } = this.texts
    if (record.source.format === 'xlsx') return nothing
    // The kept upload is gone once the mapping was saved.
    const isFixed = record.columnMappings.length > 0
    return html`<div class="how">
        ${this.#choices(record).map((choice) => this.#renderChoice(choice, isFixed))}
      </div>
      ${isFixed ? html`<p class="meta">${strings.upload.readingFixed}</p>` : nothing}`
  }

  #choices({ source, totalRows }: ImportView): Choice[] {
    const { upload } = this.texts.strings
    const { encoding, delimiter, headerRow } = source
    const known = ENCODINGS.some((name) => name === encoding.toLowerCase())
    const encodings = known ? ENCODINGS : [...ENCODINGS, encoding.toLowerCase()]
    const places = headerRows(headerRow, totalRows)
    return [
      {
        name: 'encoding',
        label: upload.how.encoding,
        value: encoding.toLowerCase(),
        options: encodings.map((name) => [name, encodingName(name)]),
      },
      {
        name: 'delimiter',
        label: upload.how.delimiter,
        value: delimiter,
        options: DELIMITERS.map((sign) => [sign, upload.delimiters[sign]]),
      },
      {
        name: 'headerRow',
        label: upload.how.headerRow,
        value: String(headerRow),
        options: places.map((row) => [String(row), upload.headerRow(row, this.texts.format)]),
      },
    ]
  }

  #renderChoice({ name, label, value, options }: Choice, isFixed: boolean) {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <select
        id=${name}
        ?disabled=${isFixed || this.store.state.busy !== null}
        @change=${(event: Event) => void this.#onChoice(name, event)}
      >
        ${options.map(
          ([option, text]) =>
            html`<option value=${option} .selected=${option === value}>${text}</option>`,
        )}
      </select>
    </div>`
  }

  async #onChoice(name: keyof ReadingChange, { target }: Event): Promise<void> {
    if (!(target instanceof HTMLSelectElement)) return
    const { value } = target
    await this.store.upload.reread({ [name]: name === 'headerRow' ? Number(value) : value })
    await this.updateComplete
    // Being disabled meanwhile has taken the focus from it.
    if (!this.shadowRoot?.activeElement) target.focus()
  }

  #renderRows() {
    const { upload, common } = this.texts.strings
    const { rows } = this
    if (!rows)
      return html`<span class="skeleton" role="status" aria-label=${common.loading}></span>`
    const headers = rows.headers.slice(0, MOST_COLUMNS)
    const isStale = this.store.state.busy === 'reread'
    return html`<figure>
      <figcaption class="meta">${isStale ? upload.rereading : upload.firstRows}</figcaption>
      <div
        class="scroll ${isStale ? 'is-stale' : ''}"
        tabindex="0"
        role="region"
        aria-label=${upload.firstRows}
      >
        <table>
          <thead>
            <tr>
              <th class="number" scope="col">${upload.rowNumber}</th>
              ${headers.map((header) => html`<th scope="col"><bdi>${header}</bdi></th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.items.map(
              ({ rowNumber, cells }) =>
                html`<tr>
                  <th class="number" scope="row">${rowNumber}</th>
                  ${cells.slice(0, MOST_COLUMNS).map((cell) => html`<td dir="auto">${cell}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </figure>`
  }

  #renderWarnings({ warnings }: ImportView) {
    if (warnings.length === 0) return nothing
    return html`<import-notice exportparts="notice" class="warnings" tone="warning">
      <ul aria-label=${this.texts.strings.upload.warnings}>
        ${warnings.map(
          (warning) =>
            html`<li>${this.texts.warning(warning)} ${this.#renderCandidates(warning)}</li>`,
        )}
      </ul>
    </import-notice>`
  }

  /** A word of the file in each reading: people know their own words, not the names of encodings. */
  #renderCandidates(warning: Warning) {
    const candidates = encodingCandidates(warning)
    if (candidates.length === 0) return nothing
    const isBusy = this.store.state.busy !== null
    return html`<span class="candidates">
      ${candidates.map(
        ({ encoding, sample }) =>
          html`<button
            class="small"
            ?disabled=${isBusy}
            @click=${() => void this.store.upload.reread({ encoding })}
          >
            <bdi>${sample}</bdi> · ${encodingName(encoding)}
          </button>`,
      )}
    </span>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-file-card': ImportFileCard
  }
}
