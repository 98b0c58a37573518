import type { KitParts } from '../kit-parts.ts'
import type { Import } from '../model/import.ts'
import type { HostValue, RowStore } from '../row-store/row-store.ts'
import { hostJudge, type HostJudge } from './host-verdicts.ts'
import { createRepeatCounter } from './repeats.ts'

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
    const repeats = rule.isUnique ? await countRepeats(store, rule.source, signal) : new Map()
    const judge = await hostJudge(kit, record, { rule, repeats })
    await judgeColumn(store, rule.source, { judge, signal })
  }
}

async function countRepeats(store: RowStore, source: string, signal: AbortSignal) {
  const counter = createRepeatCounter()
  for await (const page of pages(store, source, signal)) counter.see(page)
  return counter.repeats()
}

async function judgeColumn(
  store: RowStore,
  source: string,
  { judge, signal }: { judge: HostJudge; signal: AbortSignal },
) {
  for await (const page of pages(store, source, signal)) {
    const errors = await judge(page.map(({ typed }) => typed))
    await store.saveHostVerdicts(
      source,
      page.map(({ value }, index) => ({ value, error: errors[index] ?? null })),
    )
  }
  if (!signal.aborted) await store.hostDone(source)
}

async function* pages(store: RowStore, source: string, signal: AbortSignal) {
  let after: string | null = null
  while (!signal.aborted) {
    const page: HostValue[] = await store.valuesForHost({ source, after, limit: PAGE })
    const last = page.at(-1)
    if (!last) return
    yield page
    after = last.value
  }
}
