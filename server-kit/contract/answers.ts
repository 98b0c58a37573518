import { z } from 'zod'
import { ERROR_STATUS, type ErrorCode } from './codes.ts'
import {
  cell,
  changedValue,
  column,
  columnProgress,
  entity,
  importView,
  limits,
  linkItem,
  linkSummary,
  previewCounts,
  previewRow,
  value,
  valueCounts,
} from './shapes.ts'

const count = z.int().nonnegative()

export const errorAnswer = z.object({
  error: z.object({
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
})

export const schemaAnswer = z.object({ entities: z.array(entity), limits })

/**
 * `total` is counted on the first page only. A search that finds more than 1,000 imports answers
 * `totalOver` there instead: to count them would mean to read all names of the team.
 */
export const historyAnswer = z.object({
  items: z.array(importView),
  total: count.optional(),
  totalOver: count.optional(),
  nextCursor: z.string().optional(),
})

export const rowsAnswer = z.object({
  headers: z.array(z.string()),
  items: z.array(
    z.object({
      rowNumber: z.int(),
      cells: z.array(z.string()),
      /** Those of its cells that have a decision of their own. */
      decided: z.array(cell).optional(),
    }),
  ),
  total: count,
})

export const columnsAnswer = z.object({ columns: z.array(column), rowCount: count })

export const reviewAnswer = z.object({
  columns: z.array(columnProgress),
  matching: z.object({
    status: z.enum(['pending', 'matching', 'done']),
    progress: z.number().min(0).max(1),
    /** Why it does not come on, in a sentence; it is tried again whenever the preview is asked for. */
    problem: z.string().optional(),
  }),
})

export const valuesAnswer = z.object({
  items: z.array(value),
  total: count,
  counts: valueCounts,
})

/** `samples`: with `preview`, the first values that would change. */
export const bulkAnswer = z.object({
  changedValues: count,
  changedRows: count,
  samples: z.array(changedValue).optional(),
})

export const previewAnswer = z.object({
  counts: previewCounts,
  links: z.array(linkSummary),
  rows: z.array(previewRow),
  total: count,
})

export const linkAnswer = z.object({
  counts: previewCounts,
  links: z.array(linkSummary),
  items: z.array(linkItem),
  total: count,
})

export type ErrorAnswer = z.infer<typeof errorAnswer>
export type SchemaAnswer = z.infer<typeof schemaAnswer>
export type HistoryAnswer = z.infer<typeof historyAnswer>
export type RowsAnswer = z.infer<typeof rowsAnswer>
export type ColumnsAnswer = z.infer<typeof columnsAnswer>
export type ReviewAnswer = z.infer<typeof reviewAnswer>
export type ValuesAnswer = z.infer<typeof valuesAnswer>
export type BulkAnswer = z.infer<typeof bulkAnswer>
export type PreviewAnswer = z.infer<typeof previewAnswer>
export type LinkAnswer = z.infer<typeof linkAnswer>
