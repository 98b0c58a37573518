import { html, nothing } from 'lit'
import type { Value } from '../../server-kit/contract/shapes.ts'
import type { ValueAction } from '../../server-kit/contract/stages.ts'
import { icon } from '../parts/icons.ts'
import type { ImportValueEvent } from '../parts/value-event.ts'
import type { Texts } from '../strings/texts.ts'
import { needsReview } from './review-counts.ts'
import type { ReviewTarget } from './review-target.ts'
import { shownValue } from './shown-value.ts'

/** What a value and one row's cell have in common. */
export type Decided = Pick<Value, 'value' | 'mapped' | 'error' | 'correction' | 'skipped'>

export interface DecidedRow {
  /** What the editor is called where it cannot be seen: the value, or the row. */
  name: string
  target: ReviewTarget
  texts: Texts
  /** In the tab order, with all its controls. */
  isCurrent: boolean
  isEditing: boolean
  edit: () => void
  /** `focusesRow`: left by a key, so that the focus goes back to the row. */
  leave: (how: { focusesRow: boolean }) => void
  decide: (action: ValueAction, correction?: string) => void
}

export const rawText = (text: string, { strings }: Texts) =>
  text.trim() === ''
    ? html`<span class="blank">${strings.common.blank}</span>`
    : html`<span class="text" dir="auto" title=${text.length > 80 ? text : nothing}>${text}</span>`

const tabIndexOf = ({ isCurrent }: DecidedRow): 0 | -1 => (isCurrent ? 0 : -1)

/** What it becomes, as its reader writes it. */
export const becomesText = (
  decided: Decided,
  { target, texts }: Pick<DecidedRow, 'target' | 'texts'>,
): string => {
  const { review } = texts.strings
  if (decided.skipped) return review.leftOut
  return shownValue(decided.mapped, target.kind, texts) || review.nothing
}

/** An editor of what it becomes, with what is wrong. */
export const editorOf = (decided: Decided, row: DecidedRow) =>
  html`<import-value-editor
    exportparts="error: value-error"
    .texts=${row.texts}
    .target=${row.target}
    .value=${decided.correction ?? decided.value}
    .error=${decided.error}
    .resting=${!row.isCurrent}
    label=${row.texts.strings.review.editValue(row.name)}
    @import-value=${(event: ImportValueEvent) => row.decide('correct', event.value)}
    @import-leave-value=${() => row.leave({ focusesRow: true })}
    @focusout=${() => row.isEditing && row.leave({ focusesRow: false })}
  ></import-value-editor>`

/** What it becomes, as a button that opens the editor. */
export const shownOf = (decided: Decided, row: DecidedRow) => {
  const { review, common } = row.texts.strings
  const isWrong = needsReview(decided)
  const written = decided.correction ?? decided.value
  const isBlank = isWrong && written.trim() === ''
  const text = isBlank ? common.blank : isWrong ? written : becomesText(decided, row)
  const isEmpty = isBlank || decided.skipped || text === review.nothing
  return html`<button
    class="shown"
    tabindex=${tabIndexOf(row)}
    title=${review.edit}
    aria-label="${review.editValue(row.name)}: ${text}${isWrong ? `, ${review.hasError}` : ''}"
    @click=${row.edit}
  >
    <span class=${isEmpty ? 'blank' : 'text'}>${text}</span>${icon('edit')}
  </button>`
}

/** Undo, where there is something to undo, and Skip or Use again. */
export const decisionsOf = (decided: Decided, row: DecidedRow & { canUndo: boolean }) => {
  const skip = decided.skipped ? 'unskip' : 'skip'
  return html`${row.canUndo ? decisionButton('undo', row) : nothing}${decisionButton(skip, row)}`
}

const SIGNS = { undo: 'undo', unskip: 'undo', skip: 'skip' } as const

const decisionButton = (action: keyof typeof SIGNS, row: DecidedRow) => {
  const { review } = row.texts.strings
  return html`<button
    class="ghost quiet small"
    tabindex=${tabIndexOf(row)}
    aria-label="${review[action]}: ${row.name}"
    @click=${() => row.decide(action)}
  >
    ${icon(SIGNS[action])}${review[action]}
  </button>`
}

export const isEditor = (element: Element | null | undefined): boolean =>
  element?.localName === 'import-value-editor'
