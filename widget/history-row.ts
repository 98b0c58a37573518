import { html, nothing } from 'lit'
import type { Entity, ImportView } from '../server-kit/contract/shapes.ts'
import { entityMark, userMark } from './parts/marks.ts'
import type { FirstTexts } from './strings/texts.ts'
import { isDraft } from './wizard-state.ts'

export interface HistoryRow {
  record: ImportView
  entity: Entity | undefined
  texts: FirstTexts
  /** The time against which "2 hours ago" is said. */
  now: number
  isEntityShown: boolean
  open: (record: ImportView) => void
  goOn: (record: ImportView) => void
}

const COUNTS = ['created', 'updated', 'skipped', 'failed'] as const

/** One import as a row of the table; in a narrow place the same cells make a card. */
export const historyRow = (row: HistoryRow) => {
  const { record, texts } = row
  const { format } = texts
  // Until then nobody knows how many rows there are.
  const isSent = record.status !== 'uploading'
  return html`<tr role="row" part="row" class="row" @click=${() => row.open(record)}>
    ${row.isEntityShown ? entityCell(row) : nothing}
    <td role="cell" class="file">
      <button title=${record.fileName} data-import=${record.id}>
        <span>${record.fileName}</span>
      </button>
    </td>
    <td role="cell" class="status">
      <import-status-badge
        exportparts="badge"
        .texts=${texts}
        .status=${record.status}
        .stalled=${record.stalled}
      ></import-status-badge>
    </td>
    <td
      role="cell"
      class="number total ${isSent ? '' : 'counts zero'}"
      data-label=${texts.strings.history.rows}
    >
      ${isSent ? format.number(record.totalRows) : '–'}
    </td>
    ${middleCells(row)} ${userCell(row)} ${timeCell(row)}
  </tr>`
}

const middleCells = (row: HistoryRow) => {
  if (row.record.status === 'importing') return progressCell(row)
  return isDraft(row.record) ? draftCell(row) : countCells(row)
}

const entityCell = ({ entity, record }: HistoryRow) =>
  html`<td role="cell" class="type">
    <span class="with-mark" title=${entity?.label ?? record.entityType}
      >${entityMark(entity, record.entityType)}<span class="name"
        >${entity?.label ?? record.entityType}</span
      ></span
    >
  </td>`

const progressCell = ({ record, texts }: HistoryRow) => {
  const { format } = texts
  const share = record.totalRows > 0 ? record.processedRows / record.totalRows : 0
  return html`<td role="cell" class="wide" colspan="4">
    <div class="progress ${record.stalled ? 'stalled' : ''}">
      <progress
        aria-label=${texts.strings.results.statuses.importing}
        max="1"
        .value=${share}
      ></progress>
      <span>${format.percent(share)}</span>
    </div>
  </td>`
}

const draftCell = ({ record, texts, goOn }: HistoryRow) => {
  const { history } = texts.strings
  const onClick = (event: Event) => {
    event.stopPropagation()
    goOn(record)
  }
  return html`<td role="cell" class="wide" colspan="4">
    ${
      record.status === 'uploading'
        ? nothing
        : html`<button
            class="small"
            aria-label=${history.continueFile(record.fileName)}
            @click=${onClick}
          >
            ${history.continueDraft}
          </button>`
    }
  </td>`
}

const countCells = ({ record, texts }: HistoryRow) => {
  const counts = {
    created: record.createdRows,
    updated: record.updatedRows,
    skipped: record.skippedRows,
    failed: record.failedRows,
  }
  return COUNTS.map(
    (name) =>
      html`<td
        role="cell"
        class="number counts ${name} ${counts[name] === 0 ? 'zero' : ''}"
        data-label=${texts.strings.results[name]}
      >
        ${texts.format.number(counts[name])}
      </td>`,
  )
}

const userCell = ({ record: { user }, texts }: HistoryRow) => {
  const name = user?.name ?? texts.strings.history.noUser
  return html`<td role="cell" class="user">
    <span class="with-mark" title=${name}>${userMark(user)}<span class="name">${name}</span></span>
  </td>`
}

const timeCell = ({ record: { createdAt }, texts: { format }, now }: HistoryRow) => {
  const exact = format.dateTime(createdAt)
  return html`<td role="cell" class="when">
    <time datetime=${createdAt} title=${exact}
      >${format.relative(createdAt, now)}<span class="visually-hidden">, ${exact}</span></time
    >
  </td>`
}
