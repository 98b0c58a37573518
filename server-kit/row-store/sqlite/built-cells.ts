import type { FieldType } from '../../contract/stages.ts'
import type { CellValue } from '../../values/cell-rule.ts'
import { foldKey, keysOf } from '../../values/fold-key.ts'
import type { BuiltCell, LinkKey, MatchKey, MatchPlan } from '../row-store.ts'
import type { OwnCell, OwnCellsOfRows } from './own-cells.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'

type PlannedKeys = MatchPlan['keys']

/** Types whose values are the texts themselves: what was judged need not be judged again. */
const AS_READ = new Set<FieldType>(['text', 'email', 'id'])

/** No row has this number, and so no decision of its own. */
const NO_ROW = 0

const isKeptAsRead = ({ isJudged, rule }: MappedColumn) =>
  isJudged && AS_READ.has(rule.type) && !rule.multiple

const NO_PLAN: MatchPlan = { keys: [], links: [], required: [] }

/** The plan of the latest matching pass. */
export function matchPlanOf(store: StoreFile): MatchPlan {
  const row = store.get<{ match_plan: string | null }>('SELECT match_plan FROM store')
  return row?.match_plan ? JSON.parse(row.match_plan) : NO_PLAN
}

/** The columns that decide what rows do. */
export const plannedSources = ({ keys, links, required }: MatchPlan) =>
  new Set([...keys, ...links.flatMap((link) => link.keys), ...required].map(({ source }) => source))

/** Builds the cells of a page of rows; those with a decision of their own are looked up once. */
export class CellBuilder {
  readonly #store: StoreFile
  readonly #own: OwnCellsOfRows | null

  /** For rows from one row number to another, both included. */
  constructor(store: StoreFile, first: number, last: number) {
    this.#store = store
    this.#own = store.cells.inRows(first, last)
  }

  /** A cell with its own decision or the one on its value applied, typed; withheld when skipped or in error. */
  build(column: MappedColumn, rowNumber: number, raw: string): BuiltCell {
    const { source, target, entityLink } = column.rule
    const own = this.#ownOf(column, rowNumber)
    const decision = own ?? this.#store.decisions.of(column.place, raw)
    const text = decision?.correction ?? raw
    const isRefused = decision !== undefined && (decision.isSkipped || decision.isRefused)
    const parsed = isRefused ? null : this.#store.judge(column).parse(text)
    const isOwn = own !== undefined
    if (parsed?.ok) {
      const { value, mapped } = parsed
      return { source, target, entityLink, withheld: false, own: isOwn, value, mapped }
    }
    return { source, target, entityLink, withheld: true, own: isOwn, value: null, mapped: text }
  }

  /** Types the cells of one column as `build` does; undefined where they are withheld. */
  typing(column: MappedColumn): (rowNumber: number, raw: string) => CellValue | undefined {
    const typed = this.#typingByValue(column)
    if (this.#own === null) return (_, raw) => typed(raw)
    return (rowNumber, raw) =>
      this.#ownOf(column, rowNumber) ? this.#built(column, rowNumber, raw) : typed(raw)
  }

  /** For cells without a decision of their own. Most values stand as read, and are judged already. */
  #typingByValue(column: MappedColumn): (raw: string) => CellValue | undefined {
    const { decisions } = this.#store
    const { place } = column
    const isDecided = decisions.areAny(place)
      ? (raw: string) => decisions.of(place, raw) !== undefined
      : () => false
    const judge = this.#store.judge(column)
    const judged = (raw: string) => {
      if (isDecided(raw)) return this.#built(column, NO_ROW, raw)
      const parsed = judge.parse(raw)
      return parsed.ok ? parsed.value : undefined
    }
    if (!isKeptAsRead(column)) return judged
    return (raw) => {
      const isWithheld = decisions.isWithheld(place, raw)
      if (isWithheld === undefined) return judged(raw)
      if (isWithheld) return undefined
      return isDecided(raw) ? this.#built(column, NO_ROW, raw) : raw.trim() || null
    }
  }

  #built(column: MappedColumn, rowNumber: number, raw: string): CellValue | undefined {
    const { withheld, value } = this.build(column, rowNumber, raw)
    return withheld ? undefined : value
  }

  /** Whether the cells of a column that are not withheld are its values, but for white space around. */
  standsAsRead(column: MappedColumn): boolean {
    const { decisions } = this.#store
    const isUndecided = this.#own === null && !decisions.areAny(column.place)
    return isUndecided && isKeptAsRead(column)
  }

  /** Whether any cell may be; of a column that stands as it was read. */
  withholdsAny({ place }: MappedColumn): boolean {
    return this.#store.decisions.withholdsAny(place)
  }

  /** The same answer as `build` gives; typing the cells that decide nothing would be most of the work. */
  isWithheld(column: MappedColumn, rowNumber: number, raw: string): boolean {
    const own = this.#ownOf(column, rowNumber)
    const known =
      own === undefined && column.isJudged
        ? this.#store.decisions.isWithheld(column.place, raw)
        : undefined
    return known ?? this.build(column, rowNumber, raw).withheld
  }

  #ownOf({ place }: MappedColumn, rowNumber: number): OwnCell | undefined {
    return this.#own === null ? undefined : this.#own.get(rowNumber)?.get(place)
  }
}

/** The keys of those cells that are neither blank nor withheld, in the plan's order. */
export function keysIn(cells: ReadonlyMap<string, BuiltCell>, planned: PlannedKeys): MatchKey[] {
  return planned.flatMap(({ source, field }) => {
    const cell = cells.get(source)
    const values = cell && !cell.withheld ? keysOf(cell.value) : []
    return values.length > 0 ? [{ field, values }] : []
  })
}

/** The key of a cell as it is packed: a text stands for a list of one. */
export function keyOf(value: CellValue): string | string[] | null {
  const [first = null, ...others] = keysOf(value)
  return others.length > 0 && first !== null ? [first, ...others] : first
}

/** Per link the first key that decides it. */
export function linkKeys(
  cells: ReadonlyMap<string, BuiltCell>,
  plan: MatchPlan,
): Record<string, LinkKey> {
  const found = plan.links.flatMap(({ link, keys }) => {
    const columns = keys.map(({ source, field }) => {
      const cell = cells.get(source)
      return { field, values: [cell && !cell.withheld ? cell.value : null] }
    })
    const key = firstLinkKey(columns, 0)
    return key ? [[link, { field: key.field, values: key.values, texts: key.texts }] as const] : []
  })
  return Object.fromEntries(found)
}

interface FirstKey extends LinkKey {
  /** The place of the column that decides. */
  by: number
}

/** The first of a link's columns that has a key in the row at `place`. */
export function firstLinkKey(
  columns: readonly { field: string; values: readonly (CellValue | undefined)[] }[],
  place: number,
): FirstKey | null {
  for (const [by, { field, values }] of columns.entries()) {
    const texts = textsByKey(values[place] ?? null)
    if (texts.size > 0) return { by, field, values: [...texts.keys()], texts: [...texts.values()] }
  }
  return null
}

/** Of several spellings of one key the first. */
function textsByKey(value: CellValue): Map<string, string> {
  const items = Array.isArray(value) ? value : value === null ? [] : [String(value)]
  const texts = new Map<string, string>()
  for (const item of items) {
    const key = foldKey(item)
    if (key !== '' && !texts.has(key)) texts.set(key, item.trim())
  }
  return texts
}

export const bySource = (cells: readonly BuiltCell[]) =>
  new Map(cells.map((cell) => [cell.source, cell]))
