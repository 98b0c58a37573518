import type { BlockRecord } from '../../upload/record-block.ts'
import { putVarint, varintLength, type TablePages } from './table-pages.ts'

// A row as SQLite stores it: the length of its header, a type for each column, then the values.

const NULL_TYPE = 0
const FALSE_TYPE = 8
const TRUE_TYPE = 9
/** Of an empty text; each byte of a text adds 2. */
const TEXT_TYPE = 13
/** The columns before the cells: see `createRows`. */
const FIXED_COLUMNS = 2
const HAS_EXTRA = 1
const LONGEST_SHORT_TEXT = 57
/** Up to this many bytes a loop is faster than a call. */
const SHORT = 64

interface RowShape {
  /** How many cells the row has; those that the record lacks are blank. */
  columns: number
  hasExtra: boolean
}

/** Puts the records of a file, as they are, into the rows of a table. */
export class RowBytes {
  readonly #pages: TablePages
  #filled = 0
  #types = 0
  /** The header with its own length, and the whole row. */
  #header = 0
  #length = 0

  constructor(pages: TablePages) {
    this.#pages = pages
  }

  add(id: number, record: BlockRecord, shape: RowShape): void {
    this.#measure(record, shape.columns)
    const place = this.#pages.place(id, this.#length)
    if (place >= 0) {
      this.#write(this.#pages.view, place, { record, shape })
      return
    }
    const row = new Uint8Array(this.#length)
    this.#write(new DataView(row.buffer), 0, { record, shape })
    this.#pages.addLong(id, row)
  }

  #measure(record: BlockRecord, columns: number) {
    const { starts, ends } = record.block
    this.#filled = Math.min(record.width, columns)
    const last = record.first + this.#filled
    let types = FIXED_COLUMNS + columns
    let body = 0
    for (let cell = record.first; cell < last; cell++) {
      const length = (ends[cell] ?? 0) - (starts[cell] ?? 0)
      body += length
      if (length > LONGEST_SHORT_TEXT) types += varintLength(TEXT_TYPE + 2 * length) - 1
    }
    const own = types + 1 < 0x80 ? 1 : types + 2 < 0x4000 ? 2 : 3
    this.#types = types
    this.#header = types + own
    this.#length = this.#header + body
  }

  #write(to: DataView, at: number, { record, shape }: { record: BlockRecord; shape: RowShape }) {
    const { view, starts, ends } = record.block
    const types = putVarint(to, at, this.#header)
    for (let fixed = 0; fixed < FIXED_COLUMNS; fixed++) to.setUint8(types + fixed, NULL_TYPE)
    to.setUint8(types + HAS_EXTRA, shape.hasExtra ? TRUE_TYPE : FALSE_TYPE)
    const last = record.first + this.#filled
    let typeAt = types + FIXED_COLUMNS
    let textAt = types + this.#types
    for (let cell = record.first; cell < last; cell++) {
      const start = starts[cell] ?? 0
      const end = ends[cell] ?? 0
      typeAt = putVarint(to, typeAt, TEXT_TYPE + 2 * (end - start))
      if (end - start > SHORT) copyLong(record, cell, { to, at: textAt })
      else copyShort({ view, start, end }, to, textAt)
      textAt += end - start
    }
    while (typeAt < types + this.#types) to.setUint8(typeAt++, TEXT_TYPE)
  }
}

interface Bytes {
  view: DataView
  start: number
  end: number
}

/** Four bytes at a time. */
function copyShort({ view, start, end }: Bytes, to: DataView, at: number) {
  let target = at
  let from = start
  for (; from + 4 <= end; from += 4, target += 4) to.setInt32(target, view.getInt32(from))
  for (; from < end; from++, target++) to.setUint8(target, view.getUint8(from))
}

function copyLong({ block }: BlockRecord, cell: number, target: { to: DataView; at: number }) {
  const { to, at } = target
  const source = block.bytes.subarray(block.starts[cell], block.ends[cell])
  new Uint8Array(to.buffer, to.byteOffset + at, source.length).set(source)
}
