import type { EntityLinkDefinition, ImporterField } from '../importer/importer.ts'
import type { KitParts } from '../kit-parts.ts'
import { findRecords, settle, waitFor } from '../matching/find-records.ts'
import { matcherLabel } from '../matching/resolve-link.ts'
import type { Import } from '../model/import.ts'
import type { CellError, CellRule, CellValue } from '../values/cell-rule.ts'
import { foldKey, keysOf } from '../values/fold-key.ts'

type HostParts = Pick<KitParts, 'registry' | 'db' | 'clock'>

/** Judges typed values by what only the host knows; the answer is aligned, null is no objection. */
export type HostJudge = (values: CellValue[]) => Promise<(CellError | null)[]>

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
  return async (values) => values.map((value) => (field ? judgeByRules(field, value) : null))
}

function judgeByRules({ rules, multiple }: ImporterField, value: CellValue): CellError | null {
  const problem = (item: unknown) => rules?.safeParse(item).error?.issues[0]?.message ?? null
  return multiple ? perItem(value, problem) : problem(value)
}

/** A `match_only` matcher: every value must find a record, or its rows go without the link. */
function linkJudge(
  kit: HostParts,
  record: Import,
  { link, rule }: { link: EntityLinkDefinition; rule: CellRule },
): HostJudge {
  const { teamId, userId, id: importId } = record
  const { findBy } = kit.registry.linkCalls(link)
  return async (values) => {
    const context = { teamId, userId, importId, tx: kit.db, now: kit.clock.now() }
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
