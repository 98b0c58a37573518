import type { FoundField, FoundKeys, KeysToFind, MatchedRecord, MatchKey } from '../row-store.ts'
import { packTexts, type PackedTexts, textsIn, unpackTexts } from './packed-column.ts'

// What is asked and what is found, as it crosses threads: by the column, and its texts as one.

interface PackedKeys {
  field: string
  values: PackedTexts
}

export interface PackedKeysToFind {
  lastRow: number | null
  own: PackedKeys[]
  links: { link: string; keys: PackedKeys[] }[]
}

export const packKeysToFind = ({ lastRow, own, links }: KeysToFind): PackedKeysToFind => ({
  lastRow,
  own: own.map(packKeys),
  links: links.map(({ link, keys }) => ({ link, keys: keys.map(packKeys) })),
})

export const unpackKeysToFind = (packed: PackedKeysToFind | null): KeysToFind | null =>
  packed && {
    lastRow: packed.lastRow,
    own: packed.own.map(unpackKeys),
    links: packed.links.map(({ link, keys }) => ({ link, keys: keys.map(unpackKeys) })),
  }

const packKeys = ({ field, values }: MatchKey): PackedKeys => ({ field, values: packTexts(values) })
const unpackKeys = ({ field, values }: PackedKeys): MatchKey => ({
  field,
  values: textsIn(values),
})

export interface PackedFound {
  lastRow: number
  own: PackedField[]
  links: { link: string; fields: PackedField[] }[]
}

export interface PackedField {
  field: string
  values: PackedTexts
  ids: PackedTexts
  /** Null where a record has none. */
  names: PackedTexts
  /** By the place of the record. */
  problems: Map<number, string>
}

type Found = FoundKeys & { lastRow: number }

export const packFound = ({ lastRow, own, links }: Found): PackedFound => ({
  lastRow,
  own: packOwn(own),
  links: links.map(({ link, fields }) => ({
    link,
    fields: fields.map((field) => packField(field, true)),
  })),
})

/** What rows update is shown by its id. */
export const packOwn = (fields: readonly FoundField[]) =>
  fields.map((field) => packField(field, false))

function packField({ field, records }: FoundField, isNamed: boolean): PackedField {
  const problems = new Map<number, string>()
  records.forEach(({ problem }, place) => {
    if (problem !== undefined) problems.set(place, problem)
  })
  return {
    field,
    values: packTexts(records.map(({ value }) => value)),
    ids: packTexts(records.map(({ id }) => id)),
    names: packTexts(isNamed ? records.map(({ name }) => name ?? null) : []),
    problems,
  }
}

export const unpackFound = ({ lastRow, own, links }: PackedFound): Found => ({
  lastRow,
  own: own.map(unpackField),
  links: links.map(({ link, fields }) => ({ link, fields: fields.map(unpackField) })),
})

export function unpackField({ field, values, ids, names, problems }: PackedField): FoundField {
  const idAt = unpackTexts(ids)
  const nameAt = unpackTexts(names)
  const records = unpackTexts(values).map((value, place): MatchedRecord => {
    const record = { value: value ?? '', id: idAt[place] ?? '' }
    const name = nameAt[place] ?? undefined
    const problem = problems.get(place)
    if (name === undefined && problem === undefined) return record
    return {
      ...record,
      ...(name !== undefined && { name }),
      ...(problem !== undefined && { problem }),
    }
  })
  return { field, records }
}
