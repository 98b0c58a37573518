import type { Format, PluralForms } from '../format.ts'

const rows: PluralForms = { one: '# row', other: '# rows' }

/** Step 4. */
export const previewEn = {
  heading: 'Check what will happen',
  matching: 'Looking for records that exist already…',
  matchingHint: 'You can start the import once every row is compared. Nothing is written before.',
  create: 'new',
  update: 'updated',
  skip: 'skipped',
  fail: 'will fail',
  withErrors: 'with values left out',
  show: 'Show rows',
  matchedBy: (fields: string) => `Matched by ${fields}`,
  matchedByNothing: 'Nothing is matched: every row creates a new record.',
  tabs: 'Records',
  linkTab: (create: number, link: number, format: Format) =>
    [create > 0 && `${format.number(create)} new`, link > 0 && `${format.number(link)} linked`]
      .filter(Boolean)
      .join(' · '),
  action: 'Action',
  row: (row: number, format: Format) => `Row ${format.number(row)}`,
  actions: { create: 'New', update: 'Update', skip: 'Skip', fail: 'Will fail' },
  unchanged: 'unchanged',
  leftOut: 'Left out',
  own: 'Decided for this row alone',
  keys: { move: 'move between cells', enter: 'Enter', edit: 'corrects one' },
  again: 'Comparing the rows again…',
  linkActions: { link: 'Links to', create: 'Creates', none: 'No link' },
  linkItems: { link: 'Linked', create: 'New' },
  linkName: 'Record',
  linkRows: 'Rows',
  noRows: 'No rows like that.',
  start: (count: number, format: Format) => `Import ${format.plural(count, rows)}`,
  nothingToImport: 'No row can be imported.',
  confirmTitle: (count: number, format: Format) => `Import ${format.plural(count, rows)}?`,
  confirmText: 'This is what will be written. It cannot be undone in one step.',
  confirmNo: 'Not yet',
}
