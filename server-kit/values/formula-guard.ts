/** The header of the column that says why a row failed: by it a file of failed rows is recognised. */
export const ERROR_HEADER = 'Import Error'

/** What a spreadsheet runs as a formula when it stands first, in the full-width forms too. */
const STARTERS = '=+@\t\r＝＋－＠-'

/**
 * The rule as regular expressions that JavaScript and Postgres read alike: both make the CSV. Two for a
 * plain number or phone number, which spreadsheets only show: one alone would try a long cell in
 * quadratic time.
 */
export const FORMULA_PATTERNS = {
  runs: `^[${STARTERS}]`,
  guarded: `^'+[${STARTERS}]`,
  plain: '^[+-]?[0-9 \u00a0\u202f().,/-]+$',
  digit: '[0-9]',
}

/** The characters with which a cell may need a guard; any other cell is left alone. */
export const GUARDED_FIRST: readonly string[] = ["'", ...STARTERS]

const RUNS = new RegExp(FORMULA_PATTERNS.runs)
const IS_GUARDED = new RegExp(FORMULA_PATTERNS.guarded)
const PLAIN = new RegExp(FORMULA_PATTERNS.plain)
const DIGIT = new RegExp(FORMULA_PATTERNS.digit)

/** A cell that a spreadsheet would run gets `'` first; numbers and phone numbers stay as they are. */
export function guardFormula(cell: string): string {
  // A cell that looks guarded gets one more: otherwise undoing would take the file's own quote away.
  if (IS_GUARDED.test(cell)) return `'${cell}`
  return RUNS.test(cell) && !isPlain(cell) ? `'${cell}` : cell
}

const isPlain = (cell: string) => PLAIN.test(cell) && DIGIT.test(cell)

/** Undoes `guardFormula`: reading our own file back gives the original cells. */
export const unguardFormula = (cell: string) => (IS_GUARDED.test(cell) ? cell.slice(1) : cell)
