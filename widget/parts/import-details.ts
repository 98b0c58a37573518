import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { Entity, ImportView } from '../../server-kit/contract/shapes.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { isDraft } from '../wizard-state.ts'
import { type HistoryCommand, ImportCommandEvent } from './history-command.ts'
import { icon } from './icons.ts'
import { detailsStyles } from './import-details.styles.ts'
import { entityMark, marks, userMark } from './marks.ts'
import { usedMapping } from './used-mapping.ts'

const FIRST_FAILED = 10
const BECAME = { create: 'created', update: 'updated', skip: 'skipped', fail: 'failed' } as const

/**
 * All that is known about one import: who and when, result, warnings, failed rows, mapping.
 *
 * @summary The details of an import.
 * @fires import-command - A fresh download, or the import whose failed rows this one was made of.
 * @csspart facts - Who, when, how large.
 * @csspart drift - What the import did otherwise than the preview said.
 * @csspart failed-rows - The first failed rows.
 * @csspart mapping - Which column went where.
 */
export class ImportDetails extends LitElement {
  static override styles = [...controls, marks, detailsStyles]

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) record!: ImportView
  @property({ attribute: false }) entity: Entity | undefined
  /** Of this import all known failed rows are shown, not the first ones only. */
  @state() private shownWhole = ''

  override render() {
    const { record } = this
    return html`${this.#renderFacts()} ${isDraft(record) ? nothing : this.#renderResult()}
    ${this.#renderDrift()}
    ${record.warnings.map((one) => this.#renderWarning(this.texts.warning(one)))}
    ${record.failedRows > 0 ? this.#renderFailed() : nothing}
    ${
      record.columnMappings.length > 0
        ? usedMapping({ record, entity: this.entity, texts: this.texts })
        : nothing
    }`
  }

  #send(command: HistoryCommand): void {
    this.dispatchEvent(new ImportCommandEvent(command))
  }

  #renderFacts() {
    const { format, strings } = this.texts
    const { history, common } = strings
    const { record, entity } = this
    const { user } = record
    const label = entity?.label ?? record.entityType
    const time = (at: string) =>
      html`<time datetime=${at}>${format.dateTime(at)}</time> (${format.relative(at, Date.now())})`
    const mark = entityMark(entity, record.entityType)
    const isSent = record.status !== 'uploading'
    const rows = isSent ? `${common.rows(record.totalRows, format)}, ` : ''
    return html`<dl part="facts">
      ${fact(history.entityType, html`<span class="with-mark">${mark}${label}</span>`)}
      ${user ? fact(history.user, html`<span class="with-mark">${userMark(user)}${user.name}</span>`) : nothing}
      ${fact(history.uploaded, time(record.createdAt))}
      ${record.completedAt ? fact(history.finished, time(record.completedAt)) : nothing}
      ${fact(history.size, html`${rows}${format.bytes(record.fileSize)}`)}
      ${record.parent ? fact(history.source, this.#renderParent(record.parent.fileName)) : nothing}
    </dl>`
  }

  #renderParent(fileName: string) {
    return html`<button @click=${() => this.#send('parent')}>
      ${this.texts.strings.history.failedRowsOf(fileName)}
    </button>`
  }

  #renderResult() {
    const { record, texts } = this
    const { createdRows: created, updatedRows: updated } = record
    const { skippedRows: skipped, failedRows: failed } = record
    return html`<section>
      <import-result-bar
        exportparts="bar, counts: bar-counts"
        .texts=${texts}
        .results=${{ created, updated, skipped, failed }}
        .total=${record.totalRows}
      ></import-result-bar>
      ${this.#renderEnd()}
    </section>`
  }

  /** Why there is less than all of it. */
  #renderEnd() {
    const { strings, format } = this.texts
    const { execute, history } = strings
    const { status, stalled, processedRows, totalRows, rowsKept } = this.record
    if (status === 'completed') return nothing
    const done = html`<p class="figures">${history.processed(processedRows, totalRows, format)}</p>`
    if (stalled) return html`${done}${this.#renderWarning(history.stalledHint)}`
    if (status === 'importing') return done
    const left = execute.cancelledHint(totalRows - processedRows, format)
    return html`${done}${this.#renderWarning(status === 'failed' && rowsKept !== false ? execute.failedHint : left)}`
  }

  /** What is not as the preview said; failed rows have a place of their own. */
  #renderDrift() {
    const { strings, format } = this.texts
    const { history, results } = strings
    const drift = (this.record.results?.drift ?? []).filter(({ became }) => became !== 'fail')
    if (drift.length === 0) return nothing
    return html`<section part="drift">
      <h3>${history.drift}</h3>
      <ul>
        ${drift.map(({ planned, became, rows }) => {
          const words = [results[BECAME[became]], results[BECAME[planned]]] as const
          return html`<li>${history.driftOf(rows, words, format)}</li>`
        })}
      </ul>
      <p class="muted">${history.driftHint}</p>
    </section>`
  }

  #renderWarning(sentence: string) {
    return html`<import-notice exportparts="notice" tone="warning">${sentence}</import-notice>`
  }

  #onDownload = (event: Event) => {
    // Its link may have run out while the page was open.
    event.preventDefault()
    this.#send('download')
  }

  #renderFailed() {
    const { strings, format } = this.texts
    const { history, results } = strings
    const { id, failedRowsData, failedRowsUrl, failedRows } = this.record
    const isWhole = this.shownWhole === id
    const shown = isWhole ? failedRowsData : failedRowsData.slice(0, FIRST_FAILED)
    const hidden = failedRowsData.length - shown.length
    return html`<section part="failed-rows">
      <div class="heading">
        <h3>${history.failedRows}</h3>
        ${
          failedRowsUrl
            ? html`<a class="button" href=${failedRowsUrl} download @click=${this.#onDownload}
                >${icon('download')}${results.download}</a
              >`
            : nothing
        }
      </div>
      <p class="muted">${failedRowsUrl ? history.failedRowsHint : history.failedRowsGone}</p>
      ${shown.length > 0 ? this.#renderReasons(shown) : nothing}
      ${
        hidden > 0
          ? html`<button class="ghost small" @click=${() => (this.shownWhole = id)}>
              ${history.showAllFailed(hidden, format)}
            </button>`
          : nothing
      }
      ${
        hidden === 0 && shown.length < failedRows
          ? html`<p class="meta">${history.firstOf(shown.length, failedRows, format)}</p>`
          : nothing
      }
    </section>`
  }

  #renderReasons(rows: ImportView['failedRowsData']) {
    const { strings, format } = this.texts
    return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th class="number">${strings.history.row}</th>
            <th>${strings.history.reason}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ row, error }) =>
              html`<tr>
                <td class="number">${format.number(row)}</td>
                <td>${this.texts.sentence(error)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
  }
}

const fact = (name: string, value: TemplateResult) =>
  html`<dt>${name}</dt>
    <dd>${value}</dd>`

declare global {
  interface HTMLElementTagNameMap {
    'import-details': ImportDetails
  }
}
