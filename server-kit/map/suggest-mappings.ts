import type { Column, ColumnMapping, Entity } from '../contract/shapes.ts'
import { APPLIED_CONFIDENCE, type FieldType } from '../contract/stages.ts'
import type { RememberedMapping } from '../model/import.ts'
import { chooseDateFormat, chooseNumberFormat } from '../values/format-choice.ts'
import { fieldTargets, foldHeader, linkTargets, type Target } from './header-names.ts'
import { nameSimilarity } from './name-similarity.ts'

export type Suggestion = NonNullable<Column['suggestion']>
type Profile = Omit<Column, 'suggestion'>

export interface Suggesting {
  columns: readonly Profile[]
  entity: Entity
  /** What the team chose last for headers of this entity type. */
  remembered?: readonly RememberedMapping[]
}

/** Near misses below this are no help to anybody. */
const LEAST_SIMILAR = 0.6
/** A type that few other columns have is a good guess; a number can be anything. */
const TYPE_CONFIDENCE: Partial<Record<FieldType, number>> = {
  email: 0.85,
  phone: 0.85,
  url: 0.8,
  date: 0.75,
}
const WEAK_TYPE_CONFIDENCE = 0.6

/**
 * A mapping for each column that has one, by source, each target once. In this order, each step for
 * what is still free: remembered, same name, links by name, near misses, type of the values.
 */
export function suggestMappings({
  columns,
  entity,
  remembered = [],
}: Suggesting): Map<string, Suggestion> {
  const fields = fieldTargets(entity)
  const links = linkTargets(entity)
  const board = createBoard(columns)
  suggestRemembered(board, [...fields, ...links], remembered)
  suggestByName(board, fields)
  suggestByName(board, links)
  suggestSimilar(board, [...fields, ...links], APPLIED_CONFIDENCE)
  suggestByType(board, fields)
  // Not links: each has a “… name”, which half of all headers are a little like.
  suggestSimilar(board, fields, LEAST_SIMILAR)
  return board.suggestions
}

interface Board {
  suggestions: Map<string, Suggestion>
  freeColumns(): Profile[]
  isFree(target: Target): boolean
  take(column: Profile, target: Target, why: Why): void
  /** The column gets no suggestion. */
  setAside(column: Profile): void
}

type Why = Pick<Suggestion, 'reason' | 'confidence'> & { formats?: Formats }
type Formats = Pick<ColumnMapping, 'dateFormat' | 'numberFormat'>

const targetKey = ({ target, entityLink }: Pick<RememberedMapping, 'target' | 'entityLink'>) =>
  JSON.stringify([entityLink, target])

function createBoard(columns: readonly Profile[]): Board {
  const suggestions = new Map<string, Suggestion>()
  const taken = new Set<string>()
  const aside = new Set<string>()
  return {
    suggestions,
    freeColumns: () =>
      columns.filter(({ source }) => !suggestions.has(source) && !aside.has(source)),
    setAside: ({ source }) => void aside.add(source),
    isFree: (target) => !taken.has(targetKey(target)),
    take(column, { target, entityLink, type }, { formats: last, ...why }) {
      taken.add(targetKey({ target, entityLink }))
      const formats = formatsOf(column, type, last)
      const mapping = { source: column.source, target, entityLink, ...formats }
      suggestions.set(column.source, { ...mapping, ...why })
    },
  }
}

/** The format that the values prove, else the one chosen last; null where the user has to say. */
function formatsOf(column: Profile, type: FieldType | null, last?: Formats): Formats {
  const isDate = type === 'date' || type === 'datetime'
  const isNumber = type === 'number' || type === 'currency'
  const { dateFormats, numberFormats } = column
  return {
    dateFormat: isDate
      ? (chooseDateFormat(dateFormats) ?? possible(last?.dateFormat, dateFormats))
      : null,
    numberFormat: isNumber
      ? (chooseNumberFormat(numberFormats) ?? possible(last?.numberFormat, numberFormats))
      : null,
  }
}

const possible = <F>(last: F | undefined, readings: readonly { format: F }[] = []): F | null =>
  readings.find(({ format }) => format === last)?.format ?? null

function suggestRemembered(
  board: Board,
  targets: readonly Target[],
  remembered: readonly RememberedMapping[],
) {
  const byHeader = new Map(remembered.map((mapping) => [foldHeader(mapping.source), mapping]))
  for (const column of board.freeColumns()) {
    const mapping = byHeader.get(foldHeader(column.source))
    if (mapping?.target === null) board.setAside(column)
    const target = mapping && targets.find((one) => targetKey(one) === targetKey(mapping))
    if (!target || !board.isFree(target)) continue
    board.take(column, target, { reason: 'remembered', confidence: 1, formats: mapping })
  }
}

function suggestByName(board: Board, targets: readonly Target[]) {
  for (const column of board.freeColumns()) {
    const header = foldHeader(column.source)
    const target = targets.find((one) => board.isFree(one) && one.names.includes(header))
    if (target) board.take(column, target, { reason: 'name', confidence: 1 })
  }
}

/** The most alike pair first, so that a column does not take what another one means more. */
function suggestSimilar(board: Board, targets: readonly Target[], least: number) {
  const pairs = board.freeColumns().flatMap((column) => {
    const header = foldHeader(column.source)
    return targets
      .filter((target) => board.isFree(target))
      .map((target) => ({ column, target, confidence: likeness(header, target) }))
      .filter(({ confidence }) => confidence >= least)
  })
  for (const { column, target, confidence } of pairs.sort((a, b) => b.confidence - a.confidence)) {
    if (board.suggestions.has(column.source) || !board.isFree(target)) continue
    board.take(column, target, { reason: 'similar', confidence })
  }
}

/** Never as sure as the same name. */
const likeness = (header: string, { names }: Target) => {
  const best = Math.max(...names.map((name) => nameSimilarity(header, name)))
  return Math.min(0.95, Math.round(best * 100) / 100)
}

function suggestByType(board: Board, fields: readonly Target[]) {
  for (const column of board.freeColumns()) {
    const type = column.inferredType
    const target = type && fields.find((one) => one.type === type && board.isFree(one))
    if (!target) continue
    const confidence = TYPE_CONFIDENCE[type] ?? WEAK_TYPE_CONFIDENCE
    board.take(column, target, { reason: 'type', confidence })
  }
}
