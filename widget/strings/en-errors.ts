import type { ClientErrorCode } from '../import-client-error.ts'
import type { Format } from './format.ts'

/** What the contract tells beside a code: numbers, names, lines. */
type ErrorDetails = Record<string, unknown>

const limitOf = (details: ErrorDetails): number | null =>
  typeof details['limit'] === 'number' ? details['limit'] : null

/**
 * A sentence per code. Codes that are missing here show the server's own sentence, which names the
 * line, the column or the field that the code cannot know.
 */
export type ErrorTexts = Partial<
  Record<ClientErrorCode, string | ((details: ErrorDetails, format: Format) => string)>
>

export const errorsEn: ErrorTexts = {
  offline: 'The server could not be reached. Check your connection and try again.',
  internal:
    'Something went wrong on the server. Try again; if it happens again, tell your administrator.',
  not_signed_in: 'You are signed out. Sign in again and reload this page.',
  not_allowed: 'You are not allowed to import this kind of record.',
  import_not_found: 'This import no longer exists.',
  rows_expired: 'The rows of this import are no longer kept.',
  empty_file: 'This file is empty.',
  no_rows: 'This file has a header but no rows.',
  unsupported_file:
    'This is not a text file with columns. Save your table as CSV and choose that file.',
  file_too_large: (details, format) => {
    const limit = limitOf(details)
    return limit === null
      ? 'This file is too large. Split it and import the parts.'
      : `This file is too large: at most ${format.bytes(limit)}. Split it and import the parts.`
  },
  too_many_rows: (details, format) => {
    const limit = limitOf(details)
    return limit === null
      ? 'This file has too many rows. Split it and import the parts.'
      : `This file has more than ${format.number(limit)} rows. Split it and import the parts.`
  },
  already_started: 'This import has already been started.',
  too_many_imports: 'Too many imports are being uploaded. Wait a moment and try again.',
}
