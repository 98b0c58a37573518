/** The states of an import, in the order in which a run passes them. See `model/transitions.ts`. */
export const STATUSES = [
  'uploading',
  'mapping',
  'reviewing',
  'previewing',
  'importing',
  'completed',
  'failed',
  'cancelled',
] as const
export type ImportStatus = (typeof STATUSES)[number]

/** The states in which the user still decides: an import in one of them is a draft. */
export const DRAFT_STATUSES = ['uploading', 'mapping', 'reviewing', 'previewing'] as const

/** The states that a run does not leave by itself; `failed` can be resumed. */
export const FINAL_STATUSES = ['completed', 'failed', 'cancelled'] as const

/** The steps of the wizard, in order. */
export const STEPS = ['upload', 'map', 'review', 'preview', 'import'] as const
export type Step = (typeof STEPS)[number]

/** The step of the wizard that belongs to a status: the widget keeps no state machine of its own. */
export const STEP_OF_STATUS: Record<ImportStatus, Step> = {
  uploading: 'upload',
  mapping: 'map',
  reviewing: 'review',
  previewing: 'preview',
  importing: 'import',
  completed: 'import',
  failed: 'import',
  cancelled: 'import',
}

/** The types a field can have. Lists are a field's `multiple`, not a type. */
export const FIELD_TYPES = [
  'text',
  'email',
  'phone',
  'url',
  'domain',
  'number',
  'currency',
  'date',
  'datetime',
  'boolean',
  'choice',
  'id',
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

export const DATE_FORMATS = ['iso', 'european', 'american'] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

/** `point`: 1,000.00 · `comma`: 1.000,00 */
export const NUMBER_FORMATS = ['point', 'comma'] as const
export type NumberFormat = (typeof NUMBER_FORMATS)[number]

/** What happens when a matchable field finds nothing (`create` never looks). */
export const MATCH_BEHAVIORS = ['match_only', 'match_or_create', 'create'] as const
export type MatchBehavior = (typeof MATCH_BEHAVIORS)[number]

/**
 * What a row will do. `fail` is known before the import starts: two records match one value, or a
 * required cell of a new record is blank.
 */
export const MATCH_ACTIONS = ['create', 'update', 'skip', 'fail'] as const
export type MatchAction = (typeof MATCH_ACTIONS)[number]

export const VALUE_FILTERS = ['all', 'needsReview', 'modified', 'skipped'] as const
export type ValueFilter = (typeof VALUE_FILTERS)[number]

export const VALUE_ACTIONS = ['correct', 'undo', 'skip', 'unskip'] as const
export type ValueAction = (typeof VALUE_ACTIONS)[number]

/** A suggested mapping below this confidence is shown to the user, not applied. */
export const APPLIED_CONFIDENCE = 0.75
