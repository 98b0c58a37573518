const WORD = /[\p{L}\p{N}]+/gu
/** Two words that differ by a letter or an ending are one word. */
const SAME_WORD = 0.8
/** Longer headers are prose; their distance is not worth its quadratic price. */
const LONGEST = 80

/** How alike two folded headers are, from 0 to 1: by letters, or by the words they share. */
export function nameSimilarity(a: string, b: string): number {
  if (a.length > LONGEST || b.length > LONGEST) return 0
  const [left, right] = [a.match(WORD) ?? [], b.match(WORD) ?? []]
  if (left.length === 0 || right.length === 0) return 0
  const byLetters = letterSimilarity(left.join(''), right.join(''))
  return Math.max(byLetters, wordSimilarity(left, right))
}

const letterSimilarity = (a: string, b: string) =>
  1 - editDistance(a, b) / Math.max(a.length, b.length)

/** Dice's coefficient over words; short of 1, as the order and the odd letter may differ. */
function wordSimilarity(left: readonly string[], right: readonly string[]) {
  const free = [...right]
  let shared = 0
  for (const word of left) {
    const index = free.findIndex((other) => letterSimilarity(word, other) >= SAME_WORD)
    if (index < 0) continue
    free.splice(index, 1)
    shared += 1
  }
  return (0.95 * 2 * shared) / (left.length + right.length)
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      const swap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? beforeLast[j - 2] : undefined
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + change,
        swap === undefined ? Infinity : swap + 1,
      )
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
