import { rmSync } from 'node:fs'
import type { CellRule } from '../../values/cell-rule.ts'
import { Slice, type Steps } from './slices.ts'
import type { ColumnState, StoreFile } from './store-file.ts'
import { keptUpload } from './store-paths.ts'

const PAGE = 5000

const isSameTarget = (before: CellRule | null, after: CellRule | null) =>
  before?.target === after?.target && before?.entityLink === after?.entityLink

/** See `RowStore.setRules`. */
export function* setRules(store: StoreFile, rules: CellRule[], revision = 0): Steps<void> {
  for (const { source } of rules) store.column(source)
  settleReading(store)
  // Another call may come between the steps: what is to change is asked again until nothing is to drop.
  while (revision >= store.rulesRevision()) {
    const changes = changesOf(store, rules)
    const outdated = changes.filter(
      ({ column, rule }) => !isSameTarget(column.rule, rule) && hasDecisions(store, column),
    )
    if (outdated.length === 0) return saveRules(store, changes, revision)
    for (const { column } of outdated) yield* dropDecisions(store, column)
  }
}

/** See `RowStore.settleReading`. */
export const settleReading = (store: StoreFile): void =>
  rmSync(keptUpload(store.folder), { force: true })

interface RuleChange {
  column: ColumnState
  rule: CellRule | null
}

const changesOf = (store: StoreFile, rules: readonly CellRule[]): RuleChange[] =>
  store.columns().flatMap((column) => {
    const rule = rules.find(({ source }) => source === column.source) ?? null
    return JSON.stringify(rule) === JSON.stringify(column.rule) ? [] : [{ column, rule }]
  })

function saveRules(store: StoreFile, changes: readonly RuleChange[], revision: number) {
  store.transaction(() => {
    for (const { column, rule } of changes) saveRule(store, column, rule)
    const isTriedAgain = revision > store.rulesRevision() && tryAgain(store)
    if (changes.length > 0 || isTriedAgain) store.outdateMatches()
    store.run('UPDATE store SET rules_revision = ?', revision)
  })
  store.forgetColumns()
}

/** Columns whose host could not be asked; false: there are none. */
const tryAgain = (store: StoreFile) =>
  store.run(
    `UPDATE import_columns SET status = 'pending', is_judged = 0, problem = NULL
     WHERE problem IS NOT NULL AND rule IS NOT NULL`,
  ) > 0

function saveRule(store: StoreFile, { place }: ColumnState, rule: CellRule | null) {
  store.run(
    `UPDATE import_columns
     SET rule = ?, rule_version = rule_version + 1, status = 'pending', is_judged = 0,
       problem = NULL
     WHERE place = ?`,
    rule && JSON.stringify(rule),
    place,
  )
  store.progress.delete(place)
}

const DECIDED = [
  'skipped = 1',
  'skipped = 0 AND correction IS NOT NULL',
  'host_error IS NOT NULL',
  'remembered = 2 AND skipped = 0 AND correction IS NULL',
]

const hasDecisions = (store: StoreFile, { place }: ColumnState) =>
  store.cells.counts(place).cells > 0 ||
  DECIDED.some((condition) =>
    store.get(`SELECT 1 FROM column_values WHERE place = ? AND ${condition} LIMIT 1`, place),
  )

function* dropDecisions(store: StoreFile, { place }: ColumnState): Steps<void> {
  const slice = new Slice()
  const drop = (condition: string) =>
    store.run(
      `UPDATE column_values
       SET correction = NULL, correction_error = NULL, host_error = NULL, skipped = 0,
         remembered = 0
       WHERE place = @place AND value IN
         (SELECT value FROM column_values WHERE place = @place AND ${condition} LIMIT ${PAGE})`,
      { place },
    )
  for (const condition of DECIDED) {
    while (drop(condition) > 0) if (slice.isOver()) yield
  }
  store.run('DELETE FROM cell_decisions WHERE place = ?', place)
  store.cells.forget()
  store.decisions.forget(place)
}
