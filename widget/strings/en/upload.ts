import type { Format } from '../format.ts'

/** Step 1. */
export const uploadEn = {
  drop: 'Drop a file here, or',
  dropNow: 'Drop the file to upload it',
  choose: 'Choose a file',
  limits: (rows: number, bytes: number, format: Format) =>
    `CSV or TSV · up to ${format.number(rows)} rows · ${format.bytes(bytes)}`,
  template: 'Download a template',
  templateHint: 'All fields you can import, with one example row.',
  oneFile: 'Choose one file at a time.',
  sending: (name: string) => `Uploading ${name}`,
  progress: (sent: number, total: number, format: Format) =>
    `${format.bytes(sent)} of ${format.bytes(total)}`,
  timeLeft: (seconds: number, format: Format) => `${format.duration(seconds)} left`,
  reading: 'Reading the rows…',
  receiving: 'This file is still being uploaded in another window.',
  uploaded: (name: string, rows: string) => `${name} was read: ${rows}.`,
  replace: 'Replace',
  remove: 'Remove',
  rereading: 'Reading the file again…',
  how: {
    encoding: 'Encoding',
    delimiter: 'Separator',
    headerRow: 'Header row',
  },
  delimiters: { ',': 'Comma  ,', ';': 'Semicolon  ;', '\t': 'Tab', '|': 'Pipe  |' },
  headerRow: (row: number, format: Format) => `Row ${format.number(row)}`,
  readingFixed: 'How the file is read can no longer be changed: its columns were already mapped.',
  firstRows: 'First rows as they were read',
  rowNumber: 'Row',
  warnings: 'Worth knowing',
}
