import type { BulkAnswer, ChangedValue } from '../../contract/index.ts'
import { ImportError } from '../../errors.ts'
import { createReplacer } from '../../values/replace-text.ts'
import type { BulkChange } from '../row-store.ts'
import {
  followingRows,
  MOST_SAMPLES,
  parsedError,
  PREVIEWED,
  textNow,
  type Previewed,
} from './bulk-values.ts'
import { corrected, judgeAgain, saveDecision, type Decided } from './decide-value.ts'
import { Slice, type Steps } from './slices.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'

const PAGE = 1000

type Replacement = Extract<BulkChange, { action: 'replace' }>

interface Changing {
  row: Previewed
  after: string
}

/** See `RowStore.bulk`. */
export function* replaceText(
  store: StoreFile,
  column: MappedColumn,
  change: Replacement,
): Steps<BulkAnswer> {
  if (change.find === '' && !change.wholeValue) {
    throw new ImportError('invalid_request', 'Say which text is to be replaced.')
  }
  const slice = new Slice()
  const replaced = createReplacer(change)
  const changed = { changedValues: 0, changedRows: 0 }
  const samples: ChangedValue[] = []
  for (let page = pageAfter(store, column, null); page.length > 0;) {
    const changing = page.flatMap((row): Changing[] => {
      const after = replaced(textNow(row))
      return after === textNow(row) ? [] : [{ row, after }]
    })
    if (change.preview) {
      const room = MOST_SAMPLES - samples.length
      samples.push(...changing.slice(0, room).map((one) => sampleOf(store, column, one)))
    } else if (changing.length > 0) {
      store.transaction(() => {
        for (const one of changing) saveReplaced(store, column, one)
        store.outdateMatches(column.source)
      })
    }
    changed.changedValues += changing.length
    for (const { row } of changing) changed.changedRows += followingRows(store, column.place, row)
    if (slice.isOver()) yield
    page = pageAfter(store, column, page.at(-1)?.value ?? null)
  }
  if (change.preview) return { ...changed, samples }
  const isForHost = column.rule.hasHostRule || column.rule.isUnique
  if (changed.changedValues > 0 && isForHost) judgeAgain(store, column)
  return changed
}

const pageAfter = (store: StoreFile, { place }: MappedColumn, after: string | null) =>
  store.all<Previewed>(
    `SELECT ${PREVIEWED} FROM column_values
     WHERE place = @place AND skipped = 0 ${after === null ? '' : 'AND value > @after'}
     ORDER BY value LIMIT ${PAGE}`,
    { place, after },
  )

const decidedBy = (store: StoreFile, column: MappedColumn, { row, after }: Changing): Decided =>
  corrected(store, column, { value: row.value, correction: after })

const saveReplaced = (store: StoreFile, column: MappedColumn, changing: Changing) =>
  saveDecision(store, column, {
    value: changing.row.value,
    decided: decidedBy(store, column, changing),
  })

function sampleOf(store: StoreFile, column: MappedColumn, changing: Changing): ChangedValue {
  const { row, after } = changing
  const { value, rows } = row
  const { correction, correctionError, skipped } = decidedBy(store, column, changing)
  const isAsRead = correction === null && skipped === 0
  const error = isAsRead ? parsedError(row.raw_error) : correctionError
  return { value, rows, before: textNow(row), after: skipped === 1 ? '' : after, error }
}
