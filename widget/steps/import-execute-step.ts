import { html, nothing } from 'lit'
import { property, query } from 'lit/decorators.js'
import type { ImportView } from '../../server-kit/contract/shapes.ts'
import { icon } from '../parts/icons.ts'
import { PollController } from '../poll-controller.ts'
import { controls } from '../styles/controls.ts'
import { failureReasons } from './failure-reasons.ts'
import { executeStepStyles } from './import-execute-step.styles.ts'
import { addSample, paceOf, type PaceSample } from './import-pace.ts'
import { StepElement } from './step-element.ts'

/** The most frequent ones; all of them are in the file of the failed rows. */
const MOST_REASONS = 5

/**
 * The last step: the progress of the import, then what it did.
 *
 * @summary Runs the import.
 * @csspart result - The bar and the counts.
 * @csspart reasons - Why rows were refused.
 * @csspart primary - The primary action.
 * @csspart dialog - The question.
 */
export class ImportExecuteStep extends StepElement {
  static override styles = [...controls, executeStepStyles]

  /** Where the history is shown; null: nowhere that may be linked to. */
  @property({ attribute: false }) historyUrl: string | null = null
  @query('dialog') private dialog!: HTMLDialogElement | null
  #samples: PaceSample[] = []
  /** When it was seen to start; null when it had started before. */
  #startedAt: number | null = null
  #seconds: number | null = null
  #said = ''

  protected readonly polling = new PollController(this, {
    every: 1000,
    isNeeded: () => this.#record?.status === 'importing' && !this.store.state.failure,
    round: () => this.store.refresh(),
  })

