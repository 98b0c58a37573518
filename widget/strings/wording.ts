import type { WarningCode } from '../../server-kit/contract/codes.ts'
import type { ClientErrorCode } from '../import-client-error.ts'
import type { Format } from './format.ts'

/** What the contract tells beside a code: numbers, names, lines. */
export type Details = Record<string, unknown>

/** A sentence for a code: the same always, or with what is told beside it. */
export type Wording = string | ((details: Details, format: Format) => string)

export type ErrorTexts = Partial<Record<ClientErrorCode, Wording>>

/** What the server words in English, in the language of the element. */
export interface ServerTexts {
  /** By code; a warning whose code is missing is shown as the server words it. */
  warnings: Partial<Record<WarningCode, Wording>>
  /** What is wrong with a value, a row or a column: such sentences have no code. */
  sentence: (text: string, format: Format) => string
}

export const numberOf = (details: Details, name: string): number | null => {
  const value = details[name]
  return typeof value === 'number' ? value : null
}

/** The texts under `name`, of which there may be none. */
export const textsIn = (details: Details, name: string): string[] => {
  const value = details[name]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** The first of the row numbers under `rows`, as its reader writes it. */
export const firstRow = ({ rows }: Details, format: Format): string =>
  Array.isArray(rows) && typeof rows[0] === 'number' ? format.number(rows[0]) : '?'
