import { html, nothing } from 'lit'
import type { ColumnMapping } from '../../server-kit/contract/shapes.ts'
import { DATE_FORMATS, NUMBER_FORMATS } from '../../server-kit/contract/stages.ts'
import { PollController } from '../poll-controller.ts'
import { StoreController } from '../store-controller.ts'
import { controls } from '../styles/controls.ts'
import { entityOf, type ReviewView } from '../wizard-state.ts'
import type { ImportColumnEvent } from './import-review-columns.ts'
import { reviewStepStyles } from './import-review-step.styles.ts'
import { leftOutValues } from './review-counts.ts'
import { reviewTarget, type ReviewTarget } from './review-target.ts'
import { StepElement } from './step-element.ts'
import { ValuePages } from './value-pages.ts'

/**
 * The third step: the values of each column, checked, corrected or left out.
 *
 * @summary Reviews the values.
 * @csspart columns - The mapped columns.
 * @csspart values - The values of the chosen one.
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
    const targets = this.#targetsOf(view)
    const chosen = pages.state.source
    const column = pages.columns.find(({ source }) => source === chosen)
    return html`<h2 id="heading" tabindex="-1">${this.texts.strings.review.heading}</h2>
      <div class="split">
        <import-review-columns
          part="columns"
          .texts=${this.texts}
          .columns=${pages.columns}
          .targets=${targets}
          .chosen=${chosen}
          @import-column=${(event: ImportColumnEvent) => void pages.choose(event.source)}
        ></import-review-columns>
        <div class="column">
          ${column ? this.#renderHead(column.source, targets.get(column.source)) : nothing}
          <import-review-values
            part="values"
            .texts=${this.texts}
            .pages=${pages}
            .column=${column}
            .target=${targets.get(chosen) ?? reviewTarget(null, blankMapping)}
            ?busy=${this.store.state.busy !== null}
          ></import-review-values>
        </div>
      </div>
      ${this.#renderActions(pages)}`
  }

  #renderHead(source: string, target: ReviewTarget | undefined) {
    return html`<div class="head">
      <h3>${source}</h3>
      <span class="muted">→ ${target?.label}</span>
      ${target?.format ? this.#renderFormat(source, target.format) : nothing}
    </div>`
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
    return html`<div class="actions">
      <button ?disabled=${busy !== null} @click=${() => void this.store.goTo('mapping')}>
        ${common.back}
      </button>
      <span class="hint" id="hint">${this.#hintOf(pages)}</span>
      <button
        class="primary"
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
    if (left > 0) return review.willBeLeftOut(left, format)
    return skipped > 0 ? review.skippedLeftOut(skipped, format) : review.clean
  }

  get #mappings(): readonly ColumnMapping[] {
    return this.store.record?.columnMappings ?? []
  }

  #targetsOf({ record }: ReviewView): ReadonlyMap<string, ReviewTarget> {
    const entity = entityOf(this.store.state)
    return new Map(
      record.columnMappings.map((mapping) => [mapping.source, reviewTarget(entity, mapping)]),
    )
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
