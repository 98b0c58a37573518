import { askHost, HostFailed } from '../importer/ask-host.ts'
import type { KitParts } from '../kit-parts.ts'
import type { Import } from '../model/import.ts'
import type { HostCell, HostValue, RowStore } from '../row-store/row-store.ts'
import { errorText } from '../runtime/error-text.ts'
import type { CellRule } from '../values/cell-rule.ts'
import { hostJudge, type HostJudge } from './host-verdicts.ts'
import { recallValues } from './team-values.ts'

const PAGE = 1000

type Validating = Pick<
  KitParts,
  'rows' | 'registry' | 'db' | 'clock' | 'model' | 'logger' | 'hostCallTimeout'
>

/**
 * Validates the pending columns of an import: the built-in types in the row store, then what the team
 * remembers and what only the host knows, in pages of distinct values. A column whose host fails is
 * done with a sentence that says so. Resolves early when `signal` aborts.
 */
export async function validateImport(
  kit: Validating,
  record: Import,
  signal: AbortSignal,
): Promise<void> {
  const store = kit.rows.open(record.id)
  await store.validate(signal)
  const { columns } = await store.progress()
  const waiting = new Set(columns.filter((c) => c.status === 'validating').map((c) => c.source))
  for (const rule of await store.rules()) {
    if (!waiting.has(rule.source) || signal.aborted) continue
    if (rule.isRemembered) await recallValues(kit, record, { store, rule })
    const column = { store, source: rule.source, signal }
    if (rule.isUnique) await store.countRepeats(rule.source)
    if (rule.isUnique && !rule.hasHostRule) await store.judgeRepeats(rule.source)
    const problem = rule.hasHostRule ? await askAbout(kit, record, { column, rule }) : undefined
    if (!signal.aborted) await store.hostDone(rule.source, problem)
  }
}

/** Judges a column by its host; a sentence when that could not be asked. */
async function askAbout(
  kit: Validating,
  record: Import,
  { column, rule }: { column: Column; rule: CellRule },
): Promise<string | undefined> {
  try {
    const judge = await askHost(() => hostJudge(kit, record, rule))
    await judgeColumn(column, rule, judge)
    return undefined
  } catch (failure) {
    if (!(failure instanceof HostFailed)) throw failure
    const { source } = rule
    kit.logger.error('values could not be checked by the host', {
      importId: record.id,
      field: rule.target,
      error: errorText(failure.cause),
    })
    return `Not all values of “${source}” could be checked. Continue without that check, or save the mapping again to repeat it.`
  }
}

interface Column {
  store: RowStore
  source: string
  signal: AbortSignal
}

async function judgeColumn(column: Column, { isUnique }: CellRule, judge: HostJudge) {
  const { store, source } = column
  const judged = async <T extends HostValue | HostCell>(page: T[]) => {
    const typed = page.map((item) => item.typed)
    const repeats = isUnique ? await store.repeatsOf(source, typed) : undefined
    const errors = await askHost(() => judge(typed, repeats))
    return page.map((item, index) => ({ ...item, error: errors[index] ?? null }))
  }
  for await (const page of valuePages(column)) {
    await store.saveHostVerdicts(source, await judged(page))
  }
  for await (const page of cellPages(column)) {
    await store.saveHostCellVerdicts(source, await judged(page))
  }
}

async function* valuePages({ store, source, signal }: Column) {
  let after: string | null = null
  while (!signal.aborted) {
    const page: HostValue[] = await store.valuesForHost({ source, after, limit: PAGE })
    const last = page.at(-1)
    if (!last) return
    yield page
    after = last.value
  }
}

async function* cellPages({ store, source, signal }: Column) {
  let after = 0
  while (!signal.aborted) {
    const page: HostCell[] = await store.cellsForHost({ source, after, limit: PAGE })
    const last = page.at(-1)
    if (!last) return
    yield page
    after = last.rowNumber
  }
}
