import type { KitParts } from '../kit-parts.ts'
import type { Import } from '../model/import.ts'
import type { RowStore } from '../row-store/row-store.ts'
import { hostJudge, type HostJudge } from './host-verdicts.ts'

const PAGE = 1000

/**
 * Validates the pending columns of an import: the built-in types in the row store, what only the host
 * knows here, in pages of distinct values. Resolves early when `signal` aborts.
 */
export async function validateImport(
  kit: Pick<KitParts, 'rows' | 'registry' | 'db' | 'clock'>,
  record: Import,
  signal: AbortSignal,
): Promise<void> {
  const store = kit.rows.open(record.id)
  await store.validate(signal)
  const { columns } = await store.progress()
  const waiting = new Set(columns.filter((c) => c.status === 'validating').map((c) => c.source))
  for (const rule of await store.rules()) {
    if (!rule.hasHostRule || !waiting.has(rule.source) || signal.aborted) continue
    const judge = await hostJudge(kit, record, rule)
    await judgeColumn(store, rule.source, { judge, signal })
  }
}

async function judgeColumn(
  store: RowStore,
  source: string,
  { judge, signal }: { judge: HostJudge; signal: AbortSignal },
) {
  let after: string | null = null
  while (!signal.aborted) {
    const page = await store.valuesForHost({ source, after, limit: PAGE })
    const last = page.at(-1)
    if (!last) return store.hostDone(source)
    const errors = await judge(page.map(({ typed }) => typed))
    await store.saveHostVerdicts(
      source,
      page.map(({ value }, index) => ({ value, error: errors[index] ?? null })),
    )
    after = last.value
  }
}
