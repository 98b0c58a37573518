import type { ImportView } from '../../server-kit/contract/shapes.ts'

/** Why rows were refused, with how many of the known rows, most frequent first. */
export const failureReasons = (
  rows: ImportView['failedRowsData'],
): { reason: string; count: number }[] => {
  const counts = new Map<string, number>()
  for (const { error } of rows) counts.set(error, (counts.get(error) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((a, b) => b.count - a.count)
}
