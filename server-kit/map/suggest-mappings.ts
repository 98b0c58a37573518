import type { Column, ColumnMapping, Entity } from '../contract/shapes.ts'
import { APPLIED_CONFIDENCE, type FieldType } from '../contract/stages.ts'
import type { RememberedMapping } from '../model/import.ts'
import { chooseDateFormat, chooseNumberFormat } from '../values/format-choice.ts'
import { fieldTargets, foldHeader, headerForms, linkTargets, type Target } from './header-names.ts'
import { hasWords, nameSimilarity, type Spelling, spellingOf } from './name-similarity.ts'
import { areOptions, valueEvidence } from './value-evidence.ts'

export type Suggestion = NonNullable<Column['suggestion']>
type Profile = Omit<Column, 'suggestion'>

export interface Suggesting {
  columns: readonly Profile[]
  entity: Entity
  /** What the import chose that this one is to be like. */
  liked?: readonly RememberedMapping[]
  /** What the team chose last for headers of this entity type. */
  remembered?: readonly RememberedMapping[]
}

/** Near misses below this are no help to anybody. */
const LEAST_SIMILAR = 0.6
/** Values that contradict a near miss leave it a proposal. */
const CONTRADICTED = APPLIED_CONFIDENCE - 0.05
/** All words of a name within the header, and values of its type. */
const NAMED_WITHIN = 0.85
/** An e-mail or phone number is what it is; a date, a link or a number can be anything. */
const TYPE_CONFIDENCE: Partial<Record<FieldType, number>> = {
  email: 0.85,
  phone: 0.85,
  choice: 0.85,
  url: 0.7,
}
const WEAK_TYPE_CONFIDENCE = 0.6

/**
 * A mapping for each column that has one, by source, each target once. In this order, each step for
 * what is still free: of the liked import, remembered, same name, links by name, near misses, type of the values.
 */
export function suggestMappings({
  columns,
  entity,
  liked = [],
  remembered = [],
}: Suggesting): Map<string, Suggestion> {
  const fields = fieldTargets(entity)
  const links = linkTargets(entity)
  const board = createBoard(columns)
  suggestRemembered(board, [...fields, ...links], liked)
  suggestRemembered(board, [...fields, ...links], remembered)
  suggestByName(board, fields)
  suggestByName(board, links)
  const pairs = alikePairs(board, [...fields, ...links])
  suggestSimilar(
    board,
    pairs.filter(({ confidence }) => confidence >= APPLIED_CONFIDENCE),
  )
  suggestByType(board, fields)
  // Not links: each has a “… name”, which half of all headers are a little like.
  suggestSimilar(
    board,
    pairs.filter(({ target }) => target.entityLink === null),
  )
  return board.suggestions
}

interface Board {
  suggestions: Map<string, Suggestion>
  freeColumns(): Profile[]
  /** The ways to read the column's header, folded. */
  formsOf(column: Profile): string[]
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
  const forms = headerForms(columns.map(({ source }) => source))
  return {
    suggestions,
    formsOf: ({ source }) => forms.get(source) ?? [],
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
function formatsOf(column: Profile, type: FieldType, last?: Formats): Formats {
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

/** What a target is called comes before what it may be called, whichever column is first. */
function suggestByName(board: Board, targets: readonly Target[]) {
  for (const kind of ['names', 'guesses'] as const) {
    for (const column of board.freeColumns()) {
      const forms = board.formsOf(column)
      const isNamed = (target: Target) => target[kind].some((name) => forms.includes(name))
      const target = targets.find((one) => board.isFree(one) && isNamed(one))
      if (target) board.take(column, target, { reason: 'name', confidence: 1 })
    }
  }
}

interface Pair {
  column: Profile
  target: Target
  confidence: number
}

/** The most alike pair first, so that a column does not take what another one means more. */
function alikePairs(board: Board, targets: readonly Target[]): Pair[] {
  const free = targets.filter((target) => board.isFree(target))
  return board
    .freeColumns()
    .flatMap((column) => {
      const spellings = board.formsOf(column).map(spellingOf)
      return free.map((target) => {
        return { column, target, confidence: likeness(spellings, column, target) }
      })
    })
    .filter(({ confidence }) => confidence >= LEAST_SIMILAR)
    .sort((a, b) => b.confidence - a.confidence)
}

function suggestSimilar(board: Board, pairs: readonly Pair[]) {
  for (const { column, target, confidence } of pairs) {
    if (board.suggestions.has(column.source) || !board.isFree(target)) continue
    board.take(column, target, { reason: 'similar', confidence })
  }
}

/** Never as sure as the same name; surer or less sure by what the values say. */
function likeness(headers: readonly Spelling[], column: Profile, { spellings, ...rest }: Target) {
  let likest = 0
  for (const header of headers) {
    for (const name of spellings) likest = Math.max(likest, nameSimilarity(header, name))
  }
  const best = Math.min(0.95, Math.round(likest * 100) / 100)
  const evidence = valueEvidence(column, rest)
  if (evidence === 'against') return Math.min(best, CONTRADICTED)
  if (evidence === 'none' || best >= NAMED_WITHIN) return best
  const isWithin = headers.some((header) => spellings.some((name) => hasWords(header, name)))
  return isWithin ? NAMED_WITHIN : best
}

function suggestByType(board: Board, fields: readonly Target[]) {
  for (const column of board.freeColumns()) {
    const free = fields.filter((one) => board.isFree(one))
    const target =
      free.find((one) => areOptions(column, one)) ??
      free.find(({ type }) => type === column.inferredType)
    if (!target) continue
    const confidence = TYPE_CONFIDENCE[target.type] ?? WEAK_TYPE_CONFIDENCE
    board.take(column, target, { reason: 'type', confidence })
  }
}
