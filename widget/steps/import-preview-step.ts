import { html, nothing } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import { query } from 'lit/decorators.js'
import type { PreviewCounts } from '../../server-kit/contract/shapes.ts'
import { icon, type IconName } from '../parts/icons.ts'
import { PollController } from '../poll-controller.ts'
import { StoreController } from '../store-controller.ts'
import { controls } from '../styles/controls.ts'
import { entityOf, type PreviewView } from '../wizard-state.ts'
import { previewStepStyles } from './import-preview-step.styles.ts'
import { PreviewPages, type PreviewPagesState } from './preview-pages.ts'
import { ACTION_ICONS } from './action-icons.ts'

import { matchedBy, previewColumns, rowsToImport } from './preview-texts.ts'
import { reviewTargets } from './review-target.ts'
import { StepElement } from './step-element.ts'

const COUNTS = ['create', 'update', 'skip', 'fail', 'withErrors'] as const
const ICONS: Record<(typeof COUNTS)[number], IconName> = { ...ACTION_ICONS, withErrors: 'info' }

/**
 * The fourth step: what will be created, updated, skipped and linked, before anything is written.
 *
 * @summary Previews the import.
 * @csspart counts - The counts, each a filter of the rows.
 * @csspart records - The rows and linked records.
 * @csspart primary - The primary action.
 * @csspart dialog - The question.
 */
export class ImportPreviewStep extends StepElement {
  static override styles = [...controls, previewStepStyles]

  @query('dialog') private dialog!: HTMLDialogElement | null
  #pages: PreviewPages | null = null