  get #record(): ImportView | null {
    return this.store.viewOf('import')?.record ?? null
  }

  override willUpdate(): void {
    const record = this.#record
    if (!record) return
    const at = performance.now()
    if (record.status !== 'importing') {
      if (this.#startedAt !== null) this.#seconds ??= (at - this.#startedAt) / 1000
      return
    }
    if (this.#samples.length === 0 && record.processedRows === 0) this.#startedAt = at
    if (this.#samples.at(-1)?.processed === record.processedRows) return
    this.#samples = addSample(this.#samples, { at, processed: record.processedRows })
  }

  override updated(): void {
    const record = this.#record
    if (record) this.#announce(record)
  }

  override render() {
    const record = this.#record
    if (!record) return nothing
    const isRunning = record.status === 'importing'
    return html`${this.#renderHeading(record)} ${this.#renderResult(record)}
    ${isRunning ? this.#renderProgress(record) : this.#renderHint(record)}
    ${record.failedRows > 0 && !isRunning ? this.#renderReasons(record) : nothing}
    ${this.#renderActions(record)} ${isRunning ? this.#renderDialog(record) : nothing}`
  }

  #headingOf({ status, stalled, waiting, fileName, failedRows }: ImportView): string {
    const { strings, format } = this.texts
    const { execute } = strings
    if (status === 'importing' && stalled) return execute.stalled
    if (status === 'importing') {
      return waiting ? execute.waiting(fileName) : execute.importing(fileName)
    }
    if (status === 'failed') return execute.failed
    if (status === 'cancelled') return execute.cancelled
    if (failedRows > 0) return execute.completedWithFailures(failedRows, format)
    return execute.completed(this.#seconds === null ? '' : format.duration(this.#seconds))
  }

  #renderHeading(record: ImportView) {
    const { status, stalled, failedRows } = record
    const isDone = status === 'completed'
    const tone = isDone && failedRows === 0 ? 'success' : status === 'failed' ? 'danger' : 'warning'
    const isQuiet = status === 'importing' && !stalled
    const { closeHint } = this.texts.strings.execute
    const sign = isQuiet ? 'update' : tone === 'success' ? 'check' : 'alert'
    return html`<div class="heading">
      <span class="mark ${isQuiet ? 'running' : tone}">${icon(sign)}</span>
      <div>
        <h2 id="heading" tabindex="-1">${this.#headingOf(record)}</h2>
        <p class="muted ${this.#samples.length > 0 ? 'room' : ''}">
          ${isQuiet ? closeHint : record.fileName}
        </p>
      </div>
    </div>`
  }

  #renderResult(record: ImportView) {
    const results = {
      created: record.createdRows,
      updated: record.updatedRows,
      skipped: record.skippedRows,
      failed: record.failedRows,
    }
    return html`<import-result-bar
      exportparts="bar, counts: bar-counts"
      part="result"
      .texts=${this.texts}
      .results=${results}
      .total=${record.totalRows}
    ></import-result-bar>`
  }

  #renderProgress({ processedRows, totalRows, stalled, fileName }: ImportView) {
    const { strings, format } = this.texts
    const { execute } = strings
    const pace = stalled ? null : paceOf(this.#samples, totalRows)
    return html`<progress
        class="visually-hidden"
        aria-label=${execute.importing(fileName)}
        max=${totalRows}
        value=${processedRows}
      ></progress>
      <p class="figures">
        <b>${execute.progress(processedRows, totalRows, format)}</b>
        ${pace ? html`<span>${execute.rate(pace.rate, format)}</span>` : nothing}
        ${pace ? html`<span>${execute.timeLeft(pace.secondsLeft, format)}</span>` : nothing}
        ${processedRows === 0 && !stalled ? html`<span>${execute.starting}</span>` : nothing}
      </p>
      ${
        stalled
          ? html`<import-notice exportparts="notice" tone="warning"
              >${execute.stalledHint}</import-notice
            >`
          : nothing
      }`
  }

  #renderHint({ status, totalRows, processedRows, warnings }: ImportView) {
    const { strings, format } = this.texts
    if (status === 'failed') {
      const why = warnings.filter(({ code }) => code === 'import_stopped')
      return html`<p>${strings.execute.failedHint}</p>
        ${why.map((one) => html`<p>${this.texts.warning(one)}</p>`)}`
    }
    if (status !== 'cancelled') return nothing
    return html`<p>${strings.execute.cancelledHint(totalRows - processedRows, format)}</p>`
  }

  #renderReasons({ failedRowsData, failedRowsUrl, failedRows }: ImportView) {
    const { strings, format } = this.texts
    const { results } = strings
    const isPart = failedRowsData.length < failedRows
    const reasons = failureReasons(failedRowsData)
    const left = reasons.length - MOST_REASONS
    return html`<section part="reasons" class="panel reasons">
      <div class="top">
        <h3>${results.reasons}</h3>
        ${
          failedRowsUrl
            ? html`<a class="button" href=${failedRowsUrl} download
                >${icon('download')}${results.download}</a
              >`
            : nothing
        }
      </div>
      <ul>
        ${reasons
          .slice(0, MOST_REASONS)
          .map(
            ({ reason, count }) =>
              html`<li>
                <span>${this.texts.sentence(reason)}</span
                ><b class="number">${format.number(count)}</b>
              </li>`,
          )}
        ${left > 0 ? html`<li class="muted">${strings.review.moreSamples(left, format)}</li>` : nothing}
      </ul>
      ${
        isPart
          ? html`<p class="meta">${results.firstReasons(failedRowsData.length, format)}</p>`
          : nothing
      }
    </section>`
  }

  #renderActions({ status, stalled }: ImportView) {
    const { execute, results } = this.texts.strings
    const { busy } = this.store.state
    const isBusy = busy !== null
    if (status === 'importing' && !stalled) {
      return html`<div class="actions">
        <button ?disabled=${isBusy} @click=${() => this.dialog?.showModal()}>
          ${execute.cancelYes}
        </button>
      </div>`
    }
    const canResume = stalled || status === 'failed'
    return html`<div class="actions">
      ${
        stalled
          ? html`<button ?disabled=${isBusy} @click=${() => void this.store.run.fail()}>
              ${this.texts.strings.history.markFailed}
            </button>`
          : html`<button @click=${() => this.store.reset()}>${execute.another}</button>`
      }
      ${this.historyUrl ? html`<a class="button" href=${this.historyUrl}>${execute.history}</a>` : nothing}
      ${
        canResume
          ? html`<button
              class="primary"
              part="primary"
              ?disabled=${isBusy}
              @click=${() => void this.store.run.resume()}
            >
              ${busy === 'resume' ? results.resuming : results.resume}
            </button>`
          : html`<button class="primary" part="primary" @click=${() => this.leave()}>
              ${execute.finish}
            </button>`
      }
    </div>`
  }

  #renderDialog({ processedRows }: ImportView) {
    const { strings, format } = this.texts
    const { execute } = strings
    const isBusy = this.store.state.busy !== null
    return html`<dialog part="dialog" aria-labelledby="ask">
      <h3 id="ask">${execute.cancelTitle}</h3>
      <p>${execute.cancelText(processedRows, format)}</p>
      <div class="dialog-actions">
        <button class="danger" ?disabled=${isBusy} @click=${this.#onCancel}>
          ${execute.cancelYes}
        </button>
        <button
          class="primary"
          part="primary"
          autofocus
          ?disabled=${isBusy}
          @click=${() => this.dialog?.close()}
        >
          ${execute.cancelNo}
        </button>
      </div>
    </dialog>`
  }

  async #onCancel(): Promise<void> {
    await this.store.run.cancel()
    this.dialog?.close()
    await this.focusHeading()
  }

  /** Each quarter of the way, and the end: more would drown a screen reader's user. */
  #announce(record: ImportView): void {
    const { format } = this.texts
    const isRunning = record.status === 'importing'
    const quarter = Math.floor((record.processedRows * 4) / Math.max(1, record.totalRows))
    const text =
      isRunning && !record.stalled ? format.percent(quarter / 4) : this.#headingOf(record)
    if (text === this.#said || (isRunning && quarter === 0 && !record.stalled)) return
    this.#said = text
    this.store.announce(text)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-execute-step': ImportExecuteStep
  }
}
