import {
  ImportCancelEvent,
  ImportErrorEvent,
  ImportFinishEvent,
  ImportProgressEvent,
  ImportStepEvent,
  ImportUploadedEvent,
} from './events.ts'
import type { ImportView } from '../server-kit/contract/shapes.ts'
import type { WizardState } from './wizard-state.ts'

/** The public events that tell how one state became the next. */
export const eventsBetween = (before: WizardState, after: WizardState): Event[] => [
  ...uploadEvents(before, after),
  ...stepEvents(before, after),
  ...runEvents(before.view.record, after.view.record),
  ...errorEvents(before, after),
]

const uploadEvents = (before: WizardState, { view, busy }: WizardState): Event[] => {
  const { record } = view
  if (!record || record.id === before.view.record?.id || busy !== 'upload') return []
  return [new ImportUploadedEvent(record)]
}

const stepEvents = (before: WizardState, { view }: WizardState): Event[] =>
  view.step === before.view.step ? [] : [new ImportStepEvent(view.step, view.record)]

const runEvents = (before: ImportView | null, after: ImportView | null): Event[] => {
  if (!before || before.id !== after?.id) return []
  const events: Event[] = []
  if (after.processedRows > before.processedRows) events.push(new ImportProgressEvent(after))
  if (after.status === before.status) return events
  if (after.status === 'completed' || after.status === 'failed') {
    events.push(new ImportFinishEvent(after))
  }
  if (after.status === 'cancelled') events.push(new ImportCancelEvent(after))
  return events
}

const errorEvents = (before: WizardState, after: WizardState): Event[] => {
  const events: Event[] = []
  const { failure } = after
  if (failure && failure !== before.failure) events.push(new ImportErrorEvent(failure.error))
  const refusal = refusalOf(after)
  if (refusal && refusal !== refusalOf(before)) events.push(new ImportErrorEvent(refusal))
  return events
}

const refusalOf = ({ view }: WizardState) => (view.step === 'upload' ? view.refusal : null)
