import type { FoundField, FoundKeys, MatchedRecord } from '../row-store.ts'

/** What was found, as it crosses threads: by the column, since an object a record is most of the work. */
export interface PackedFound {
  lastRow: number
  own: PackedField[]
  links: { link: string; fields: PackedField[] }[]
}

interface PackedField {
  field: string
  values: string[]
  ids: string[]
  names: (string | undefined)[]
  /** By the place of the record. */
  problems: Map<number, string>
}

type Found = FoundKeys & { lastRow: number }

export const packFound = ({ lastRow, own, links }: Found): PackedFound => ({
  lastRow,
  // What rows update is shown by its id.
  own: own.map((field) => packField(field, false)),
  links: links.map(({ link, fields }) => ({
    link,
    fields: fields.map((field) => packField(field, true)),
  })),
})

function packField({ field, records }: FoundField, isNamed: boolean): PackedField {
  const problems = new Map<number, string>()
  records.forEach(({ problem }, place) => {
    if (problem !== undefined) problems.set(place, problem)
  })
  return {
    field,
    values: records.map(({ value }) => value),
    ids: records.map(({ id }) => id),
    names: isNamed ? records.map(({ name }) => name) : [],
    problems,
  }
}

export const unpackFound = ({ lastRow, own, links }: PackedFound): Found => ({
  lastRow,
  own: own.map(unpackField),
  links: links.map(({ link, fields }) => ({ link, fields: fields.map(unpackField) })),
})

const unpackField = ({ field, values, ids, names, problems }: PackedField): FoundField => ({
  field,
  records: values.map((value, place): MatchedRecord => {
    const record = { value, id: ids[place] ?? '' }
    const name = names[place]
    const problem = problems.get(place)
    return name === undefined && problem === undefined
      ? record
      : {
          ...record,
          ...(name !== undefined && { name }),
          ...(problem !== undefined && { problem }),
        }
  }),
})
