/** The header of the column that says why a row failed: by it a file of failed rows is recognised. */
export const ERROR_HEADER = 'Import Error'

/** What a spreadsheet runs as a formula: `= + - @`, tab or CR first, in their full-width forms too. */
const RUNS = /^[=+\-@\t\r＝＋－＠]/
const IS_GUARDED = /^'+[=+\-@\t\r＝＋－＠]/
/** A plain number or a phone number, which spreadsheets only show. */
const IS_PLAIN = /^[+-]?[\d\s().,/-]*\d[\d\s().,/-]*$/

/** A cell that a spreadsheet would run gets `'` first; numbers and phone numbers stay as they are. */
export function guardFormula(cell: string): string {
  // A cell that looks guarded gets one more: otherwise undoing would take the file's own quote away.
  if (IS_GUARDED.test(cell)) return `'${cell}`
  return RUNS.test(cell) && !IS_PLAIN.test(cell) ? `'${cell}` : cell
}

/** Undoes `guardFormula`: reading our own file back gives the original cells. */
export const unguardFormula = (cell: string) => (IS_GUARDED.test(cell) ? cell.slice(1) : cell)
