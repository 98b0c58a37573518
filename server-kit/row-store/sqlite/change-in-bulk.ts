import type { BulkAnswer } from '../../contract/index.ts'
import { ImportError } from '../../errors.ts'
import type { BulkChange } from '../row-store.ts'
import { corrected, judgeAgain, saveDecision } from './decide-value.ts'
import { groupColumn } from './group-column.ts'
import { Slice, type Steps } from './slices.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'

const PAGE = 1000

/** See `RowStore.bulk`. */
export function* changeInBulk(store: StoreFile, change: BulkChange): Steps<BulkAnswer> {
  store.mappedColumn(change.source)
  yield* groupColumn(store, change.source)
  const column = store.mappedColumn(change.source)
  const answer =
    change.action === 'skip_errors'
      ? yield* skipErrors(store, column)
      : yield* replaceText(store, column, change)
  if (column.rule.isUnique && answer.changedValues > 0) judgeAgain(store, column)
  return answer
}

interface Counted {
  value: string
  rows: number
}

function* skipErrors(store: StoreFile, { place }: MappedColumn): Steps<BulkAnswer> {
  const slice = new Slice()
  const changed = { changedValues: 0, changedRows: 0 }
  for (;;) {
    const page = store.transaction(() => {
      const values = store.all<Counted>(
        `UPDATE column_values SET skipped = 1, correction = NULL, correction_error = NULL
         WHERE place = @place AND value IN
           (SELECT value FROM column_values
            WHERE place = @place AND skipped = 0 AND effective_error IS NOT NULL LIMIT ${PAGE})
         RETURNING value, rows`,
        { place },
      )
      if (values.length > 0) store.outdateMatches()
      return values
    })
    store.decisions.forget(place)
    if (page.length === 0) return changed
    changed.changedValues += page.length
    for (const { rows } of page) changed.changedRows += rows
    if (slice.isOver()) yield
  }
}

interface Effective extends Counted {
  correction: string | null
}

type Replacement = Extract<BulkChange, { action: 'replace' }>

function* replaceText(
  store: StoreFile,
  column: MappedColumn,
  { find, replace }: Replacement,
): Steps<BulkAnswer> {
  if (find === '') throw new ImportError('invalid_request', 'Say which text is to be replaced.')
  const slice = new Slice()
  const changed = { changedValues: 0, changedRows: 0 }
  let after: string | null = null
  for (;;) {
    const page: Effective[] = store.all(
      `SELECT value, rows, correction FROM column_values
       WHERE place = @place AND skipped = 0 ${after === null ? '' : 'AND value > @after'}
       ORDER BY value LIMIT ${PAGE}`,
      { place: column.place, after },
    )
    const last = page.at(-1)
    if (!last) break
    after = last.value
    const changing = page.filter((row) => (row.correction ?? row.value).includes(find))
    store.transaction(() => {
      for (const row of changing) replaceIn(store, column, { row, find, replace })
      if (changing.length > 0) store.outdateMatches()
    })
    changed.changedValues += changing.length
    for (const { rows } of changing) changed.changedRows += rows
    if (slice.isOver()) yield
  }
  if (changed.changedValues > 0 && column.rule.hasHostRule) judgeAgain(store, column)
  return changed
}

interface Change {
  row: Effective
  find: string
  replace: string
}

function replaceIn(store: StoreFile, column: MappedColumn, { row, find, replace }: Change) {
  const { value } = row
  const correction = (row.correction ?? value).split(find).join(replace)
  saveDecision(store, column, { value, decided: corrected(store, column, { value, correction }) })
}
