import type { Column, ColumnMapping } from '../contract/shapes.ts'
import type { FieldType } from '../contract/stages.ts'
import { ImportError } from '../errors.ts'
import type { Importer, ImporterField } from '../importer/importer.ts'
import { chooseDateFormat, chooseNumberFormat } from '../values/format-choice.ts'

type Profile = Pick<Column, 'source' | 'dateFormats' | 'numberFormats'>

export interface MappingsToCheck {
  mappings: readonly ColumnMapping[]
  columns: readonly Profile[]
  importer: Pick<Importer, 'label' | 'entityLinks'>
  fields: readonly ImporterField[]
}

/**
 * The mappings as they are saved: in the order of the file, every date and number column with its
 * format. Throws an `ImportError` that says which column or field is wrong.
 */
export function checkMappings(given: MappingsToCheck): ColumnMapping[] {
  const { mappings, columns, fields } = given
  for (const mapping of mappings) {
    if (columns.some(({ source }) => source === mapping.source)) continue
    throw new ImportError('unknown_column', `The file has no column “${mapping.source}”.`)
  }
  const typed = mappings.map((mapping) => ({ mapping, target: targetOf(mapping, given) }))
  checkOnce(
    mappings,
    ({ source }) => source,
    (source) => `The column “${source}” is mapped twice.`,
  )
  checkOnce(
    typed,
    ({ mapping }) => JSON.stringify([mapping.entityLink, mapping.target]),
    (_, { target }) => `Two columns are mapped to ${target.label}. Choose one of them.`,
  )
  checkRequired(mappings, fields)
  return columns.flatMap((column) => {
    const found = typed.find(({ mapping }) => mapping.source === column.source)
    return found
      ? [{ ...found.mapping, ...formatsOf(found.mapping, found.target.type, column) }]
      : []
  })
}

interface CheckedTarget {
  /** As the user knows it: `Name`, `Company by Domain`. */
  label: string
  type: FieldType
}

function targetOf(mapping: ColumnMapping, { importer, fields }: MappingsToCheck): CheckedTarget {
  const target = mapping.entityLink === null ? fieldOf(mapping, fields) : linkOf(mapping, importer)
  if (target) return target
  const name = mapping.entityLink === null ? '' : `${mapping.entityLink} by `
  const message = `${importer.label} have no field “${name}${mapping.target}”.`
  throw new ImportError('unknown_field', message)
}

const fieldOf = ({ target }: ColumnMapping, fields: readonly ImporterField[]) =>
  fields.find(({ key }) => key === target)

function linkOf({ target, entityLink }: ColumnMapping, importer: Pick<Importer, 'entityLinks'>) {
  const link = importer.entityLinks.find(({ key }) => key === entityLink)
  const matcher = link?.matchableFields.find(({ field }) => field === target)
  if (!link || !matcher) return undefined
  return { label: `${link.label} by ${matcher.label ?? target}`, type: matcher.type ?? 'text' }
}

function checkOnce<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  sentence: (key: string, item: T) => string,
) {
  const seen = new Set<string>()
  for (const item of items) {
    const key = keyOf(item)
    if (seen.has(key)) throw new ImportError('invalid_request', sentence(key, item))
    seen.add(key)
  }
}

function checkRequired(mappings: readonly ColumnMapping[], fields: readonly ImporterField[]) {
  const mapped = new Set(mappings.filter((one) => one.entityLink === null).map((one) => one.target))
  const missing = fields.filter(({ key, required }) => required && !mapped.has(key))
  if (missing.length === 0) return
  const labels = missing.map(({ label }) => label).join(', ')
  throw new ImportError('required_unmapped', `Map a column to each required field: ${labels}.`, {
    details: { fields: missing.map(({ key }) => key) },
  })
}

function formatsOf(mapping: ColumnMapping, type: FieldType, column: Profile) {
  const isDate = type === 'date' || type === 'datetime'
  const isNumber = type === 'number' || type === 'currency'
  return {
    dateFormat: isDate ? (mapping.dateFormat ?? dateFormatOf(column)) : null,
    numberFormat: isNumber ? (mapping.numberFormat ?? numberFormatOf(column)) : null,
  }
}

const dateFormatOf = (column: Profile) =>
  chooseDateFormat(column.dateFormats) ??
  ambiguous(column, `The dates in “${column.source}” can be read in several ways`)

const numberFormatOf = (column: Profile) =>
  chooseNumberFormat(column.numberFormats) ??
  ambiguous(column, `The numbers in “${column.source}” can be read in two ways`)

function ambiguous({ source }: Profile, problem: string): never {
  const details = { source, reason: 'ambiguous_format' }
  throw new ImportError('invalid_request', `${problem}. Choose the format of this column.`, {
    details,
  })
}
