import type {
  ColumnProgress,
  Value,
  ValueCounts,
  ValueError,
} from '../../server-kit/contract/shapes.ts'
import type { Texts } from '../strings/texts.ts'

/** An error that nobody has dealt with. */
export const needsReview = ({ error, skipped }: Pick<Value, 'error' | 'skipped'>): boolean =>
  error !== null && !skipped

/** What is wrong, in one text: the errors of a list's items behind each other. */
export const errorText = (error: ValueError | null, texts: Texts): string =>
  errorSentences(error, texts).join(' ')

/** The same, a text for each. */
export const errorSentences = (error: ValueError | null, texts: Texts): string[] => {
  if (error === null) return []
  if (typeof error === 'string') return [texts.sentence(error)]
  return Object.entries(error).map(([item, sentence]) => `${item}: ${texts.sentence(sentence)}`)
}

const isModified = (value: Value) => value.correction !== null && !value.skipped

const change = (test: (value: Value) => boolean, before: Value, after: Value) =>
  Number(test(after)) - Number(test(before))

/** The filters' counts as the progress of a column knows them, before its values are read. */
export const countsOf = (column: ColumnProgress | undefined): ValueCounts => ({
  all: column?.distinct ?? 0,
  needsReview: column?.errors ?? 0,
  modified: column?.corrected ?? 0,
  skipped: column?.skipped ?? 0,
})

/** The filters' counts once one value was decided: known without asking the server again. */
export const countsAfter = (counts: ValueCounts, before: Value, after: Value): ValueCounts => ({
  all: counts.all,
  needsReview: counts.needsReview + change(needsReview, before, after),
  modified: counts.modified + change(isModified, before, after),
  skipped: counts.skipped + change((value) => value.skipped, before, after),
})

/** The same for the marks of the columns. */
export const progressAfter = (
  columns: readonly ColumnProgress[],
  decided: { source: string; before: Value; after: Value },
): ColumnProgress[] =>
  columns.map((column) => {
    if (column.source !== decided.source) return column
    const { before, after } = decided
    return {
      ...column,
      errors: column.errors + change(needsReview, before, after),
      corrected: column.corrected + change(isModified, before, after),
      skipped: column.skipped + change((value) => value.skipped, before, after),
    }
  })

/** Where a reviewer begins. */
export const firstToReview = (columns: readonly ColumnProgress[]): string | undefined =>
  columns.find((column) => column.errors > 0 || (column.ownErrors ?? 0) > 0)?.source

/** Cells decided on their own that are in error. */
export const ownErrors = (columns: readonly ColumnProgress[]): number =>
  columns.reduce((all, column) => all + (column.ownErrors ?? 0), 0)

/** Distinct values whose cells will be left out if the import goes on now. */
export const leftOutValues = (columns: readonly ColumnProgress[]): number =>
  columns.reduce((all, column) => all + column.errors, 0)
