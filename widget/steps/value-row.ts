import { html, nothing } from 'lit'
import type { Value } from '../../server-kit/contract/shapes.ts'
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
import { valueName } from './shown-value.ts'

export interface ValueRow extends Omit<DecidedRow, 'name'> {
  value: Value
  isSaving: boolean
  /** The row's place among all values of the filter, from 1; the header is the first. */
  place: number
  showRows: () => void
}

/** One distinct value: as it is in the file, in how many rows, what it becomes, what can be done. */
export const valueRow = (row: ValueRow) => {
  const { value, texts } = row
  const named = { ...row, name: valueName(value.value, texts) }
  const state = value.skipped ? 'skipped' : needsReview(value) ? 'wrong' : ''
  return html`<tr
    role="row"
    part="value"
    class=${state}
    tabindex=${row.isCurrent ? 0 : -1}
    aria-rowindex=${row.place}
    aria-busy=${row.isSaving}
    aria-label=${rowName(named)}
  >
    <th role="rowheader" scope="row" class="raw">${rawText(value.value, texts)}</th>
    <td role="gridcell" class="number rows">${rowCount(named)}</td>
    <td role="gridcell" class="becomes" data-label=${texts.strings.review.becomes}>
      ${becomes(named)}
    </td>
    <td role="gridcell" class="decisions">
      ${decisionsOf(value, { ...named, canUndo: value.correction !== null })}
    </td>
  </tr>`
}

type NamedRow = ValueRow & DecidedRow

/** What a screen reader says when the row takes the focus. */
const rowName = (row: NamedRow): string => {
  const { value, texts, name } = row
  const { review } = texts.strings
  const rows = texts.strings.common.rows(value.rows, texts.format)
  const result = needsReview(value) ? errorText(value.error, texts) : becomesText(value, row)
  return review.valueRow({ name, rows, result })
}

const rowCount = ({ value, texts, name, isCurrent, showRows }: NamedRow) => {
  const { strings, format } = texts
  const own = value.ownRows ?? 0
  return html`<button
      class="ghost count"
      tabindex=${isCurrent ? 0 : -1}
      title=${strings.review.showRows}
      aria-label=${strings.review.showRowsOf(value.rows, name, format)}
      @click=${showRows}
    >
      <span class="figure">${format.number(value.rows)}</span
      ><span class="words">${strings.common.rows(value.rows, format)}</span></button
    >${own > 0 ? html`<span class="meta own">${strings.review.ownRows(own, format)}</span>` : nothing}`
}

const becomes = (row: NamedRow) => {
  const { value, texts } = row
  const { review } = texts.strings
  if (row.isEditing || needsReview(value)) {
    return html`${editorOf(value, row)}${remembered(row)}`
  }
  const isModified = value.correction !== null && !value.remembered && !value.skipped
  return html`${shownOf(value, row)}${
    isModified ? html`<span class="badge accent">${review.modified}</span>` : nothing
  }${remembered(row)}`
}

const remembered = ({ value, texts }: NamedRow) =>
  value.remembered && !value.skipped
    ? html`<span class="remembered meta"
        >${icon('clock')}${texts.strings.review.rememberedValue}</span
      >`
    : nothing
