import { MATCH_ACTIONS } from '../../contract/stages.ts'
import type { RowToMatch, RowToWrite } from '../row-store.ts'
import { BatchRow, type SharedByRows } from './batch-row.ts'
import {
  keysAt,
  type KeyedRows,
  linksAt,
  missingByRow,
  type PackedKey,
  type RowsToMatch,
  valuesAt,
} from './keyed-rows.ts'
import {
  type CellAt,
  cellsOf,
  packColumn,
  type PackedColumn,
  type PackedTexts,
  packTexts,
  textAt,
} from './packed-column.ts'

/** Rows as they cross threads. */
interface PackedRows {
  rowNumbers: number[]
  own: { target: string; column: PackedColumn }[]
  keys: { field: string; column: PackedColumn }[]
  links: PackedLink[]
  missing: KeyedRows['missing']
}

interface PackedLink {
  link: string
  fields: string[]
  decidedBy: Int8Array
  values: PackedColumn
  texts: PackedColumn
}

export interface PackedToMatch extends PackedRows {
  withheld: Uint8Array
}

export interface PackedBatch extends PackedRows {
  /** Places in `MATCH_ACTIONS`. */
  actions: Uint8Array
  /** The cells as read, of all columns of the file. */
  cells: PackedTexts[]
}

/** `own`: those of the rows' own columns that are packed already. */
export const packKeyed = ({ rowNumbers, keys, links, missing }: Omit<KeyedRows, 'own'>) => ({
  rowNumbers,
  keys: keys.map(({ field, values }) => ({ field, column: packColumn(values) })),
  links: links.map(({ values, texts, ...link }) => ({
    ...link,
    values: packColumn(values),
    texts: packColumn(texts),
  })),
  missing,
})

export const packToMatch = ({ withheld, own, ...rows }: RowsToMatch): PackedToMatch => ({
  ...packKeyed(rows),
  own: own.map(({ target, values }) => ({ target, column: packColumn(values) })),
  withheld,
})

type Unpacked = Omit<KeyedRows, 'own'>

/** `asRead` answers a column of the file. */
function unpackKeyed(packed: PackedRows, asRead: (place: number) => PackedTexts): Unpacked {
  const { rowNumbers, missing } = packed
  const keysIn = (column: PackedColumn) => keysOf(cellsOf(column, asRead), rowNumbers.length)
  return {
    rowNumbers,
    keys: packed.keys.map(({ field, column }) => ({ field, values: keysIn(column) })),
    links: packed.links.map(({ values, texts, ...link }) => ({
      ...link,
      values: keysIn(values),
      texts: keysIn(texts),
    })),
    missing,
  }
}

const keysOf = (cellAt: CellAt, length: number): PackedKey[] =>
  Array.from({ length }, (_, place) => {
    const key = cellAt(place)
    return typeof key === 'string' || Array.isArray(key) ? key : null
  })

const NO_TEXTS = packTexts([])

/** What is made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}

export function unpackBatch(batch: PackedBatch): RowToWrite[] {
  const asRead = (place: number) => batch.cells[place] ?? NO_TEXTS
  const keyed = once(() => unpackKeyed(batch, asRead))
  const missing = once(() => missingByRow(batch))
  const own = batch.own.map(({ target, column }) => ({ target, cellAt: cellsOf(column, asRead) }))
  const shared: SharedByRows = {
    own: new Map(own.map(({ target, cellAt }) => [target, cellAt])),
    missingAt: (place) => missing().get(place) ?? null,
    keysAt: (place) => keysAt(keyed(), place),
    linksAt: (place) => linksAt(keyed(), place),
    actionAt: (place) => MATCH_ACTIONS[batch.actions[place] ?? 0] ?? 'create',
    valuesAt: (place) => valuesAt(own, place),
    rawAt: (place) => batch.cells.map((texts) => textAt(texts, place) ?? ''),
  }
  return batch.rowNumbers.map((rowNumber, place) => new BatchRow(rowNumber, place, shared))
}

export function unpackToMatch(packed: PackedToMatch): RowToMatch[] {
  const asRead = () => NO_TEXTS
  const rows = unpackKeyed(packed, asRead)
  const own = packed.own.map(({ target, column }) => ({ target, cellAt: cellsOf(column, asRead) }))
  const missing = missingByRow(rows)
  return rows.rowNumbers.map((rowNumber, place) => {
    const allKeys = keysAt(rows, place)
    return {
      rowNumber,
      key: allKeys[0] ?? null,
      allKeys,
      links: linksAt(rows, place),
      missing: missing.get(place) ?? null,
      values: valuesAt(own, place),
      hasWithheld: packed.withheld[place] === 1,
    }
  })
}
