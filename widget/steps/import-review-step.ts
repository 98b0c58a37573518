import { html, nothing } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import type { ColumnMapping } from '../../server-kit/contract/shapes.ts'
import { DATE_FORMATS, NUMBER_FORMATS } from '../../server-kit/contract/stages.ts'
import { PollController } from '../poll-controller.ts'
import { StoreController } from '../store-controller.ts'
import { controls } from '../styles/controls.ts'
import { entityOf } from '../wizard-state.ts'
import type { ImportColumnEvent } from './import-review-columns.ts'
import { reviewStepStyles } from './import-review-step.styles.ts'
import { leftOutValues, ownErrors } from './review-counts.ts'
import { reviewTarget, reviewTargets, type ReviewTarget } from './review-target.ts'
import { StepElement } from './step-element.ts'
import { ValuePages } from './value-pages.ts'

/**
 * The third step: the values of each column, checked, corrected or left out.
 *
 * @summary Reviews the values.
 * @csspart columns - The mapped columns.
 * @csspart values - The values of the chosen one.
 * @csspart primary - The primary action.
 */
export class ImportReviewStep extends StepElement {
  static override styles = [...controls, reviewStepStyles]

  #pages: ValuePages | null = null
  #wasValidating = false

  protected readonly followingPages = new StoreController(this, () => this.#pages ?? undefined)
  protected readonly polling = new PollController(this, {
    every: 700,
    isNeeded: () => Boolean(this.#pages?.isValidating) && !this.store.state.failure,
    round: () => this.store.review.loadProgress(),
  })

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#pages?.resume()
  }

  override disconnectedCallback(): void {
    this.#pages?.stop()
    super.disconnectedCallback()
  }

  override willUpdate(): void {
    const view = this.store.viewOf('review')
    if (!view || view.record.id === this.#pages?.importId) return
    this.#pages?.stop()
    this.#pages = new ValuePages(this.store, view.record.id)
    void this.store.review.loadProgress()
  }

  override updated(): void {
    void this.#pages?.sync()
    this.#announce()
  }

  override render() {
    const view = this.store.viewOf('review')
    const pages = this.#pages
    if (!view || !pages) return nothing
    const targets = reviewTargets(view.record, entityOf(this.store.state))
    const chosen = pages.state.source
    const column = pages.columns.find(({ source }) => source === chosen)
    return html`<h2 id="heading" tabindex="-1">${this.texts.strings.review.heading}</h2>
      <div class="split">
        <import-review-columns
          exportparts="column: review-column"
          part="columns"
          .texts=${this.texts}
          .columns=${pages.columns}
          .targets=${targets}
          .chosen=${chosen}
          @import-column=${(event: ImportColumnEvent) => void pages.choose(event.source)}
        ></import-review-columns>
        <div class="column">
          <div class="head">
            ${column ? this.#renderHead(column.source, targets.get(column.source)) : nothing}
          </div>
          <import-review-values
            exportparts="filters, replace-panel, value, value-error, pager, notice, dialog, primary"
            part="values"
            .texts=${this.texts}
            .pages=${pages}
            .column=${column}
            .target=${targets.get(chosen) ?? reviewTarget(null, blankMapping)}
            ?busy=${this.store.state.busy !== null}
          ></import-review-values>
        </div>
      </div>
      ${this.#renderActions(pages)} ${this.#renderCells(pages, targets.get(chosen))}`
  }

  #renderCells(pages: ValuePages, target: ReviewTarget | undefined) {
    const { cells } = pages.state
    if (!cells || !target) return nothing
    return html`<import-value-rows
      exportparts="dialog, row: value-row, value-error, pager"
      .texts=${this.texts}
      .pages=${cells}
      .target=${target}
      .mapped=${this.#mappings.map(({ source }) => source)}
      @import-dismiss=${() => void pages.closeRows()}
    ></import-value-rows>`
  }

  #renderHead(source: string, target: ReviewTarget | undefined) {
    return html`<h3>${source}</h3>
      <span class="muted"><span class="arrow">→</span> ${target?.label}</span>
      ${target?.format ? this.#renderFormat(source, target.format) : nothing}`
  }

  #renderFormat(source: string, kind: 'date' | 'number') {
    const { review, map } = this.texts.strings
    const mapping = this.#mappings.find((mapping) => mapping.source === source)
    const names = kind === 'date' ? DATE_FORMATS : NUMBER_FORMATS
    const current = (kind === 'date' ? mapping?.dateFormat : mapping?.numberFormat) ?? ''
    return html`<label class="format"
      >${review.format}
      <select
        ?disabled=${this.store.state.busy !== null}
        @change=${(event: Event) => this.#onFormat(kind, event)}
      >
        ${names.map((name) => html`<option value=${name} .selected=${name === current}>${map.formats[name]}</option>`)}
      </select>
    </label>`
  }

  #renderActions(pages: ValuePages) {
    const { common } = this.texts.strings
    const { busy } = this.store.state
    const isWaiting = pages.isValidating || pages.state.saving.size > 0
    const hint = this.#hintOf(pages)
    return html`<div class="actions">
      <button ?disabled=${busy !== null} @click=${() => void this.store.goTo('mapping')}>
        ${common.back}
      </button>
      ${keyed(hint, html`<span class="hint" id="hint">${hint}</span>`)}
      <button
        class="primary"
        part="primary"
        aria-describedby="hint"
        ?disabled=${isWaiting || busy !== null}
        @click=${() => void this.store.goTo('previewing')}
      >
        ${common.continue}
      </button>
    </div>`
  }

  #hintOf(pages: ValuePages): string {
    const { strings, format } = this.texts
    const { review } = strings
    const left = leftOutValues(pages.columns)
    const skipped = pages.columns.reduce((all, column) => all + column.skipped, 0)
    if (pages.isValidating) return review.stillChecking
    const cells = ownErrors(pages.columns)
    if (left > 0) return review.willBeLeftOut(left, format)
    if (cells > 0) return review.cellsLeftOut(cells, format)
    return skipped > 0 ? review.skippedLeftOut(skipped, format) : review.clean
  }

  get #mappings(): readonly ColumnMapping[] {
    return this.store.record?.columnMappings ?? []
  }

  #onFormat(kind: 'date' | 'number', { target }: Event): void {
    if (!(target instanceof HTMLSelectElement)) return
    const dateFormat = DATE_FORMATS.find((name) => kind === 'date' && name === target.value)
    const numberFormat = NUMBER_FORMATS.find((name) => kind === 'number' && name === target.value)
    void this.#pages?.changeFormat({
      ...(dateFormat && { dateFormat }),
      ...(numberFormat && { numberFormat }),
    })
  }

  #announce(): void {
    const isValidating = this.#pages?.isValidating ?? false
    if (this.#wasValidating && !isValidating) {
      const { strings, format } = this.texts
      const left = leftOutValues(this.#pages?.columns ?? [])
      const rest = left > 0 ? strings.review.errors(left, format) : strings.review.clean
      this.store.announce(strings.review.allChecked(rest))
    }
    this.#wasValidating = isValidating
  }
}

const blankMapping: ColumnMapping = {
  source: '',
  target: '',
  entityLink: null,
  dateFormat: null,
  numberFormat: null,
}

declare global {
  interface HTMLElementTagNameMap {
    'import-review-step': ImportReviewStep
  }
}
