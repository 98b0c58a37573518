import type { ChangedValue } from '../../contract/index.ts'
import type { StoreFile } from './store-file.ts'

/** How many values a preview of a bulk change shows. */
export const MOST_SAMPLES = 20

export interface Counted {
  value: string
  rows: number
}

/** The rows of a value that have no decision of their own. */
export const followingRows = (store: StoreFile, place: number, { value, rows }: Counted) =>
  rows - store.cells.rowsOf(place, value)

/** A value before a bulk change. */
export interface Previewed extends Counted {
  correction: string | null
  skipped: number
  raw_error: string | null
}

export const PREVIEWED =
  'value, rows, correction, skipped, coalesce(error, host_error) AS raw_error'

/** As it would be written now. */
export const textNow = ({ value, correction, skipped }: Previewed) =>
  skipped === 1 ? '' : (correction ?? value)

export const parsedError = (json: string | null): ChangedValue['error'] =>
  json === null ? null : JSON.parse(json)
