import type { Format, PluralForms } from './format.ts'

const values: PluralForms = { one: '# value', other: '# values' }
const rows: PluralForms = { one: '# row', other: '# rows' }

/** Step 3. */
export const reviewEn = {
  heading: 'Review the values',
  columns: 'Columns',
  errors: (count: number, format: Format) =>
    format.plural(count, { one: '# value needs review', other: '# values need review' }),
  checked: 'No errors',
  waiting: 'Waiting to be checked',
  checking: (share: string) => `Checking… ${share}`,
  checkingColumn: 'Checking the values of this column…',
  allChecked: (left: string) => `All columns are checked. ${left}`,
  filters: 'Show',
  all: 'All',
  needsReview: 'Needs review',
  modified: 'Modified',
  skipped: 'Skipped',
  search: 'Search values',
  sort: 'Sort',
  sorts: {
    'rows-desc': 'Most rows first',
    'rows-asc': 'Fewest rows first',
    'value-asc': 'Value, A to Z',
    'value-desc': 'Value, Z to A',
  },
  format: 'Format',
  value: 'Value in the file',
  rowCount: 'Rows',
  becomes: 'Becomes',
  actions: 'Actions',
  leftOut: 'Left out',
  nothing: 'Nothing',
  edit: 'Change',
  editValue: (value: string) => `What ${value} becomes`,
  undo: 'Undo',
  skip: 'Skip',
  unskip: 'Use again',
  choose: 'Choose…',
  true: 'Yes',
  false: 'No',
  addItem: 'Add another',
  item: (place: number) => `Item ${place}`,
  removeItem: (place: number) => `Remove item ${place}`,
  noErrors: 'Nothing left to review in this column.',
  noMatches: 'No value matches.',
  noValues: 'No values here.',
  showAll: 'Show all values',
  skipErrors: (count: number, format: Format) =>
    format.plural(count, {
      one: 'Skip the one that needs review',
      other: 'Skip all # that need review',
    }),
  replaceOpen: 'Find and replace',
  find: 'Find',
  replaceBy: 'Replace with',
  replace: 'Replace in all values',
  replaceHint: 'Capital and small letters are told apart. Every value of this column is searched.',
  changed: (changedValues: number, changedRows: number, format: Format) =>
    changedValues === 0
      ? 'No value was changed.'
      : `${format.plural(changedValues, values)} changed, in ${format.plural(changedRows, rows)}.`,
  clean: 'Every value can be imported.',
  willBeLeftOut: (count: number, format: Format) =>
    format.plural(count, {
      one: '# value still has an error. It will be left out; its rows are imported.',
      other: '# values still have errors. They will be left out; their rows are imported.',
    }),
  skippedLeftOut: (count: number, format: Format) =>
    format.plural(count, {
      one: '# skipped value will be left out; its rows are imported.',
      other: '# skipped values will be left out; their rows are imported.',
    }),
  stillChecking: 'You can go on once all columns are checked.',
}
