import { ImportError } from '../errors.ts'

const MEGABYTE = 1024 * 1024

const size = (bytes: number) =>
  bytes >= MEGABYTE
    ? `${Math.round((bytes / MEGABYTE) * 10) / 10} MB`
    : `${bytes.toLocaleString('en')} bytes`

export const fileTooLarge = (limit: number) =>
  new ImportError('file_too_large', `The file is larger than the limit of ${size(limit)}.`, {
    details: { limit },
  })

export const tooManyRows = (limit: number) =>
  new ImportError(
    'too_many_rows',
    `The file has more than ${limit.toLocaleString('en')} rows, which is the limit. Split it and import the parts.`,
    { details: { limit } },
  )

export const tooManyColumns = (limit: number) =>
  new ImportError(
    'too_many_columns',
    `The file has more than ${limit.toLocaleString('en')} columns, which is the limit.`,
    { details: { limit } },
  )

export const cellTooLarge = (limit: number, row: number) =>
  new ImportError(
    'cell_too_large',
    `A cell in row ${row.toLocaleString('en')} is larger than the limit of ${size(limit)}.`,
    { details: { limit, row } },
  )

export const recordTooLarge = (limit: number, row: number) =>
  new ImportError(
    'cell_too_large',
    `Row ${row.toLocaleString('en')} is larger than ${size(limit)}. Check that its line ends are those of the other rows.`,
    { details: { limit, row } },
  )

export const unclosedQuote = (line: number) =>
  new ImportError(
    'unreadable_file',
    `A quote that opens in line ${line.toLocaleString('en')} is never closed. Close or remove it and upload the file again.`,
    { details: { line, reason: 'unclosed_quote' } },
  )

export const brokenOff = (cause: unknown) =>
  new ImportError('unreadable_file', 'The upload broke off. Please upload the file again.', {
    details: { reason: 'broken_off' },
    cause,
  })

export const emptyFile = () =>
  new ImportError('empty_file', 'The file is empty. Choose one with a header and rows.')

export const noRows = () =>
  new ImportError('no_rows', 'The file has a header but no rows. Choose one with rows to import.')

export const noHeaderRow = (headerRow: number, places: number) =>
  new ImportError(
    'invalid_request',
    `Row ${headerRow} cannot be the header: the file has ${places.toLocaleString('en')} rows.`,
    { details: { headerRow } },
  )

export const unsupportedFile = (kind: string, advice: string) =>
  new ImportError('unsupported_file', `This file is ${kind}, which cannot be imported. ${advice}`, {
    details: { kind },
  })

export const unreadableEncoding = (encoding: string) =>
  unsupportedFile(`text in ${encoding}`, 'Save it in UTF-8 and upload that file.')
