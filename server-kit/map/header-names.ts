import type { Entity, EntityLink } from '../contract/shapes.ts'
import type { FieldType } from '../contract/stages.ts'

/** What a column can be mapped to, with every header that names it. */
export interface Target {
  target: string
  entityLink: string | null
  /** Null for a link's matchable field. */
  type: FieldType | null
  names: string[]
}

const SEPARATORS = /[\s_-]+/g

/** How headers are compared: lower case, `-` and `_` as spaces, spaces squeezed. */
export const foldHeader = (header: string) =>
  header.normalize('NFC').toLowerCase().replace(SEPARATORS, ' ').trim()

const folded = (names: readonly string[]) => [...new Set(names.map(foldHeader))].filter(Boolean)

/** The entity's fields by key, label and guesses. */
export const fieldTargets = ({ fields }: Entity): Target[] =>
  fields.map(({ key, label, type, guesses }) => ({
    target: key,
    entityLink: null,
    type,
    names: folded([key, label, ...guesses]),
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
        type: null,
        names: folded([...alone, ...both, ...(matchable.guesses ?? [])]),
      }
    })
  })

const highest = ({ matchableFields }: EntityLink) =>
  matchableFields.toSorted((a, b) => b.priority - a.priority)[0]?.field
