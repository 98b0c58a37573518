import type { Format, PluralForms } from '../format.ts'

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
  valueRow: ({ name, rows, result }: { name: string; rows: string; result: string }) =>
    `${name}, ${rows}, becomes: ${result}`,
  decided: (value: string, result: string) => `${value}: ${result}`,
  hasError: 'has an error',
  keys: {
    move: 'move',
    enter: 'Enter',
    edit: 'changes',
    escape: 'Esc',
    leave: 'leaves',
    tab: 'Tab',
    reach: 'reaches the buttons of a row',
  },
  rememberedValue: 'Chosen for this value in an earlier import',
  showRows: 'Show these rows',
  showRowsOf: (count: number, value: string, format: Format) =>
    `Show the ${format.plural(count, rows)} with ${value}`,
  ownRows: (count: number, format: Format) => `${format.number(count)} on their own`,
  ownCells: (count: number, format: Format) =>
    format.plural(count, {
      one: '# cell was decided on its own.',
      other: '# cells were decided on their own.',
    }),
  ownErrors: (count: number, format: Format) =>
    format.plural(count, {
      one: '# cell corrected on its own needs review.',
      other: '# cells corrected on their own need review.',
    }),
  ownErrorsShort: (count: number, format: Format) =>
    format.plural(count, { one: '# cell needs review', other: '# cells need review' }),
  showOwn: 'Show them',
  row: (row: number, format: Format) => `Row ${format.number(row)}`,
  rowNumber: 'Row',
  cellRow: ({ name, result, isOwn }: { name: string; result: string; isOwn: boolean }) =>
    `${name}, becomes: ${result}${isOwn ? ', decided on its own' : ''}`,
  thisRowOnly: 'This row only',
  rowsTitle: (of: { count: number; value: string; column: string }, format: Format) =>
    `${format.plural(of.count, rows)} with “${of.value}” in ${of.column}`,
  ownTitle: (column: string) => `Cells of ${column} decided on their own`,
  rowsHint: 'What you change here is changed in that row only. Row numbers are those of your file.',
  noRows: 'No rows here.',
  inFile: 'In the file',
  cellSkipped: 'Left out now.',
  cellHint: 'Changes this row only.',
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
  emptyColumn: 'This column has no values.',
  showAll: 'Show all values',
  skipErrors: (count: number, format: Format) =>
    format.plural(count, {
      one: 'Skip the one that needs review',
      other: 'Skip all # that need review',
    }),
  replaceOpen: 'Find and replace',
  find: 'Find',
  replaceBy: 'Replace with',
  replace: 'Replace',
  replaceHint: 'Every value of this column is searched, in the way it is used now.',
  wholeValue: 'Whole value',
  matchCase: 'Match case',
  nothingFound: 'No value would change.',
  wouldChange: (changedValues: number, changedRows: number, format: Format) =>
    `${format.plural(changedValues, { one: '# value changes', other: '# values change' })}, in ${format.plural(changedRows, rows)}`,
  samples: 'First values that change',
  moreSamples: (count: number, format: Format) => `and ${format.number(count)} more`,
  undoAll: 'Undo all',
  undoAllTitle: (column: string) => `Undo all decisions in ${column}?`,
  undoAllText:
    'Every correction and every skip of a value in this column is dropped: the values are used again as they are in the file. Cells that were decided on their own stay as they are.',
  changed: (changedValues: number, changedRows: number, format: Format) =>
    changedValues === 0
      ? 'No value was changed.'
      : `${format.plural(changedValues, values)} changed, in ${format.plural(changedRows, rows)}.`,
  cellsLeftOut: (count: number, format: Format) =>
    format.plural(count, {
      one: '# cell corrected on its own still has an error and will be left out.',
      other: '# cells corrected on their own still have errors and will be left out.',
    }),
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
