import { MATCH_ACTIONS } from '../../contract/stages.ts'
import type { RowToMatch, RowToWrite } from '../row-store.ts'
import { BatchRow } from './batch-row.ts'
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
  type Cells,
  packColumn,
  type PackedColumn,
  type PackedTexts,
  textsIn,
  unpackColumn,
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

const keysIn = (cells: Cells): PackedKey[] =>
  cells.map((key) => (typeof key === 'string' || Array.isArray(key) ? key : null))

function unpack(packed: PackedRows, asRead: (place: number) => string[]): KeyedRows {
  const { rowNumbers, missing } = packed
  return {
    rowNumbers,
    own: packed.own.map(({ target, column }) => ({ target, values: unpackColumn(column, asRead) })),
    keys: packed.keys.map(({ field, column }) => ({
      field,
      values: keysIn(unpackColumn(column, asRead)),
    })),
    links: packed.links.map(({ values, texts, ...link }) => ({
      ...link,
      values: keysIn(unpackColumn(values, asRead)),
      texts: keysIn(unpackColumn(texts, asRead)),
    })),
    missing,
  }
}

/** The cells of a file's columns, unpacked when they are asked for. */
function cellsAsRead(columns: readonly PackedTexts[]): (place: number) => string[] {
  const known = new Map<number, string[]>()
  return (place) => {
    const column = columns[place]
    const cells = known.get(place) ?? (column ? textsIn(column) : [])
    known.set(place, cells)
    return cells
  }
}

export function unpackBatch(batch: PackedBatch): RowToWrite[] {
  const asRead = cellsAsRead(batch.cells)
  const rows = unpack(batch, asRead)
  const missing = missingByRow(rows)
  const shared = {
    own: new Map(rows.own.map(({ target, values }) => [target, values])),
    valuesAt: (place: number) => valuesAt(rows, place),
    rawAt: (place: number) => batch.cells.map((_, column) => asRead(column)[place] ?? ''),
  }
  return rows.rowNumbers.map((rowNumber, place) => {
    const allKeys = keysAt(rows, place)
    const links = linksAt(rows, place)
    const action = MATCH_ACTIONS[batch.actions[place] ?? 0] ?? 'create'
    const decided = { rowNumber, allKeys, links, missing: missing.get(place) ?? null, action }
    return new BatchRow(decided, place, shared)
  })
}

export function unpackToMatch(packed: PackedToMatch): RowToMatch[] {
  const rows = unpack(packed, () => [])
  const missing = missingByRow(rows)
  return rows.rowNumbers.map((rowNumber, place) => {
    const allKeys = keysAt(rows, place)
    return {
      rowNumber,
      key: allKeys[0] ?? null,
      allKeys,
      links: linksAt(rows, place),
      missing: missing.get(place) ?? null,
      values: valuesAt(rows, place),
      hasWithheld: packed.withheld[place] === 1,
    }
  })
}
