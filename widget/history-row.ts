import { html, nothing } from 'lit'
import type { Entity, ImportView } from '../server-kit/contract/shapes.ts'
import { entityMark, userMark } from './parts/marks.ts'
import type { Texts } from './strings/texts.ts'

export interface HistoryRow {
  record: ImportView
  entity: Entity | undefined
  texts: Texts
  /** The time against which "2 hours ago" is said. */
  now: number
  isEntityShown: boolean
  open: (record: ImportView) => void
}

/** One import as a row of the table; in a narrow place the same cells make a card. */
export const historyRow = (row: HistoryRow) => {
  const { record, texts, now } = row
  const { format, strings } = texts
  return html`<tr role="row" part="row" class="row" @click=${() => row.open(record)}>
    ${row.isEntityShown ? entityCell(row) : nothing}
    <td role="cell" class="file">
      <button title=${record.fileName}><span>${record.fileName}</span></button>
    </td>
    <td role="cell" class="status">
      <import-status-badge
        .texts=${texts}
        .status=${record.status}
        .stalled=${record.stalled}
      ></import-status-badge>
    </td>
    <td role="cell" class="number total">${format.number(record.totalRows)}</td>
    ${record.status === 'importing' ? progressCell(row) : countCells(row)}
    <td role="cell" class="user minor">
      <span class="with-mark"
        >${record.user ? userMark(record.user) : nothing}<span
          >${record.user?.name ?? strings.history.noUser}</span
        ></span
      >
    </td>
    <td role="cell" class="when">
      <time datetime=${record.createdAt} title=${format.dateTime(record.createdAt)}
        >${format.relative(record.createdAt, now)}</time
      >
    </td>
  </tr>`
}

const entityCell = ({ entity, record }: HistoryRow) =>
  html`<td role="cell" class="type">
    <span class="with-mark"
      >${entityMark(entity, record.entityType)}<span class="name"
        >${entity?.label ?? record.entityType}</span
      ></span
    >
  </td>`

const progressCell = ({ record, texts }: HistoryRow) => {
  const { format } = texts
  const share = record.totalRows > 0 ? record.processedRows / record.totalRows : 0
  return html` <td role="cell" class="progress-cell" colspan="3">
      <div class="progress">
        <progress
          aria-label=${texts.strings.results.statuses.importing}
          max="1"
          .value=${share}
        ></progress>
        <span>${format.percent(share)}</span>
      </div>
    </td>
    <td role="cell" class="minor"></td>`
}

const countCells = ({ record, texts }: HistoryRow) => {
  const counts = {
    created: record.createdRows,
    updated: record.updatedRows,
    skipped: record.skippedRows,
    failed: record.failedRows,
  }
  const names = ['created', 'updated', 'skipped', 'failed'] as const
  return names.map(
    (name) =>
      html`<td
        role="cell"
        class="number counts ${name} ${counts[name] === 0 ? 'zero' : ''} ${name === 'skipped' ? 'minor' : ''}"
        data-label=${texts.strings.results[name]}
      >
        ${texts.format.number(counts[name])}
      </td>`,
  )
}
