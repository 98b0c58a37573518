import type { ColumnMapping } from '../contract/shapes.ts'
import { ImportError } from '../errors.ts'
import type { Import } from '../model/import.ts'
import type { CellRule } from '../values/cell-rule.ts'
import type { EntityLinkDefinition, Importer, ImporterField } from './importer.ts'

/** An importer with the fields that one team has. */
export interface TeamImporter {
  importer: Pick<Importer, 'label' | 'defaultCountry' | 'entityLinks'>
  fields: readonly ImporterField[]
}

/** What the import's record adds: headers in file order, and the zone of naive times. */
export type FileContext = Pick<Import, 'headers' | 'timeZone'>

type TargetRule = Omit<
  CellRule,
  'source' | 'index' | 'target' | 'entityLink' | 'dateFormat' | 'numberFormat' | 'timeZone'
>

const ruleOfField = (field: ImporterField): TargetRule => ({
  label: field.label,
  type: field.type,
  multiple: field.multiple,
  required: field.required,
  options: field.options,
  defaultCountry: field.defaultCountry,
  hasHostRule: field.rules !== null || field.validate !== null,
  ...(field.unique && { isUnique: true }),
  ...(field.type === 'choice' && { isRemembered: true }),
})

/** A `create` matcher takes any text: it is never an error. */
function ruleOfLink(link: EntityLinkDefinition, target: string, country: string) {
  const matcher = link.matchableFields.find(({ field }) => field === target)
  if (!matcher) return null
  return {
    label: link.label,
    type: matcher.behavior === 'create' ? 'text' : (matcher.type ?? 'text'),
    multiple: matcher.multiValue === true || link.multiple === true,
    required: false,
    options: null,
    defaultCountry: country,
    // Whether the record exists is known to the host only; the other matchers make what is missing.
    hasHostRule: matcher.behavior === 'match_only',
  } satisfies TargetRule
}

function targetRule({ target, entityLink }: ColumnMapping, { importer, fields }: TeamImporter) {
  if (entityLink === null) {
    const field = fields.find(({ key }) => key === target)
    return field ? ruleOfField(field) : null
  }
  const link = importer.entityLinks.find(({ key }) => key === entityLink)
  return link ? ruleOfLink(link, target, importer.defaultCountry) : null
}

/** The rule for the cells of one mapped column. Refuses a column or target that does not exist. */
export function ruleFor(mapping: ColumnMapping, team: TeamImporter, file: FileContext): CellRule {
  const index = file.headers.indexOf(mapping.source)
  if (index < 0) {
    throw new ImportError('unknown_column', `The file has no column “${mapping.source}”.`)
  }
  const rule = targetRule(mapping, team)
  if (!rule) {
    const target = mapping.entityLink
      ? `${mapping.entityLink} by ${mapping.target}`
      : mapping.target
    throw new ImportError('unknown_field', `${team.importer.label} have no field “${target}”.`)
  }
  return {
    source: mapping.source,
    index,
    target: mapping.target,
    entityLink: mapping.entityLink,
    ...rule,
    dateFormat: mapping.dateFormat ?? 'iso',
    numberFormat: mapping.numberFormat ?? 'point',
    timeZone: file.timeZone,
  }
}

/** The rules of all mapped columns, in the order of the mappings. */
export const cellRules = ({
  record,
  mappings,
  ...team
}: TeamImporter & { record: FileContext; mappings: readonly ColumnMapping[] }): CellRule[] =>
  mappings.map((mapping) => ruleFor(mapping, team, record))
