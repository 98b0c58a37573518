import type { Entity, EntityLink } from '../contract/shapes.ts'
import type { FieldType } from '../contract/stages.ts'
import { type Spelling, spellingOf } from './name-similarity.ts'

/** What a column can be mapped to, with every header that names it. */
export interface Target {
  target: string
  entityLink: string | null
  type: FieldType
  /** The options of a choice, by value and label. */
  options: string[]
  /** By key and label. */
  names: string[]
  /** By what else it may be called. */
  guesses: string[]
  /** All of these. */
  spellings: Spelling[]
}

const SEPARATORS = /[\s_-]+/g
/** Of Latin, Greek and Cyrillic; in other scripts a mark is no accent. */
const ACCENTS = /[\u0300-\u036f]/g
const SHARP_S = /ß/g

/** How headers are compared: lower case, no accents, `-` and `_` as spaces, spaces squeezed. */
export const foldHeader = (header: string) =>
  header
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(SHARP_S, 'ss')
    .replace(SEPARATORS, ' ')
    .trim()

/**
 * Each header folded, and once more without the words that all headers begin with: where each one is
 * `Person - …`, what follows is the name.
 */
export function headerForms(headers: readonly string[]): Map<string, string[]> {
  const words = headers.map((header) => foldHeader(header).split(' '))
  const shared = sharedWords(words)
  return new Map(
    headers.map((header, index) => {
      const own = words[index] ?? []
      return [header, shared === 0 ? [own.join(' ')] : [own, own.slice(shared)].map(joined)]
    }),
  )
}

const joined = (words: readonly string[]) => words.join(' ')

/** How many leading words all headers share; of one or two headers that says nothing. */
function sharedWords(headers: readonly string[][]): number {
  const [first = [], ...others] = headers
  if (others.length < 2) return 0
  const end = first.findIndex((word, index) => others.some((other) => other[index] !== word))
  const rests = headers.every((words) => words.length > end)
  return end > 0 && rests ? end : 0
}

const folded = (names: readonly string[]) => [...new Set(names.map(foldHeader))].filter(Boolean)

function called(names: readonly string[], guesses: readonly string[]) {
  const all = { names: folded(names), guesses: folded(guesses) }
  return { ...all, spellings: [...all.names, ...all.guesses].map(spellingOf) }
}

/** The entity's fields by key, label and guesses. */
export const fieldTargets = ({ fields }: Entity): Target[] =>
  fields.map(({ key, label, type, guesses, options }) => ({
    target: key,
    entityLink: null,
    type,
    options: (options ?? []).flatMap((option) => [option.value, option.label]),
    ...called([key, label], guesses),
  }))

/**
 * Each link by each of its matchable fields: by both names (`Company domain`, `company_id`) and its own
 * guesses; by the link's name alone the one of highest priority, unless another one guesses it.
 */
export const linkTargets = ({ entityLinks }: Entity): Target[] =>
  entityLinks.flatMap((link) => {
    const own = folded([link.key, link.label, ...(link.guesses ?? [])])
    const guessed = new Set(link.matchableFields.flatMap(({ guesses }) => folded(guesses ?? [])))
    const first = highest(link)
    return link.matchableFields.map((matchable) => {
      const parts = [matchable.field, matchable.label]
      const both = own.flatMap((name) => parts.map((part) => `${name} ${part}`))
      const alone = matchable.field === first ? own.filter((name) => !guessed.has(name)) : []
      return {
        target: matchable.field,
        entityLink: link.key,
        type: matchable.behavior === 'create' ? 'text' : (matchable.type ?? 'text'),
        options: [],
        ...called([...alone, ...both], matchable.guesses ?? []),
      }
    })
  })

const highest = ({ matchableFields }: EntityLink) =>
  matchableFields.toSorted((a, b) => b.priority - a.priority)[0]?.field
