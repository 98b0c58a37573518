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
  /** A bit for each first letter of its words: most pairs of headers share none, and need no look. */
  initials: number
  /** How often each letter occurs, in 32 slots: letters that only one has are edits at the least. */
  counts: Uint8Array
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
  const initials = words.reduce((bits, word) => bits | (1 << (word.charCodeAt(0) & 31)), 0)
  const letters = words.join('')
  const counts = new Uint8Array(32)
  for (let index = 0; index < letters.length; index += 1) {
    const slot = letters.charCodeAt(index) & 31
    counts[slot] = (counts[slot] ?? 0) + 1
  }
  return { words, letters, initials, counts }
}

/** How alike two headers are, from 0 to 1: by letters, or by the words they share. */
export function nameSimilarity(a: Spelling, b: Spelling): number {
  if (a.words.length === 0 || b.words.length === 0) return 0
  return Math.max(letterSimilarity(a, b), wordSimilarity(a, b))
}

/** Whether all words of `name` are in `header`, in any order. */
export const hasWords = (header: Spelling, name: Spelling): boolean =>
  name.words.length > 0 && sharedWords(name, header) === name.words.length

/**
 * Short of what is applied when it takes more than a slip or two, or another first letter: `account id`
 * is not `account`, `unsubscribed` is not `subscribed`.
 */
function letterSimilarity(left: Spelling, right: Spelling) {
  const [a, b] = [left.letters, right.letters]
  const longer = Math.max(a.length, b.length)
  const most = longer * (1 - LEAST_ALIKE)
  if (leastEdits(left.counts, right.counts) > most) return 0
  const edits = editDistance(a, b, most)
  if (edits === Infinity) return 0
  const isSlip = a[0] === b[0] && edits <= Math.max(1, Math.floor(longer / LETTERS_PER_SLIP))
  return isSlip ? 1 - edits / longer : Math.min(ANOTHER_WORD, 1 - edits / longer)
}

function leastEdits(a: Uint8Array, b: Uint8Array) {
  let [more, fewer] = [0, 0]
  for (let slot = 0; slot < a.length; slot += 1) {
    const difference = (a[slot] ?? 0) - (b[slot] ?? 0)
    if (difference > 0) more += difference
    else fewer -= difference
  }
  return Math.max(more, fewer)
}

/** Dice's coefficient over words; short of 1, as the order and the odd letter may differ. */
const wordSimilarity = (left: Spelling, right: Spelling) =>
  (0.95 * 2 * sharedWords(left, right)) / (left.words.length + right.words.length)

function sharedWords(left: Spelling, right: Spelling) {
  if ((left.initials & right.initials) === 0) return 0
  const taken: boolean[] = []
  let shared = 0
  for (const word of left.words) {
    const index = right.words.findIndex((other, at) => !taken[at] && isSameWord(word, other))
    if (index < 0) continue
    taken[index] = true
    shared += 1
  }
  return shared
}

function isSameWord(a: string, b: string) {
  if (a.charCodeAt(0) !== b.charCodeAt(0)) return false
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
