import type { Format } from '../format.ts'

/** Words that several elements use. */
export const commonEn = {
  back: 'Back',
  continue: 'Continue',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  dismiss: 'Dismiss',
  loading: 'Loading…',
  unknownError: 'Something went wrong. Try again.',
  blank: 'blank',
  required: 'required',
  pages: 'Pages',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  page: (range: { first: number; last: number; total: number }, format: Format) =>
    `${format.number(range.first)}–${format.number(range.last)} of ${format.number(range.total)}`,
  pageOver: (range: { first: number; last: number; total: number }, format: Format) =>
    `${format.number(range.first)}–${format.number(range.last)} of more than ${format.number(range.total)}`,
  rows: (count: number, format: Format) => format.plural(count, { one: '# row', other: '# rows' }),
  columns: (count: number, format: Format) =>
    format.plural(count, { one: '# column', other: '# columns' }),
}
