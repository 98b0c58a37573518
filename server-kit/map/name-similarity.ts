const WORD = /[\p{L}\p{N}]+/gu
/** Two words that differ by a letter or an ending are one word. */
const SAME_WORD = 0.8
/** Longer headers are prose; their distance is not worth its quadratic price. */
const LONGEST = 80
/** With more than this many letters to a slip of the pen, it is another word. */
const LETTERS_PER_SLIP = 6
const ANOTHER_WORD = 0.7
/** Less alike than this by letters is not alike. */
const LEAST_ALIKE = 0.6

/** A folded header in its words, and in its letters alone. Made once: headers meet names by the hundred. */
export interface Spelling {
  words: readonly string[]
  letters: string
}

/** Single letters belong to the word after them: `e mail`. */
export function spellingOf(folded: string): Spelling {
  const words: string[] = []
  let letter = ''
  for (const word of folded.length > LONGEST ? [] : (folded.match(WORD) ?? [])) {
    if (word.length === 1 && letter === '') letter = word
    else {
      words.push(letter + word)
      letter = ''
    }
  }
  if (letter !== '') words.push(letter)
  return { words, letters: words.join('') }
}

/** How alike two headers are, from 0 to 1: by letters, or by the words they share. */
export function nameSimilarity(a: Spelling, b: Spelling): number {
  if (a.words.length === 0 || b.words.length === 0) return 0
  return Math.max(letterSimilarity(a.letters, b.letters), wordSimilarity(a.words, b.words))
}

/** Whether all words of `name` are in `header`, in any order. */
export const hasWords = (header: Spelling, { words }: Spelling): boolean =>
  words.length > 0 && sharedWords(words, header.words) === words.length

/**
 * Short of what is applied when it takes more than a slip or two, or another first letter: `account id`
 * is not `account`, `unsubscribed` is not `subscribed`.
 */
function letterSimilarity(a: string, b: string) {
  const longer = Math.max(a.length, b.length)
  const edits = editDistance(a, b, longer * (1 - LEAST_ALIKE))
  if (edits === Infinity) return 0
  const isSlip = a[0] === b[0] && edits <= Math.max(1, Math.floor(longer / LETTERS_PER_SLIP))
  return isSlip ? 1 - edits / longer : Math.min(ANOTHER_WORD, 1 - edits / longer)
}

/** Dice's coefficient over words; short of 1, as the order and the odd letter may differ. */
const wordSimilarity = (left: readonly string[], right: readonly string[]) =>
  (0.95 * 2 * sharedWords(left, right)) / (left.length + right.length)

function sharedWords(left: readonly string[], right: readonly string[]) {
  const taken = new Set<number>()
  for (const word of left) {
    const index = right.findIndex((other, at) => !taken.has(at) && isSameWord(word, other))
    if (index >= 0) taken.add(index)
  }
  return taken.size
}

function isSameWord(a: string, b: string) {
  if (a[0] !== b[0]) return false
  const most = Math.max(a.length, b.length) * (1 - SAME_WORD)
  return a === b || editDistance(a, b, most) <= most
}

/**
 * Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`; `Infinity` as
 * soon as it is seen that there are more than `most`.
 */
export function editDistance(a: string, b: string, most = Infinity): number {
  if (Math.abs(a.length - b.length) > most) return Infinity
  let beforeLast = new Uint16Array(b.length + 1)
  let last = Uint16Array.from({ length: b.length + 1 }, (_, index) => index)
  let row = new Uint16Array(b.length + 1)
  for (let i = 1; i <= a.length; i += 1) {
    row[0] = i
    let least = i
    for (let j = 1; j <= b.length; j += 1) {
      const kept = a[i - 1] === b[j - 1] ? 0 : 1
      let edits = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + kept)
      const isSwap = i > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwap) edits = Math.min(edits, at(beforeLast, j - 2) + 1)
      row[j] = edits
      if (edits < least) least = edits
    }
    // A swap with the next letter may save one.
    if (least > most + 1) return Infinity
    ;[beforeLast, last, row] = [last, row, beforeLast]
  }
  const edits = at(last, b.length)
  return edits > most ? Infinity : edits
}

const at = (row: Uint16Array, index: number) => row[index] ?? 0
