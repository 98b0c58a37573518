import { rmSync } from 'node:fs'
import type { CellRule } from '../../values/cell-rule.ts'
import { Slice, type Steps } from './slices.ts'
import type { ColumnState, StoreFile } from './store-file.ts'
import { keptUpload } from './store-paths.ts'

const PAGE = 5000

const isSameTarget = (before: CellRule | null, after: CellRule | null) =>
  before?.target === after?.target && before?.entityLink === after?.entityLink

/** See `RowStore.setRules`. */
export function* setRules(store: StoreFile, rules: CellRule[]): Steps<void> {
  const changes = store.columns().flatMap((column) => {
    const rule = rules.find(({ source }) => source === column.source) ?? null
    return JSON.stringify(rule) === JSON.stringify(column.rule) ? [] : [{ column, rule }]
  })
  for (const { source } of rules) store.column(source)
  for (const { column, rule } of changes) {
    if (!isSameTarget(column.rule, rule)) yield* dropDecisions(store, column)
  }
  if (changes.length > 0) {
    store.transaction(() => {
      for (const { column, rule } of changes) saveRule(store, column, rule)
      store.outdateMatches()
    })
  }
  store.forgetColumns()
  // The reading is final from here on.
  rmSync(keptUpload(store.folder), { force: true })
}

function saveRule(store: StoreFile, { place }: ColumnState, rule: CellRule | null) {
  store.run(
    `UPDATE import_columns
     SET rule = ?, rule_version = rule_version + 1, status = 'pending', is_judged = 0
     WHERE place = ?`,
    rule && JSON.stringify(rule),
    place,
  )
  store.progress.delete(place)
}

function* dropDecisions(store: StoreFile, { place }: ColumnState): Steps<void> {
  const slice = new Slice()
  const drop = (condition: string) =>
    store.run(
      `UPDATE column_values
       SET correction = NULL, correction_error = NULL, host_error = NULL, skipped = 0
       WHERE place = @place AND value IN
         (SELECT value FROM column_values WHERE place = @place AND ${condition} LIMIT ${PAGE})`,
      { place },
    )
  for (const condition of [
    'skipped = 1',
    'skipped = 0 AND correction IS NOT NULL',
    'host_error IS NOT NULL',
  ]) {
    while (drop(condition) > 0) if (slice.isOver()) yield
  }
  store.decisions.forget(place)
}
