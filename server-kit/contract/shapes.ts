import { z } from 'zod'
import {
  DATE_FORMATS,
  FIELD_TYPES,
  MATCH_ACTIONS,
  MATCH_BEHAVIORS,
  NUMBER_FORMATS,
  STATUSES,
} from './stages.ts'

const count = z.int().nonnegative()
const time = z.iso.datetime()

/** A file's column bound to its target; with `entityLink`, `target` is the link's matchable field. */
export const columnMapping = z.object({
  source: z.string(),
  target: z.string(),
  entityLink: z.string().nullable().default(null),
  dateFormat: z.enum(DATE_FORMATS).nullable().default(null),
  numberFormat: z.enum(NUMBER_FORMATS).nullable().default(null),
})

export const warning = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
})

export const source = z.object({
  format: z.enum(['csv', 'xlsx']),
  encoding: z.string(),
  delimiter: z.string(),
  quote: z.string(),
  /** How a quote is written between quotes; absent: twice. */
  escape: z.enum(['double', 'backslash']).optional(),
  headerRow: z.int().positive(),
  sheet: z.string().optional(),
})

const matchAction = z.enum(MATCH_ACTIONS)

/** Rows that did something else than the preview said: records were made, changed or deleted since. */
const drift = z.object({ planned: matchAction, became: matchAction, rows: count })

export const results = z.object({
  created: count,
  updated: count,
  skipped: count,
  failed: count,
  drift: z.array(drift).optional(),
})

export const importView = z.object({
  id: z.string(),
  entityType: z.string(),
  fileName: z.string(),
  fileSize: count,
  status: z.enum(STATUSES),
  headers: z.array(z.string()),
  columnMappings: z.array(columnMapping),
  totalRows: count,
  processedRows: count,
  successfulRows: count,
  createdRows: count,
  updatedRows: count,
  skippedRows: count,
  failedRows: count,
  results: results.nullable(),
  failedRowsData: z.array(z.object({ row: z.int(), error: z.string() })),
  /** Signed; null when no row failed, or the failed rows are no longer kept. */
  failedRowsUrl: z.string().nullable(),
  /** The import whose failed rows this file has. */
  parent: z.object({ id: z.string(), fileName: z.string() }).nullable().optional(),
  user: z.object({ id: z.string(), name: z.string(), avatarUrl: z.string().nullable() }).nullable(),
  warnings: z.array(warning),
  source,
  stalled: z.boolean(),
  /** False once the rows are gone: nobody can resume it any more. */
  rowsKept: z.boolean().optional(),
  /** It runs later: as many imports run at once as its server takes. */
  waiting: z.boolean().optional(),
  createdAt: time,
  updatedAt: time,
  completedAt: time.nullable(),
})

export const option = z.object({ value: z.string(), label: z.string() })

export const field = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(FIELD_TYPES),
  required: z.boolean(),
  multiple: z.boolean(),
  options: z.array(option).nullable(),
  example: z.string().nullable(),
  icon: z.string().nullable(),
  guesses: z.array(z.string()),
})

export const matchableField = z.object({
  field: z.string(),
  label: z.string(),
  priority: z.number(),
  behavior: z.enum(MATCH_BEHAVIORS),
  multiValue: z.boolean(),
  type: z.enum(FIELD_TYPES).optional(),
  guesses: z.array(z.string()).optional(),
})

export const entityLink = z.object({
  key: z.string(),
  label: z.string(),
  icon: z.string().nullable(),
  entityType: z.string(),
  multiple: z.boolean(),
  guesses: z.array(z.string()).optional(),
  matchableFields: z.array(matchableField),
})

export const entity = z.object({
  entityType: z.string(),
  label: z.string(),
  singular: z.string(),
  icon: z.string().nullable(),
  fields: z.array(field),
  matchableFields: z.array(matchableField),
  entityLinks: z.array(entityLink),
})

export const limits = z.object({
  rows: count,
  fileBytes: count,
  columns: count,
  cellBytes: count,
})

const proof = z.object({ row: z.int(), value: z.string() })

/** What a column can be read as; `proven` when a value rules every other reading out. */
const formatReading = <T extends readonly [string, ...string[]]>(formats: T) =>
  z.array(z.object({ format: z.enum(formats), proven: z.boolean(), proof: proof.optional() }))

