import { numberOf, type ErrorTexts } from '../wording.ts'

/** Codes that are missing here show the server's own sentence, which is English as well. */
export const errorsEn: ErrorTexts = {
  offline: 'The server could not be reached. Check your connection and try again.',
  internal:
    'Something went wrong on the server. Try again; if it happens again, tell your administrator.',
  unavailable: 'The server is being restarted. Try again in a moment.',
  not_signed_in:
    'You are signed out. Sign in again, in another tab if need be, and try again here.',
  not_allowed: 'You are not allowed to import this kind of record.',
  import_not_found: 'This import no longer exists.',
  rows_expired: 'The rows of this import are no longer kept.',
  empty_file: 'This file is empty.',
  no_rows: 'This file has a header but no rows.',
  unsupported_file:
    'This is not a text file with columns. Save your table as CSV and choose that file.',
  file_too_large: (details, format) => {
    const limit = numberOf(details, 'limit')
    return limit === null
      ? 'This file is too large. Split it and import the parts.'
      : `This file is larger than ${format.bytes(limit)}. Split it and import the parts.`
  },
  too_many_rows: (details, format) => {
    const limit = numberOf(details, 'limit')
    return limit === null
      ? 'This file has too many rows. Split it and import the parts.'
      : `This file has more than ${format.number(limit)} rows. Split it and import the parts.`
  },
  already_started: 'This import has already been started.',
  too_many_imports: 'Your team has too many unfinished imports. Finish or discard one first.',
}
