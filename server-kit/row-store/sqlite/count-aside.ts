import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { isFrozen } from './freeze.ts'
import { Slice } from './slices.ts'
import type { ColumnState, StoreFile } from './store-file.ts'
import { cellColumn } from './store-schema.ts'
import { valuesAside, type Counted } from './values-aside.ts'

/** Counted values that are taken over before the clock is asked again. */
const VALUES = 5000

// The verdicts on values may be there already; a count that broke off begins again.
export const COUNTED = 'ON CONFLICT (place, value) DO UPDATE SET rows = excluded.rows'

/** The counted values of a column, in a table `counted` of a file that is attached as `schema`. */
export interface CountedValues extends Counted {
  schema: string
}

/** A column whose values are counted in a thread beside, then taken over into `column_values`. */
export interface Counting {
  /** Resolves when the values are counted. */
  counted: Promise<unknown>
  /** Resolves when `column_values` has them all. */
  taken: Promise<void>
  /** Between the two. */
  values: CountedValues | null
  /** Someone waits for it: else it is given up when the rows are being written. */
  isUrgent: boolean
}

/** Counts the values of a column; what is `urgent` comes before what is counted `ahead`. */
export function countAside(
  store: StoreFile,
  column: ColumnState,
  when: 'urgent' | 'ahead',
): Counting {
  const { place } = column
  const file = countedFile(store, place)
  const known = store.counting.get(place)
  const isUrgent = when === 'urgent'
  if (known && isUrgent) {
    valuesAside.hurry(file)
    known.isUrgent = true
  }
  if (known) return known
  const cell = cellColumn(place)
  const counted = valuesAside.count({ rows: store.path, file, cell }, isUrgent)
  const counting: Counting = { counted, taken: Promise.resolve(), values: null, isUrgent }
  counting.taken = take(store, place, { counting, counted, file })
  // Whoever asked may have left.
  counting.taken.catch(() => {})
  store.counting.set(place, counting)
  return counting
}

// A file that was closed and opened again must not find what it left behind at work.
const openings = new WeakMap<StoreFile, number>()
let lastOpening = 0

function countedFile(store: StoreFile, place: number): string {
  const opening = openings.get(store) ?? ++lastOpening
  openings.set(store, opening)
  return join(store.folder, `values-${place}-${opening}.sqlite`)
}

interface Taking {
  counting: Counting
  counted: Promise<Counted>
  file: string
}

async function take(store: StoreFile, place: number, { counting, counted, file }: Taking) {
  try {
    const values = { ...(await counted), schema: `counted_${place}` }
    if (isInVain(store, counting)) return
    store.attach(file, values.schema)
    try {
      counting.values = values
      // Who waits for the first page comes before the first slice.
      await nextTurn()
      await takeOver(store, place, { counting, values })
    } finally {
      counting.values = null
      store.detach(values.schema)
    }
  } finally {
    store.counting.delete(place)
    rmSync(file, { force: true })
  }
}

/** Counted ahead, and now nobody reviews any more. */
const isInVain = (store: StoreFile, { isUrgent }: Counting) => !isUrgent && isFrozen(store)

/** Takes the counted values over in slices; others come in between. */
async function takeOver(
  store: StoreFile,
  place: number,
  { counting, values: { schema, values } }: { counting: Counting; values: CountedValues },
) {
  const table = { schema, place }
  // The blank value, which comes first, is not after itself.
  store.transaction(() => copy(store, { ...table, which: "value = ''" }, {}), 'lasting later')
  for (let after = ''; ;) {
    const to = store.transaction(() => takeSlice(store, table, after), 'lasting later')
    if (to === null) break
    after = to
    await nextTurn()
    if (isInVain(store, counting)) return
  }
  store.run('UPDATE import_columns SET distinct_values = ? WHERE place = ?', values, place)
  store.forgetColumns()
}

interface Table {
  schema: string
  place: number
}

/** Takes values after one until the time of a slice is over; the last one of them, null at the end. */
function takeSlice(store: StoreFile, table: Table, from: string): string | null {
  const slice = new Slice()
  for (let after = from; ;) {
    const to = store.get<{ value: string }>(
      `SELECT value FROM ${table.schema}.counted WHERE value > ?
       ORDER BY value LIMIT 1 OFFSET ${VALUES - 1}`,
      after,
    )
    const which = `value > @after${to ? ' AND value <= @to' : ''}`
    copy(store, { ...table, which }, { after, ...(to && { to: to.value }) })
    if (!to) return null
    after = to.value
    if (slice.isOver()) return after
  }
}

const copy = (
  store: StoreFile,
  { schema, place, which }: Table & { which: string },
  bound: object,
) =>
  store.run(
    `INSERT INTO column_values (place, value, rows)
     SELECT @place, value, rows FROM ${schema}.counted WHERE ${which} ${COUNTED}`,
    { place, ...bound },
  )
