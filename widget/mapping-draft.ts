import type {
  Column,
  ColumnMapping,
  Entity,
  Field,
  MatchableField,
} from '../server-kit/contract/shapes.ts'
import {
  APPLIED_CONFIDENCE,
  type DateFormat,
  type FieldType,
  type NumberFormat,
} from '../server-kit/contract/stages.ts'

/** Where each column goes, by its header; null: not imported. */
export type Targets = ReadonlyMap<string, ColumnMapping | null>

/** A field, or a link by one of its matchable fields. */
export type Target = Pick<ColumnMapping, 'target' | 'entityLink'>

/** A name for a target: the same for two columns that would go to the same place. */
export const targetKey = ({ target, entityLink }: Target): string =>
  entityLink === null ? target : `${entityLink}/${target}`

/** The targets to begin with: what was saved, else the suggestions that are sure. */
export const initialTargets = (
  columns: readonly Column[],
  saved: readonly ColumnMapping[],
): Targets => {
  const bySource = new Map(saved.map((mapping) => [mapping.source, mapping]))
  const suggested = (column: Column) =>
    isSure(column) && column.suggestion ? toMapping(column, column.suggestion) : null
  return new Map(
    columns.map((column) => [
      column.source,
      saved.length > 0 ? (bySource.get(column.source) ?? null) : suggested(column),
    ]),
  )
}

/** A less sure suggestion is offered, not applied: many numbers are no number of employees. */
export const isSure = ({ suggestion }: Column): boolean =>
  suggestion !== null && suggestion.confidence >= APPLIED_CONFIDENCE

/** True when the column still goes where only its values, or a name like it, suggest. */
export const isGuess = ({ suggestion }: Column, mapping: ColumnMapping | null): boolean => {
  if (!suggestion || !mapping || targetKey(suggestion) !== targetKey(mapping)) return false
  return suggestion.reason === 'type' || suggestion.reason === 'similar'
}

/** A column's mapping to a target, with whatever format its values prove. */
export const toMapping = (
  column: Column,
  target: Target & Partial<ColumnMapping>,
): ColumnMapping => ({
  source: column.source,
  target: target.target,
  entityLink: target.entityLink,
  dateFormat: target.dateFormat ?? settled(column.dateFormats),
  numberFormat: target.numberFormat ?? settled(column.numberFormats),
})

interface Reading<F> {
  format: F
  proven: boolean
  proof?: { row: number; value: string } | undefined
}

/** The proven format, or the only one; null when there is none, or only the user can say. */
const settled = <F>(readings: readonly Reading<F>[] = []): F | null => {
  const only = readings.length === 1 ? readings[0] : undefined
  return (readings.find((reading) => reading.proven) ?? only)?.format ?? null
}

/** The type that the values of a column are read as; undefined when the target is not known. */
const targetType = (entity: Entity, { target, entityLink }: Target): FieldType | undefined => {
  if (entityLink === null) return entity.fields.find(({ key }) => key === target)?.type
  const link = entity.entityLinks.find(({ key }) => key === entityLink)
  return link?.matchableFields.find(({ field }) => field === target)?.type
}

/** The format that matters for a target of this type. */
const FORMAT_OF: Partial<Record<FieldType, 'dateFormat' | 'numberFormat'>> = {
  date: 'dateFormat',
  datetime: 'dateFormat',
  number: 'numberFormat',
  currency: 'numberFormat',
}

export interface FormatChoice {
  kind: 'dateFormat' | 'numberFormat'
  chosen: DateFormat | NumberFormat | null
  readings: readonly Reading<DateFormat | NumberFormat>[]
  /** Several readings, none proven: only the user can say. */
  isOpen: boolean
}

/** How the values of a date or number column are read; without readings when none can be. */
export const formatChoice = (
  entity: Entity,
  column: Column,
  mapping: ColumnMapping | null,
): FormatChoice | null => {
  const type = mapping && targetType(entity, mapping)
  const kind = type && FORMAT_OF[type]
  if (!kind || !mapping) return null
  const readings = (kind === 'dateFormat' ? column.dateFormats : column.numberFormats) ?? []
  const isOpen = readings.length > 0 && settled(readings) === null
  return { kind, readings, chosen: mapping[kind], isOpen }
}

/** Columns whose format only the user can say and has not said yet. */
export const openColumns = (
  entity: Entity,
  columns: readonly Column[],
  targets: Targets,
): string[] =>
  columns
    .filter((column) => {
      const choice = formatChoice(entity, column, targets.get(column.source) ?? null)
      return choice?.isOpen === true && choice.chosen === null
    })
    .map((column) => column.source)

/** Required fields that no column goes to yet. */
export const missingFields = (entity: Entity, targets: Targets): Field[] => {
  const used = usedTargets(targets)
  return entity.fields.filter((field) => field.required && !used.has(field.key))
}

/** Which column each target is taken by. */
export const usedTargets = (targets: Targets): ReadonlyMap<string, string> => {
  const used = new Map<string, string>()
  for (const [source, mapping] of targets) if (mapping) used.set(targetKey(mapping), source)
  return used
}

/** The record's own fields that can find an existing record. */
export const matchingFields = ({ matchableFields }: Entity): MatchableField[] =>
  matchableFields.filter((field) => field.behavior !== 'create')

/** True when a mapped column can find existing records, or when none ever could. */
export const canMatch = (entity: Entity, targets: Targets): boolean => {
  const used = usedTargets(targets)
  const finding = matchingFields(entity)
  return finding.length === 0 || finding.some((field) => used.has(field.field))
}
