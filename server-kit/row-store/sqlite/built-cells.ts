import type { CellValue } from '../../values/cell-rule.ts'
import { foldKey, keysOf } from '../../values/fold-key.ts'
import type { BuiltCell, LinkKey, MatchKey, MatchPlan } from '../row-store.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'

type PlannedKeys = MatchPlan['keys']

const NO_PLAN: MatchPlan = { keys: [], links: [], required: [] }

/** The plan of the latest matching pass. */
export function matchPlanOf(store: StoreFile): MatchPlan {
  const row = store.get<{ match_plan: string | null }>('SELECT match_plan FROM store')
  return row?.match_plan ? JSON.parse(row.match_plan) : NO_PLAN
}

/** A cell with the decision on its value applied, typed; withheld when skipped or in error. */
export function buildCell(store: StoreFile, column: MappedColumn, raw: string): BuiltCell {
  const { source, target, entityLink } = column.rule
  const decision = store.decisions.of(column.place, raw)
  const text = decision?.correction ?? raw
  const withheld: BuiltCell = {
    source,
    target,
    entityLink,
    withheld: true,
    value: null,
    mapped: text,
  }
  if (decision && (decision.isSkipped || decision.isRefused)) return withheld
  const parsed = store.judge(column).parse(text)
  if (!parsed.ok) return withheld
  return { source, target, entityLink, withheld: false, value: parsed.value, mapped: parsed.mapped }
}

/** The keys of those cells that are neither blank nor withheld, in the plan's order. */
export function keysIn(cells: ReadonlyMap<string, BuiltCell>, planned: PlannedKeys): MatchKey[] {
  return planned.flatMap(({ source, field }) => {
    const cell = cells.get(source)
    const values = cell && !cell.withheld ? keysOf(cell.value) : []
    return values.length > 0 ? [{ field, values }] : []
  })
}

/** Per link the first key that decides it. */
export function linkKeys(
  cells: ReadonlyMap<string, BuiltCell>,
  plan: MatchPlan,
): Record<string, LinkKey> {
  const found = plan.links.flatMap(({ link, keys }) => {
    const key = firstLinkKey(cells, keys)
    return key ? [[link, key] as const] : []
  })
  return Object.fromEntries(found)
}

function firstLinkKey(cells: ReadonlyMap<string, BuiltCell>, planned: PlannedKeys): LinkKey | null {
  for (const { source, field } of planned) {
    const cell = cells.get(source)
    const texts = cell && !cell.withheld ? textsByKey(cell.value) : new Map<string, string>()
    if (texts.size > 0) return { field, values: [...texts.keys()], texts: [...texts.values()] }
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
