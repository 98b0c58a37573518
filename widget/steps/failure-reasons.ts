import type { ImportView } from '../../server-kit/contract/shapes.ts'

const MOST = 5

/** The most frequent reasons why rows were refused, with how many of the known rows have each. */
export const failureReasons = (
  rows: ImportView['failedRowsData'],
): { reason: string; count: number }[] => {
  const counts = new Map<string, number>()
  for (const { error } of rows) counts.set(error, (counts.get(error) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST)
}
