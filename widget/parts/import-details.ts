import { css, html, LitElement, nothing } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { ColumnMapping, Entity, ImportView } from '../../server-kit/contract/shapes.ts'
import { DRAFT_STATUSES } from '../../server-kit/contract/stages.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { icon } from './icons.ts'
import { entityMark, marks, userMark } from './marks.ts'

const FIRST_FAILED = 10

/**
 * All that is known about one import: result, counts, warnings, failed rows, mapping.
 *
 * @summary The details of an import.
 * @csspart facts - Who, when, how large.
 * @csspart failed-rows - The first failed rows.
 * @csspart mapping - Which column went where.
 */
export class ImportDetails extends LitElement {
  static override styles = [
    ...controls,
    marks,
    css`
      :host,
      section {
        display: grid;
        gap: var(--_space-5);
      }

      section {
        gap: var(--_space-2);
      }

      h3 {
        font-size: var(--_text-body);
      }

      .heading {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--_space-3);
        min-block-size: 36px;
      }

      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--_space-2) var(--_space-5);
      }

      td {
        overflow-wrap: anywhere;
      }

      td.number {
        inline-size: 56px;
      }

      .arrow {
        margin-inline-end: var(--_space-2);
        color: var(--_text-muted);
      }

      .arrow svg {
        vertical-align: -3px;
      }

      :host(:dir(rtl)) .icon-right {
        transform: scaleX(-1);
      }
    `,
  ]

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) record!: ImportView
  @property({ attribute: false }) entity: Entity | undefined
  @state() private showsAll = false

  override render() {
    const { record } = this
    const isDraft = DRAFT_STATUSES.some((status) => status === record.status)
    return html`${this.#renderFacts()} ${isDraft ? nothing : this.#renderResult()}
    ${
      record.stalled
        ? html`<import-notice tone="warning"
            >${this.texts.strings.history.stalledHint}</import-notice
          >`
        : nothing
    }
    ${record.warnings.map(
      (warning) => html`<import-notice tone="warning">${warning.message}</import-notice>`,
    )}
    ${record.failedRows > 0 ? this.#renderFailed() : nothing}
    ${record.columnMappings.length > 0 ? this.#renderMapping() : nothing}`
  }

  #renderFacts() {
    const { format, strings } = this.texts
    const { record, entity } = this
    return html`<div part="facts" class="facts muted">
      <span class="with-mark"
        >${entityMark(entity, record.entityType)}${entity?.label ?? record.entityType}</span
      >
      ${
        record.user
          ? html`<span class="with-mark">${userMark(record.user)}${record.user.name}</span>`
          : nothing
      }
      <span class="with-mark"
        ><time datetime=${record.createdAt}>${format.dateTime(record.createdAt)}</time></span
      >
      <span class="with-mark">${format.bytes(record.fileSize)}</span>
      <span class="with-mark">${strings.common.rows(record.totalRows, format)}</span>
    </div>`
  }

  #renderResult() {
    const { record, texts } = this
    const results = {
      created: record.createdRows,
      updated: record.updatedRows,
      skipped: record.skippedRows,
      failed: record.failedRows,
    }
    return html`<import-result-bar
      .texts=${texts}
      .results=${results}
      .total=${record.totalRows}
    ></import-result-bar>`
  }

  #renderFailed() {
    const { strings, format } = this.texts
    const { failedRowsData, failedRowsUrl, failedRows } = this.record
    const shown = this.showsAll ? failedRowsData : failedRowsData.slice(0, FIRST_FAILED)
    const hidden = failedRowsData.length - shown.length
    return html`<section part="failed-rows">
      <div class="heading">
        <h3>${strings.history.failedRows}</h3>
        ${
          failedRowsUrl
            ? html`<a class="button" href=${failedRowsUrl} download
                >${icon('download')}${strings.results.download}</a
              >`
            : nothing
        }
      </div>
      ${shown.length > 0 ? this.#renderReasons(shown) : nothing}
      ${
        hidden > 0
          ? html`<button class="ghost small" @click=${() => (this.showsAll = true)}>
              ${strings.history.showAllFailed(hidden, format)}
            </button>`
          : nothing
      }
      ${
        hidden === 0 && shown.length < failedRows
          ? html`<p class="meta">${strings.history.firstOf(shown.length, failedRows, format)}</p>`
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
                <td>${error}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
  }

  #renderMapping() {
    const { history } = this.texts.strings
    return html`<section part="mapping">
      <div class="heading"><h3>${history.mapping}</h3></div>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>${history.column}</th>
              <th>${history.field}</th>
            </tr>
          </thead>
          <tbody>
            ${this.record.columnMappings.map((mapping) => this.#renderColumn(mapping))}
          </tbody>
        </table>
      </div>
    </section>`
  }

  #renderColumn(mapping: ColumnMapping) {
    return html`<tr>
      <td>${mapping.source}</td>
      <td><span class="arrow">${icon('right')}</span>${this.#targetLabel(mapping)}</td>
    </tr>`
  }

  #targetLabel({ target, entityLink }: ColumnMapping): string {
    const { map } = this.texts.strings
    if (!entityLink) return this.entity?.fields.find(({ key }) => key === target)?.label ?? target
    const link = this.entity?.entityLinks.find(({ key }) => key === entityLink)
    const matcher = link?.matchableFields.find(({ field }) => field === target)
    return map.linkBy(link?.label ?? entityLink, matcher?.label ?? target)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-details': ImportDetails
  }
}
