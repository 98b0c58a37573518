import { keysOf } from '../../values/fold-key.ts'
import { repeatedCell, type Repeats } from '../../values/repeated.ts'
import type { CellValue } from '../../values/cell-rule.ts'
import type { HostCell, HostValue } from '../row-store.ts'
import { groupColumn } from './group-column.ts'
import { hostCells, hostValues, saveHostCellVerdicts, saveHostVerdicts } from './host-values.ts'
import { KeyCounts } from './key-counts.ts'
import { Slice, type Steps } from './slices.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'

const PAGE = 1000
const MOST_WAITING = 5000

/** See `RowStore.countRepeats`. */
export function* countRepeats(store: StoreFile, source: string): Steps<void> {
  yield* groupColumn(store, source)
  const column = store.mappedColumn(source)
  yield* forgetRepeats(store, column)
  const seen = new KeyCounts()
  yield* eachKey(store, column, (key, rows) => seen.add(key, rows))
  if (!seen.hasSeveral) return
  // Those that may be there several times are counted to the end, by their texts.
  const counted = new Map<string, number>()
  yield* eachKey(store, column, (key, rows) => {
    if (!seen.maybeSeveral(key)) return
    counted.set(key, (counted.get(key) ?? 0) + rows)
    if (counted.size >= MOST_WAITING) saveCounts(store, column, counted)
  })
  saveCounts(store, column, counted)
  store.run('DELETE FROM repeated_keys WHERE place = ? AND rows < 2', column.place)
}

function* forgetRepeats(store: StoreFile, { place }: MappedColumn): Steps<void> {
  const forget = () =>
    store.run(
      `DELETE FROM repeated_keys WHERE place = @place AND key IN
         (SELECT key FROM repeated_keys WHERE place = @place LIMIT ${MOST_WAITING})`,
      { place },
    )
  while (forget() > 0) yield
}

/** The keys of all cells as they will be written: corrected, and without what is skipped. */
function* eachKey(
  store: StoreFile,
  { source }: MappedColumn,
  see: (key: string, rows: number) => void,
): Steps<void> {
  yield* eachPage(store, source, (page) => {
    for (const { typed, rows, skipped } of page) {
      const keys = skipped || rows <= 0 ? [] : keysOf(typed)
      for (const key of keys) see(key, rows)
    }
  })
  for (const page of cellPages(store, source)) {
    for (const key of page.flatMap(({ typed }) => keysOf(typed))) see(key, 1)
    yield
  }
}

function* eachPage(
  store: StoreFile,
  source: string,
  see: (page: HostValue[]) => void,
): Steps<void> {
  const slice = new Slice()
  for (let after: string | null = null; ;) {
    const page: HostValue[] = yield* hostValues(store, { source, after, limit: PAGE })
    see(page)
    after = page.at(-1)?.value ?? null
    if (after === null) return
    if (slice.isOver()) yield
  }
}

function* cellPages(store: StoreFile, source: string) {
  for (let after = 0; ;) {
    const page = hostCells(store, { source, after, limit: PAGE })
    const last = page.at(-1)
    if (!last) return
    yield page
    after = last.rowNumber
  }
}

function saveCounts(store: StoreFile, { place }: MappedColumn, counted: Map<string, number>) {
  store.transaction(
    () =>
      store.run(
        `INSERT INTO repeated_keys (place, key, rows)
         SELECT ?, found.value ->> 0, found.value ->> 1 FROM json_each(?) AS found WHERE true
         ON CONFLICT (place, key) DO UPDATE SET rows = rows + excluded.rows`,
        place,
        JSON.stringify([...counted]),
      ),
    'lasting later',
  )
  counted.clear()
}

/** How often the keys of some cells are there, of those that are there several times. */
export function repeatsOf(
  store: StoreFile,
  { place }: MappedColumn,
  values: readonly CellValue[],
): Repeats {
  const found = store.tuples<[string, number]>(
    `SELECT key, rows FROM repeated_keys
     WHERE place = ? AND key IN (SELECT value FROM json_each(?))`,
    place,
    JSON.stringify(values.flatMap(keysOf)),
  )
  return new Map(found)
}

/** See `RowStore.judgeRepeats`. */
export function* judgeRepeats(store: StoreFile, source: string): Steps<void> {
  const column = store.mappedColumn(source)
  const { place } = column
  if (!store.get('SELECT 1 FROM repeated_keys WHERE place = ? LIMIT 1', place)) return
  const judged = <T extends HostValue | HostCell>(page: readonly T[]) => {
    const typed = page.map((item) => item.typed)
    const repeats = repeatsOf(store, column, typed)
    return page.map((item) => ({ ...item, error: repeatedCell(item.typed, repeats) }))
  }
  yield* eachPage(store, source, (page) => {
    const errors = judged(page).filter(({ error }) => error !== null)
    if (errors.length > 0) saveHostVerdicts(store, source, errors)
  })
  for (const page of cellPages(store, source)) {
    saveHostCellVerdicts(store, source, judged(page))
    yield
  }
}
