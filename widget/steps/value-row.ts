import { html, nothing } from 'lit'
import type { Value } from '../../server-kit/contract/shapes.ts'
import type { ValueAction } from '../../server-kit/contract/stages.ts'
import { icon } from '../parts/icons.ts'
import type { ImportValueEvent } from '../parts/import-value-editor.ts'
import type { Texts } from '../strings/texts.ts'
import { needsReview } from './review-counts.ts'
import type { ReviewTarget } from './review-target.ts'
import { shownValue } from './shown-value.ts'

export interface ValueRow {
  value: Value
  target: ReviewTarget
  texts: Texts
  isEditing: boolean
  isSaving: boolean
  edit: (value: Value | null) => void
  decide: (action: ValueAction, correction?: string) => void
}

/** One distinct value: as it is in the file, in how many rows, what it becomes, what can be done. */
export const valueRow = (row: ValueRow) => {
  const { value, texts, isSaving } = row
  const { format, strings } = texts
  const state = value.skipped ? 'skipped' : needsReview(value) ? 'wrong' : ''
  return html`<tr role="row" part="value" class=${state} aria-busy=${isSaving}>
    <th role="rowheader" scope="row" class="raw">${raw(value.value, texts)}</th>
    <td role="cell" class="number rows" data-label=${strings.review.rowCount}>
      ${format.number(value.rows)}
    </td>
    <td role="cell" class="becomes">${becomes(row)}</td>
    <td role="cell" class="decisions">${decisions(row)}</td>
  </tr>`
}

const raw = (text: string, { strings }: Texts) =>
  text.trim() === ''
    ? html`<span class="blank">${strings.common.blank}</span>`
    : html`<span class="text" dir="auto" title=${text.length > 80 ? text : nothing}>${text}</span>`

const nameOf = ({ value, texts }: ValueRow) => value.value.trim() || texts.strings.common.blank

const becomes = (row: ValueRow) => {
  const { value, texts, target } = row
  const { review } = texts.strings
  if (value.skipped) return html`<span class="muted">${review.leftOut}</span>`
  if (!row.isEditing && !needsReview(value)) return shown(row)
  return html`<import-value-editor
    .texts=${texts}
    .target=${target}
    .value=${value.correction ?? value.value}
    .error=${value.error}
    label=${review.editValue(nameOf(row))}
    @import-value=${(event: ImportValueEvent) => row.decide('correct', event.value)}
    @import-leave-value=${() => row.edit(null)}
    @focusout=${() => row.isEditing && row.edit(null)}
  ></import-value-editor>`
}

const shown = (row: ValueRow) => {
  const { value } = row
  const { review } = row.texts.strings
  const text = shownValue(value.mapped, row.target.kind, row.texts)
  return html`<button
      class="shown"
      title=${review.edit}
      aria-label="${review.editValue(nameOf(row))}: ${text || review.nothing}"
      @click=${() => row.edit(value)}
    >
      <span class=${text ? 'text' : 'blank'}>${text || review.nothing}</span>${icon('edit')}</button
    >${value.correction === null ? nothing : html`<span class="badge accent">${review.modified}</span>`}`
}

const decisions = (row: ValueRow) => {
  const { value } = row
  const { review } = row.texts.strings
  const skip = value.skipped ? 'unskip' : 'skip'
  const name = nameOf(row)
  return html`${
      value.correction === null
        ? nothing
        : html`<button
            class="ghost quiet small"
            aria-label="${review.undo}: ${name}"
            @click=${() => row.decide('undo')}
          >
            ${icon('undo')}${review.undo}
          </button>`
    }<button
      class="ghost quiet small"
      aria-label="${review[skip]}: ${name}"
      @click=${() => row.decide(skip)}
    >
      ${icon(value.skipped ? 'undo' : 'skip')}${review[skip]}
    </button>`
}
