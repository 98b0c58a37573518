import type { DateFormat, FieldType, NumberFormat } from '../contract/stages.ts'
import type { Option } from '../contract/shapes.ts'

/**
 * What is needed to judge and type the cells of one mapped column. Plain data, so that it crosses
 * threads and can be kept in the row store; whatever needs the host's code is not here.
 */
export interface CellRule {
  /** The column's header and its place in the file, from 0. */
  source: string
  index: number
  /** The field's key, or the matchable field of the entity link. */
  target: string
  entityLink: string | null
  /** As the user knows it: used in messages ("Name is required"). */
  label: string
  type: FieldType
  multiple: boolean
  required: boolean
  options: Option[] | null
  dateFormat: DateFormat
  numberFormat: NumberFormat
  /** IANA name: the zone of a datetime without an offset. */
  timeZone: string
  /** ISO 3166 country of phone numbers without a prefix. */
  defaultCountry: string
  /** The host has a rule or validator of its own: its verdicts come from the main thread. */
  hasHostRule: boolean
  /** The team remembers corrections: those of earlier imports are applied before the host is asked. */
  isRemembered?: boolean
  /** The verdict on a value hangs on the other values: a decision on one judges them all again. */
  isUnique?: boolean
}

/**
 * A typed cell: plain JSON. Dates are `YYYY-MM-DD`, datetimes ISO instants in UTC, phones E.164,
 * choices the option's value, lists arrays, blank `null`.
 */
export type CellValue = string | number | boolean | null | string[]

/** A typed cell that is neither blank nor a list, or one item of a list. */
export type ItemValue = Exclude<CellValue, null | string[]>

/** What is wrong with a value: a sentence, or one per item of a list. */
export type CellError = string | Record<string, string>

export type ParsedCell =
  | {
      ok: true
      value: CellValue
      /** What it becomes, as text for the reviewer. */
      mapped: string
    }
  | { ok: false; error: CellError }
