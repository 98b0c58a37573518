import { z } from 'zod'
import { columnMapping } from './shapes.ts'
import {
  DATE_FORMATS,
  MATCH_ACTIONS,
  NUMBER_FORMATS,
  STATUSES,
  VALUE_ACTIONS,
  VALUE_FILTERS,
} from './stages.ts'

const offset = z.coerce.number().int().min(0).default(0)
const limit = (fallback: number, most: number) =>
  z.coerce.number().int().min(1).max(most).default(fallback)
const delimiter = z.enum([',', ';', '\t', '|'])
/** Empty: quotes are text. */
const quote = z.enum(['"', "'", ''])
const escape = z.enum(['double', 'backslash'])
const headerRow = z.coerce.number().int().min(1).max(1000)
const text = z.string().max(1_000_000)
const isTimeZone = (zone: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

export const uploadQuery = z.object({
  entityType: z.string().min(1),
  fileName: z.string().min(1).max(20_000),
  encoding: z.string().max(40).optional(),
  delimiter: delimiter.optional(),
  quote: quote.optional(),
  escape: escape.optional(),
  headerRow: headerRow.optional(),
  sheet: z.string().max(200).optional(),
  timeZone: z.string().max(100).refine(isTimeZone, 'Not an IANA time zone.').optional(),
})

export const rereadBody = uploadQuery.pick({
  encoding: true,
  delimiter: true,
  quote: true,
  escape: true,
  headerRow: true,
  sheet: true,
})

export const historyQuery = z.object({
  entityType: z.string().optional(),
  status: z
    .string()
    .optional()
    .transform((list) => list?.split(',').filter(Boolean))
    .pipe(z.array(z.enum(STATUSES)).optional()),
  from: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  to: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  search: z.string().max(200).optional(),
  sort: z.enum(['createdAt', 'fileName', 'totalRows']).default('createdAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(2_000).optional(),
  limit: limit(25, 100),
  drafts: z
    .enum(['true', 'false', '1', '0', 'only'])
    .default('false')
    .transform((word) => (word === 'only' ? 'only' : word === 'true' || word === '1')),
})

export const rowsQuery = z.object({
  offset,
  limit: limit(100, 1000),
  source: z.string().optional(),
  value: z.string().optional(),
  /** Only rows in which a cell (of `source`, where it is given) has a decision of its own. */
  decided: z.literal('true').optional(),
})

/** `like`: an earlier import, whose mappings come first among the suggestions. */
export const columnsQuery = z.object({ like: z.string().max(100).optional() })

export const templateQuery = z.object({ entityType: z.string().min(1) })

export const mappingsBody = z.object({ mappings: z.array(columnMapping).max(10_000) })

export const valuesQuery = z.object({
  source: z.string(),
  filter: z.enum(VALUE_FILTERS).default('all'),
  search: z.string().max(1_000).optional(),
  sort: z.enum(['rows', 'value']).default('rows'),
  order: z.enum(['asc', 'desc']).default('desc'),
  offset,
  limit: limit(100, 500),
})

export const valueBody = z.object({
  source: z.string(),
  value: text,
  action: z.enum(VALUE_ACTIONS),
  correction: text.optional(),
})

/** One row's cell. */
export const cellBody = valueBody.omit({ value: true }).extend({ rowNumber: z.int().positive() })

/** `undo`: every value as read again, with `find` unused. */
export const bulkBody = z.object({
  source: z.string(),
  action: z.enum(['skip_errors', 'replace', 'undo']),
  find: text.optional(),
  replace: text.optional(),
  /** Only values that are the text as a whole. */
  wholeValue: z.boolean().optional(),
  /** Default false: upper and lower case are different texts. */
  ignoreCase: z.boolean().optional(),
  /** Answers what would change, and changes nothing. */
  preview: z.boolean().optional(),
})

export const columnBody = z.object({
  source: z.string(),
  dateFormat: z.enum(DATE_FORMATS).nullable().optional(),
  numberFormat: z.enum(NUMBER_FORMATS).nullable().optional(),
})

export const stageBody = z.object({ to: z.enum(['mapping', 'reviewing', 'previewing']) })

export const previewQuery = z.object({
  link: z.string().optional(),
  action: z.enum([...MATCH_ACTIONS, 'withErrors']).optional(),
  offset,
  limit: limit(25, 100),
})

export const failedRowsQuery = z.object({
  expires: z.string().regex(/^\d{1,13}$/),
  signature: z.string().max(200),
})

export type UploadQuery = z.infer<typeof uploadQuery>
export type HistoryQuery = z.infer<typeof historyQuery>
export type ValuesQuery = z.infer<typeof valuesQuery>
export type ValueBody = z.infer<typeof valueBody>
export type CellBody = z.infer<typeof cellBody>
export type MappingsBody = z.infer<typeof mappingsBody>
export type ColumnBody = z.infer<typeof columnBody>
export type BulkBody = z.infer<typeof bulkBody>
export type PreviewQuery = z.infer<typeof previewQuery>