  protected readonly followingPages = new StoreController(this, () => this.#pages ?? undefined)
  protected readonly polling = new PollController(this, {
    every: 700,
    isNeeded: () => Boolean(this.#pages?.isMatching) && !this.store.state.failure,
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
    const view = this.store.viewOf('preview')
    if (!view || view.record.id === this.#pages?.importId) return
    this.#pages?.stop()
    this.#pages = new PreviewPages(this.store, view.record.id)
    void this.store.review.loadProgress()
  }

  override updated(): void {
    void this.#pages?.sync()
  }

  override render() {
    const view = this.store.viewOf('preview')
    const pages = this.#pages
    if (!view || !pages) return nothing
    const { counts } = pages.state
    return html`<h2 id="heading" tabindex="-1">${this.texts.strings.preview.heading}</h2>
      ${
        counts
          ? html`${this.#renderCounts(counts, pages)}
              <p class="muted" role="status">
                ${
                  pages.isMatching
                    ? this.texts.strings.preview.again
                    : matchedBy(view.record, entityOf(this.store.state), this.texts)
                }
              </p>
              ${this.#renderRecords(view, pages)}`
          : pages.isMatching
            ? this.#renderMatching(view, pages)
            : this.#renderSkeleton(pages)
      }
      ${this.#renderActions(pages)}
      ${counts ? this.#renderDialog(counts, pages.state.links) : nothing}`
  }

  #renderMatching({ review }: PreviewView, pages: PreviewPages) {
    const { preview } = this.texts.strings
    const { progress = 0, problem } = review?.matching ?? {}
    return html`<div class="waiting">
      ${problem ? this.#renderProblem(problem, pages) : nothing}
      <p>${preview.matching}</p>
      <progress
        aria-label=${preview.matching}
        max="1"
        value=${progress > 0 ? progress : nothing}
      ></progress>
      <p class="meta">${preview.matchingHint}</p>
    </div>`
  }

  #renderSkeleton({ state }: PreviewPages) {
    const { common } = this.texts.strings
    // The banner above says why there is nothing.
    if (state.phase === 'error') return nothing
    return html`<div class="skeletons" role="status" aria-label=${common.loading}>
      <span class="skeleton"></span><span class="skeleton"></span>
    </div>`
  }

  /** Why comparing does not come on. */
  #renderProblem(problem: string, pages: PreviewPages) {
    return html`<import-notice exportparts="notice" tone="warning"
      >${this.texts.sentence(problem)}<button
        slot="actions"
        class="small"
        @click=${() => void pages.tryAgain()}
      >
        ${this.texts.strings.common.retry}
      </button></import-notice
    >`
  }

  #renderCounts(counts: PreviewCounts, pages: PreviewPages) {
    const { preview } = this.texts.strings
    const shown = COUNTS.filter(
      (name) => name === 'create' || name === 'update' || counts[name] > 0,
    )
    return html`<div
      part="counts"
      class="counts ${pages.isMatching ? 'stale' : ''}"
      role="group"
      aria-label=${preview.show}
    >
      ${shown.map((name) => this.#renderCount(name, counts[name], pages))}
    </div>`
  }

  #renderCount(name: (typeof COUNTS)[number], count: number, pages: PreviewPages) {
    const { strings, format } = this.texts
    const isChosen = pages.state.action === name
    return html`<button
      class=${name}
      aria-pressed=${isChosen}
      @click=${() => void pages.filter(isChosen ? '' : name)}
    >
      ${icon(ICONS[name])}<span><b>${format.number(count)}</b> ${strings.preview[name]}</span>
    </button>`
  }

  #renderRecords({ record }: PreviewView, pages: PreviewPages) {
    const entity = entityOf(this.store.state)
    return html`<import-preview-records
      exportparts="tabs, row: preview-row, cell-editor, value-error, pager"
      part="records"
      .store=${this.store}
      .texts=${this.texts}
      .pages=${pages}
      .columns=${previewColumns(record, entity)}
      .targets=${reviewTargets(record, entity)}
      .total=${record.totalRows}
      label=${entity?.label ?? record.entityType}
    ></import-preview-records>`
  }

  #renderActions(pages: PreviewPages) {
    const { strings, format } = this.texts
    const { preview, common } = strings
    const isBusy = this.store.state.busy !== null
    const counts = pages.isMatching ? null : pages.state.counts
    const rows = counts ? rowsToImport(counts) : 0
    return html`<div class="actions">
      <button ?disabled=${isBusy} @click=${() => void this.store.goTo('reviewing')}>
        ${common.back}
      </button>
      ${counts && rows === 0 ? html`<span class="hint">${preview.nothingToImport}</span>` : nothing}
      ${keyed(
        rows > 0,
        html`<button
          class="primary"
          part="primary"
          ?disabled=${isBusy || rows === 0}
          @click=${() => this.dialog?.showModal()}
        >
          ${rows > 0 ? preview.start(rows, format) : strings.wizard.steps.import}
        </button>`,
      )}
    </div>`
  }

  #renderDialog(counts: PreviewCounts, links: PreviewPagesState['links']) {
    const { strings, format } = this.texts
    const { preview } = strings
    const rows = rowsToImport(counts)
    const isBusy = this.store.state.busy !== null
    return html`<dialog part="dialog" aria-labelledby="ask">
      <h3 id="ask">${preview.confirmTitle(rows, format)}</h3>
      <p class="muted">${preview.confirmText}</p>
      <ul class="numbers">
        ${COUNTS.filter((name) => counts[name] > 0).map(
          (name) =>
            html`<li class=${name}>
              ${icon(ICONS[name])}<span
                ><b>${format.number(counts[name])}</b> ${preview[name]}</span
              >
            </li>`,
        )}
        ${links
          .filter(({ create }) => create > 0)
          .map(
            ({ create, label }) =>
              html`<li class="create">
                ${icon('link')}<span
                  ><b>${format.number(create)}</b> ${preview.create} · <bdi>${label}</bdi></span
                >
              </li>`,
          )}
      </ul>
      <div class="dialog-actions">
        <button ?disabled=${isBusy} @click=${() => this.dialog?.close()}>
          ${preview.confirmNo}
        </button>
        <button class="primary" part="primary" ?disabled=${isBusy} @click=${this.#onStart}>
          ${preview.start(rows, format)}
        </button>
      </div>
    </dialog>`
  }

  async #onStart(): Promise<void> {
    await this.store.run.start()
    this.dialog?.close()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-preview-step': ImportPreviewStep
  }
}
