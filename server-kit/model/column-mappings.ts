import type { ColumnMapping } from '../contract/shapes.ts'
import type {
  EntityLinkDefinition,
  ImporterField,
  MatchableFieldDefinition,
} from '../importer/importer.ts'
import type { Import } from './import.ts'

/** A mapping with what it points at; null where the importer no longer has it. */
export interface HydratedMapping extends ColumnMapping {
  /** The column's place in the file, from 0. */
  index: number
  /** The importer's own field; null for a link's column. */
  field: ImporterField | null
  link: EntityLinkDefinition | null
  /** The field by which the link finds its record. */
  matchableField: MatchableFieldDefinition | null
}

type Mapped = Pick<Import, 'headers' | 'columnMappings'>

/** The mappings in the order of the file's headers, each with the team's field or the link. */
export function hydrateMappings(
  record: Mapped,
  fields: readonly ImporterField[],
  links: readonly EntityLinkDefinition[],
): HydratedMapping[] {
  const bySource = new Map(record.columnMappings.map((mapping) => [mapping.source, mapping]))
  return record.headers.flatMap((source, index) => {
    const mapping = bySource.get(source)
    if (!mapping) return []
    const target =
      mapping.entityLink === null ? ownField(mapping, fields) : linkedField(mapping, links)
    return [{ ...mapping, index, ...target }]
  })
}

function ownField({ target }: ColumnMapping, fields: readonly ImporterField[]) {
  const field = fields.find(({ key }) => key === target) ?? null
  return { field, link: null, matchableField: null }
}

function linkedField(
  { target, entityLink }: ColumnMapping,
  links: readonly EntityLinkDefinition[],
) {
  const link = links.find(({ key }) => key === entityLink) ?? null
  const matchableField = link?.matchableFields.find(({ field }) => field === target) ?? null
  return { field: null, link, matchableField }
}

/** The mapping of one column; null: the column is not imported. */
export function getColumnMapping(
  { columnMappings }: Pick<Import, 'columnMappings'>,
  source: string,
): ColumnMapping | null {
  return columnMappings.find((mapping) => mapping.source === source) ?? null
}

/** All mappings with one of them changed. A column that is not mapped stays so. */
export function updateColumnMapping(
  { columnMappings }: Pick<Import, 'columnMappings'>,
  source: string,
  change: Partial<Omit<ColumnMapping, 'source'>>,
): ColumnMapping[] {
  return columnMappings.map((mapping) =>
    mapping.source === source ? { ...mapping, ...change } : mapping,
  )
}
