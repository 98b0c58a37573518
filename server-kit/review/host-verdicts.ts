import { checkVerdicts } from '../importer/host-answers.ts'
import { hostContext } from '../importer/host-context.ts'
import type { EntityLinkDefinition, ImporterField } from '../importer/importer.ts'
import type { KitParts } from '../kit-parts.ts'
import { findRecords, settle, waitFor } from '../matching/find-records.ts'
import { matcherLabel } from '../matching/resolve-link.ts'
import type { Import } from '../model/import.ts'
import type { CellError, CellRule, CellValue, ItemValue } from '../values/cell-rule.ts'
import { foldKey, keysOf } from '../values/fold-key.ts'
import { repeated, type Repeats } from './repeats.ts'

/** As promised to hosts in `FieldDefinition.validate`. */
const MOST_VALUES = 500

type HostParts = Pick<KitParts, 'registry' | 'db' | 'clock'>

/** Judges typed values by what only the host knows; the answer is aligned, null is no objection. */
export type HostJudge = (values: CellValue[]) => Promise<(CellError | null)[]>

export interface Judging {
  rule: CellRule
  /** Of a column of unique values: those that several rows have. */
  repeats?: Repeats
}

/** The host's judge of a column: a field's own rule, or whether a linked record exists. */
export async function hostJudge(
  kit: HostParts,
  record: Import,
  { rule, repeats = new Map() }: Judging,
): Promise<HostJudge> {
  const importer = kit.registry.get(record.entityType)
  const link = importer.entityLinks.find(({ key }) => key === rule.entityLink)
  if (link) return linkJudge(kit, record, { link, rule })
  const fields = await importer.fieldsFor(record.teamId)
  const field = fields.find(({ key }) => key === rule.target)
  return field
    ? fieldJudge(kit, record, { field, repeats })
    : async (values) => values.map(() => null)
}

/** The field's `rules` decide first; what they accept is asked of its `validate`, each value once. */
function fieldJudge(
  kit: HostParts,
  record: Import,
  { field, repeats }: { field: ImporterField; repeats: Repeats },
): HostJudge {
  const broken = (item: ItemValue) => field.rules?.safeParse(item).error?.issues[0]?.message ?? null
  return async (values) => {
    const items = new Set(values.flatMap(itemsOf).filter((item) => broken(item) === null))
    const refused = await validated(kit, record, { field, items: [...items] })
    const problem = (item: ItemValue) =>
      broken(item) ?? refused.get(item) ?? repeated(item, repeats)
    return values.map((value) => {
      if (field.multiple) return perItem(value, problem)
      const [item] = itemsOf(value)
      return item === undefined ? null : problem(item)
    })
  }
}

const itemsOf = (value: CellValue): ItemValue[] =>
  Array.isArray(value) ? value : value === null ? [] : [value]

/** The sentences of a field's own `validate`, by value, asked in batches. */
async function validated(
  kit: HostParts,
  record: Import,
  { field, items }: { field: ImporterField; items: ItemValue[] },
): Promise<Map<ItemValue, string>> {
  const refused = new Map<ItemValue, string>()
  const host = { importer: record.entityType, call: `validate of field ${field.key}` }
  for (let start = 0; field.validate && start < items.length; start += MOST_VALUES) {
    const some = items.slice(start, start + MOST_VALUES)
    const answer = await field.validate([...some], hostContext(kit, record))
    checkVerdicts(answer, some.length, host).forEach((verdict, index) => {
      const item = some[index]
      if (verdict !== null && item !== undefined) refused.set(item, verdict)
    })
  }
  return refused
}

/** A `match_only` matcher: every value must find a record, or its rows go without the link. */
function linkJudge(
  kit: HostParts,
  record: Import,
  { link, rule }: { link: EntityLinkDefinition; rule: CellRule },
): HostJudge {
  const { findBy } = kit.registry.linkCalls(link)
  return async (values) => {
    const context = hostContext(kit, record)
    const finding = findRecords({
      keys: [{ field: rule.target, values: values.flatMap(keysOf) }],
      find: (query) => findBy(query, context),
      host: { importer: record.entityType, call: `findBy of link ${link.key}` },
      wait: waitFor,
    })
    const found = (await settle(finding)).get(rule.target)
    const problem = (item: string) =>
      found?.has(foldKey(item))
        ? null
        : `No ${link.label} found matching '${item}' by ${matcherLabel(link, rule.target)}`
    return values.map((value) => (rule.multiple ? perItem(value, problem) : problem(String(value))))
  }
}

function perItem(value: CellValue, problem: (item: string) => string | null): CellError | null {
  const errors = (Array.isArray(value) ? value : []).flatMap((item) => {
    const error = problem(item)
    return error === null ? [] : [[item, error] as const]
  })
  return errors.length > 0 ? Object.fromEntries(errors) : null
}
