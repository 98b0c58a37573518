import type {
  ColumnsAnswer,
  ReviewAnswer,
  RowsAnswer,
  SchemaAnswer,
} from '../server-kit/contract/answers.ts'
import type { Entity, ImportView } from '../server-kit/contract/shapes.ts'
import { DRAFT_STATUSES, STEP_OF_STATUS, STEPS, type Step } from '../server-kit/contract/stages.ts'
import type { ImportClientError } from './import-client-error.ts'
import type { LatestCall } from './latest-call.ts'
import type { Targets } from './mapping-draft.ts'
import type { UploadProgress } from './send-file.ts'

/** A command that is under way; the others wait, their buttons are off. */
export type Busy =
  | 'open'
  | 'upload'
  | 'reread'
  | 'remove'
  | 'save'
  | 'stage'
  | 'decide'
  | 'column'
  | 'start'
  | 'cancel'
  | 'resume'
  | 'fail'

/** What went wrong, and the way on when trying again may help. */
interface Failure {
  error: ImportClientError
  retry: (() => void) | null
  /** What a read was to bring is still not there: this cannot be put aside. */
  isRead: boolean
  /** The reads that failed for now: tried again without a word until they are answered. */
  awaited: readonly AwaitedRead[]
}

/** A read by the call that it belongs to. */
export interface AwaitedRead {
  call: LatestCall
  again: () => Promise<void>
}

export interface UploadView {
  step: 'upload'
  record: ImportView | null
  file: { name: string; size: number } | null
  /** Bytes on their way; null before, and where the host's own fetch cannot tell. */
  progress: UploadProgress | null
  /** Why the last file was refused: shown beside the drop zone. */
  refusal: ImportClientError | null
}

export interface MapView {
  step: 'map'
  record: ImportView
  columns: ColumnsAnswer | null
  targets: Targets
  /** The first rows, where the samples do not show what a format means. */
  rows: RowsAnswer | null
}

interface ReviewView {
  step: 'review'
  record: ImportView
  review: ReviewAnswer | null
}

export interface PreviewView {
  step: 'preview'
  record: ImportView
  /** For the progress of matching. */
  review: ReviewAnswer | null
}

interface RunView {
  step: 'import'
  record: ImportView
}

export type StepView = UploadView | MapView | ReviewView | PreviewView | RunView
export type ViewOf<S extends Step> = Extract<StepView, { step: S }>

export interface WizardState {
  schema: SchemaAnswer | null
  entityType: string
  busy: Busy | null
  failure: Failure | null
  /** Spoken by the live region of the frame. */
  announcement: string
  view: StepView
}

export const emptyUpload: UploadView = {
  step: 'upload',
  record: null,
  file: null,
  progress: null,
  refusal: null,
}

export const initialState: WizardState = {
  schema: null,
  entityType: '',
  busy: null,
  failure: null,
  announcement: '',
  view: emptyUpload,
}

/** The entity being imported, once the schema is there. */
export const entityOf = ({ schema, entityType }: WizardState): Entity | null =>
  schema?.entities.find((entity) => entity.entityType === entityType) ?? null

/**
 * The view that belongs to a record: its step is derived from the status alone, but for a file just
 * uploaded, whose card stays until the user goes on. A step that stays keeps what it has loaded.
 */
export const viewFor = (
  record: ImportView,
  { current, showsCard }: { current: StepView; showsCard: boolean },
): StepView => {
  const isCard = showsCard && record.status === 'mapping'
  const step = isCard ? 'upload' : STEP_OF_STATUS[record.status]
  if (current.step === step && current.record?.id === record.id) return { ...current, record }
  return freshView(step, record)
}

const freshView = (step: Step, record: ImportView): StepView => {
  if (step === 'upload') return { ...emptyUpload, record }
  if (step === 'map') return { step, record, columns: null, targets: new Map(), rows: null }
  if (step === 'import') return { step, record }
  return { step, record, review: null }
}

/** The user still decides; nothing was written. */
export const isDraft = ({ status }: ImportView): boolean =>
  DRAFT_STATUSES.some((draft) => draft === status)

/** Steps that are done and may be gone back to. */
export const openSteps = ({ view, busy }: WizardState): Step[] => {
  const { record } = view
  if (busy || !record || !isDraft(record)) return []
  const steps = STEPS.slice(0, STEPS.indexOf(view.step))
  // The file is final once its columns were mapped.
  return steps.filter((step) => step !== 'upload' || record.status === 'mapping')
}
