import { checkVerdicts } from '../importer/host-answers.ts'
import { hostCalls } from '../importer/host-context.ts'
import type { EntityLinkDefinition, ImporterField } from '../importer/importer.ts'
import type { KitParts } from '../kit-parts.ts'
import { findValues, settle, waitFor } from '../matching/find-records.ts'
import { matcherLabel } from '../matching/resolve-link.ts'
import type { Import } from '../model/import.ts'
import type { CellError, CellRule, CellValue, ItemValue } from '../values/cell-rule.ts'
import { foldKey, keysOf } from '../values/fold-key.ts'
import { repeated, type Repeats } from '../values/repeated.ts'

/** As promised to hosts in `FieldDefinition.validate`. */
const MOST_VALUES = 500

type HostParts = Pick<KitParts, 'registry' | 'db' | 'clock' | 'hostCallTimeout'>

/**
 * Judges typed values by what only the host knows; the answer is aligned, null is no objection. Of a
 * column of unique values `repeats` are those that several rows have.
 */
export type HostJudge = (values: CellValue[], repeats?: Repeats) => Promise<(CellError | null)[]>

/** The host's judge of a column: a field's own rule, or whether a linked record exists. */
export async function hostJudge(
  kit: HostParts,
  record: Import,
  rule: CellRule,
): Promise<HostJudge> {
  const importer = kit.registry.get(record.entityType)
  const link = importer.entityLinks.find(({ key }) => key === rule.entityLink)
  if (link) return linkJudge(kit, record, { link, rule })
  const fields = await importer.fieldsFor(record.teamId)
  const field = fields.find(({ key }) => key === rule.target)
  return field ? fieldJudge(kit, record, field) : async (values) => values.map(() => null)
}

/** The field's `rules` decide first; what they accept is asked of its `validate`, each value once. */
function fieldJudge(kit: HostParts, record: Import, field: ImporterField): HostJudge {
  const broken = (item: ItemValue) => field.rules?.safeParse(item).error?.issues[0]?.message ?? null
  return async (values, repeats = new Map()) => {
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
    const { context, wait } = hostCalls(kit, record)
    const by = `${host.call} of ${host.importer}`
    const answer = await wait(field.validate([...some], context), by)
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
    const calls = hostCalls(kit, record)
    const keys = { field: rule.target, values: [...new Set(values.flatMap(keysOf))] }
    const finding = findValues(keys, {
      find: (query) => findBy(query, calls.context),
      host: { importer: record.entityType, call: `findBy of link ${link.key}` },
      wait: waitFor,
    })
    const found = new Set((await settle(finding, calls)).map(({ value }) => value))
    const problem = (item: string) =>
      found.has(foldKey(item))
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
