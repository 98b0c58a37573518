import type { MatchAction, Value } from '../../server-kit/contract/index.ts'
import type {
  MatchPlan,
  RowStore,
  RowStores,
  RowToMatch,
  ValuePageQuery,
} from '../../server-kit/row-store/row-store.ts'
import { newUlid } from '../../server-kit/runtime/new-id.ts'
import type { CellRule } from '../../server-kit/values/cell-rule.ts'

export const LIMITS = {
  rows: 1_000_000,
  fileBytes: 512 * 1024 * 1024,
  columns: 1000,
  cellBytes: 1024 * 1024,
}

/** A body that arrives in chunks of `size` bytes. */
export async function* bodyOf(text: string, size = 65_536) {
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

export async function filledStore(stores: RowStores, text: string): Promise<RowStore> {
  const id = newUlid()
  await stores.ingest(id, bodyOf(text), { limits: LIMITS })
  return stores.open(id)
}

/** The rule of a text column that is mapped to a field of its own name. */
export const ruleFor = (source: string, index: number, rule: Partial<CellRule> = {}): CellRule => ({
  source,
  index,
  target: source,
  entityLink: null,
  label: source,
  type: 'text',
  multiple: false,
  required: false,
  options: null,
  dateFormat: 'iso',
  numberFormat: 'point',
  timeZone: 'UTC',
  defaultCountry: 'US',
  hasHostRule: false,
  ...rule,
})

export async function valuesOf(
  store: RowStore,
  source: string,
  query: Partial<ValuePageQuery> = {},
): Promise<Value[]> {
  const page = { filter: 'all', sort: 'rows', order: 'desc', offset: 0, limit: 100 } as const
  return (await store.values({ ...page, source, ...query })).items
}

/** A whole pass, in pages of two rows. */
export async function matchAll(
  store: RowStore,
  plan: MatchPlan,
  actionOf: (row: RowToMatch) => MatchAction,
) {
  const pass = await store.beginMatching(plan)
  let after = 0
  for (;;) {
    const page = await store.rowsToMatch(pass, after, 2)
    const last = page.at(-1)
    if (!last) break
    const rows = page.map((row) => ({
      rowNumber: row.rowNumber,
      action: actionOf(row),
      matchedId: null,
      reason: null,
      hasWithheld: row.hasWithheld,
    }))
    await store.saveMatches(pass, { rows, links: [] })
    after = last.rowNumber
  }
  return store.finishMatching(pass)
}
