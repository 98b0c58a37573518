import type { Entity } from '../../server-kit/contract/shapes.ts'
import { targetKey, type Target } from '../mapping-draft.ts'
import type { Texts } from '../strings/texts.ts'

/** One line of the list of targets. */
export interface TargetOption {
  key: string
  label: string
  /** Heading under which it stands; blank for "Not imported". */
  group: string
  /** What is said about it, in small: required, finds existing records, taken by another column. */
  note: string
  isTaken: boolean
  target: Target | null
}

/** The key of "Not imported": no field can have it. */
export const NOT_IMPORTED = ''

/** What a column can go to: nothing, each field, each link by each of its matchable fields. */
export const targetOptions = (entity: Entity, texts: Texts): TargetOption[] => {
  const { map } = texts.strings
  const nothing = { label: map.notImported, group: '', note: '', isTaken: false, target: null }
  return [
    { ...nothing, key: NOT_IMPORTED },
    ...fieldOptions(entity, texts),
    ...linkOptions(entity, texts),
  ]
}

const fieldOptions = ({ fields, matchableFields }: Entity, { strings }: Texts): TargetOption[] => {
  const finding = new Set(
    matchableFields.filter(({ behavior }) => behavior !== 'create').map(({ field }) => field),
  )
  return fields.map((field) => {
    const target = { target: field.key, entityLink: null }
    const notes = [
      field.required && strings.common.required,
      finding.has(field.key) && strings.map.findsRecords,
    ]
    return {
      key: targetKey(target),
      label: field.label,
      group: strings.map.fields,
      note: notes.filter(Boolean).join(' · '),
      isTaken: false,
      target,
    }
  })
}

const linkOptions = ({ entityLinks }: Entity, { strings }: Texts): TargetOption[] =>
  entityLinks.flatMap((link) =>
    link.matchableFields.map((field) => {
      const target = { target: field.field, entityLink: link.key }
      return {
        key: targetKey(target),
        label: strings.map.linkBy(link.label, field.label),
        group: strings.map.linkGroup(link.label),
        note: strings.map.behaviors[field.behavior],
        isTaken: false,
        target,
      }
    }),
  )

/** The option as one column sees it: what another column has is taken, and says by which. */
export const asTaken = (
  option: TargetOption,
  by: string | undefined,
  { strings }: Texts,
): TargetOption =>
  by === undefined ? option : { ...option, isTaken: true, note: strings.map.usedBy(by) }

const fold = (text: string): string => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

/** The options whose label, group or key has every word that was typed. */
export const searchOptions = (options: readonly TargetOption[], typed: string): TargetOption[] => {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  return options.filter(({ label, group, key }) => {
    const text = fold(`${label} ${group} ${key}`)
    return words.every((word) => text.includes(word))
  })
}