export const column = z.object({
  source: z.string(),
  samples: z.array(z.string()),
  filled: count,
  distinct: count,
  distinctIsExact: z.boolean(),
  /** Characters of the longest value. */
  longest: count.optional(),
  /** Of the filled values looked at (the first 100) the shares that look like each type. */
  votes: z.partialRecord(z.enum(FIELD_TYPES), z.number().min(0).max(1)).optional(),
  inferredType: z.enum(FIELD_TYPES).nullable(),
  suggestion: columnMapping
    .extend({
      reason: z.enum(['remembered', 'name', 'similar', 'type']),
      confidence: z.number().min(0).max(1),
    })
    .nullable(),
  dateFormats: formatReading(DATE_FORMATS).optional(),
  numberFormats: formatReading(NUMBER_FORMATS).optional(),
})

const valueError = z.union([z.string(), z.record(z.string(), z.string())])

export const value = z.object({
  value: z.string(),
  rows: count,
  mapped: z.string(),
  error: valueError.nullable(),
  correction: z.string().nullable(),
  skipped: z.boolean(),
  /** The correction is what this team chose for the value in an earlier import. */
  remembered: z.boolean().optional(),
  /** How many of its rows have a decision of their own, which goes before this one. */
  ownRows: count.optional(),
})

/** One row's cell with the decision about it alone; without one, as the decision on its value has it. */
export const cell = z.object({
  rowNumber: z.int(),
  source: z.string(),
  /** As read. */
  value: z.string(),
  mapped: z.string(),
  error: valueError.nullable(),
  correction: z.string().nullable(),
  skipped: z.boolean(),
  /** Whether the decision is about this row's cell alone. */
  own: z.boolean(),
})

/** A value that a bulk change would change or has changed. */
export const changedValue = z.object({
  value: z.string(),
  rows: count,
  before: z.string(),
  after: z.string(),
  error: valueError.nullable(),
})

export const valueCounts = z.object({
  all: count,
  needsReview: count,
  modified: count,
  skipped: count,
})

export const columnProgress = z.object({
  source: z.string(),
  /** Cells with a decision of their own, and those of them that are in error. */
  ownCells: count.optional(),
  ownErrors: count.optional(),
  /** What the host could not be asked, in a sentence: the column is done without it. */
  problem: z.string().optional(),
  status: z.enum(['pending', 'validating', 'done']),
  progress: z.number().min(0).max(1),
  distinct: count,
  errors: count,
  corrected: count,
  skipped: count,
})

export const previewCounts = z.object({
  create: count,
  update: count,
  skip: count,
  fail: count,
  withErrors: count,
})

export const previewCell = z.object({
  source: z.string(),
  value: z.string(),
  before: z.string().nullable().optional(),
  withheld: z.boolean().optional(),
  /** Decided for this row alone. */
  own: z.boolean().optional(),
  link: z
    .object({
      action: z.enum(['link', 'create', 'none']),
      id: z.string().nullable(),
      name: z.string(),
    })
    .optional(),
})

export const previewRow = z.object({
  rowNumber: z.int(),
  action: z.enum(MATCH_ACTIONS),
  reason: z.string().nullable(),
  matchedId: z.string().nullable(),
  cells: z.array(previewCell),
})

export const linkSummary = z.object({
  key: z.string(),
  label: z.string(),
  link: count,
  create: count,
})

export const linkItem = z.object({
  action: z.enum(['link', 'create']),
  name: z.string(),
  id: z.string().nullable(),
  rows: count,
})

export type ColumnMapping = z.infer<typeof columnMapping>
export type Warning = z.infer<typeof warning>
export type Source = z.infer<typeof source>
export type ImportView = z.infer<typeof importView>
export type Option = z.infer<typeof option>
export type Field = z.infer<typeof field>
export type MatchableField = z.infer<typeof matchableField>
export type EntityLink = z.infer<typeof entityLink>
export type Entity = z.infer<typeof entity>
export type Limits = z.infer<typeof limits>
export type Column = z.infer<typeof column>
export type ValueError = z.infer<typeof valueError>
export type Value = z.infer<typeof value>
export type ValueCounts = z.infer<typeof valueCounts>
export type ColumnProgress = z.infer<typeof columnProgress>
export type PreviewCounts = z.infer<typeof previewCounts>
export type PreviewCell = z.infer<typeof previewCell>
export type PreviewRow = z.infer<typeof previewRow>
export type LinkSummary = z.infer<typeof linkSummary>
export type Cell = z.infer<typeof cell>
export type ChangedValue = z.infer<typeof changedValue>
export type LinkItem = z.infer<typeof linkItem>
