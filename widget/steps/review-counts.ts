import type { ColumnProgress, Value, ValueCounts } from '../../server-kit/contract/shapes.ts'

/** An error that nobody has dealt with. */
export const needsReview = (value: Value): boolean => value.error !== null && !value.skipped

const isModified = (value: Value) => value.correction !== null && !value.skipped

const change = (test: (value: Value) => boolean, before: Value, after: Value) =>
  Number(test(after)) - Number(test(before))

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
  columns.find((column) => column.errors > 0)?.source

/** Distinct values whose cells will be left out if the import goes on now. */
export const leftOutValues = (columns: readonly ColumnProgress[]): number =>
  columns.reduce((all, column) => all + column.errors, 0)
