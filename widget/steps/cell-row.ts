import { html, nothing } from 'lit'
import type { Cell } from '../../server-kit/contract/shapes.ts'
import { icon } from '../parts/icons.ts'
import {
  becomesText,
  decisionsOf,
  editorOf,
  rawText,
  shownOf,
  type DecidedRow,
} from './decided-cell.ts'
import { errorText, needsReview } from './review-counts.ts'

export interface CellRow extends Omit<DecidedRow, 'name'> {
  cell: Cell
  isSaving: boolean
  /** The row's place among all rows of the list, from 1; the header is the first. */
  place: number
  /** Other cells of the row, by their column. */
  context: readonly { source: string; value: string }[]
  /** The value as read is shown where the rows of a list differ in it. */
  hasValue: boolean
}

/** One row of the file with one of its cells to be decided on, and others to know it by. */
export const cellRow = (row: CellRow) => {
  const { cell, texts, context } = row
  const { strings, format } = texts
  const named = { ...row, name: strings.review.row(cell.rowNumber, format) }
  const state = cell.skipped ? 'skipped' : needsReview(cell) ? 'wrong' : ''
  return html`<tr
    role="row"
    part="row"
    class=${state}
    tabindex=${row.isCurrent ? 0 : -1}
    aria-rowindex=${row.place}
    aria-busy=${row.isSaving}
    aria-label=${rowName(named)}
  >
    <th role="rowheader" scope="row" class="place number" data-label=${strings.review.rowNumber}>
      ${format.number(cell.rowNumber)}
    </th>
    ${
      row.hasValue
        ? html`<td role="gridcell" class="raw" data-label=${strings.review.value}>
            ${rawText(cell.value, texts)}
          </td>`
        : nothing
    }
    <td role="gridcell" class="becomes" data-label=${strings.review.becomes}>${becomes(named)}</td>
    ${context.map(
      ({ source, value }) =>
        html`<td
          role="gridcell"
          class="context ${value === '' ? 'blank' : ''}"
          data-label=${source}
        >
          <span dir="auto" title=${value}>${value}</span>
        </td>`,
    )}
    <td role="gridcell" class="decisions">${decisionsOf(cell, { ...named, canUndo: cell.own })}</td>
  </tr>`
}

type NamedRow = CellRow & DecidedRow

const rowName = (row: NamedRow): string => {
  const { cell, name } = row
  const { review } = row.texts.strings
  const result = needsReview(cell) ? errorText(cell.error, row.texts) : becomesText(cell, row)
  return review.cellRow({ name, result, isOwn: cell.own })
}

const becomes = (row: NamedRow) => {
  const { cell } = row
  if (row.isEditing) return editorOf(cell, row)
  const { review } = row.texts.strings
  return html`${shownOf(cell, row)}${
    cell.own ? html`<span class="badge accent">${review.thisRowOnly}</span>` : nothing
  }${
    needsReview(cell)
      ? html`<p class="error">${icon('alert')}${errorText(cell.error, row.texts)}</p>`
      : nothing
  }`
}
