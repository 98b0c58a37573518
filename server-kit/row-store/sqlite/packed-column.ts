import type { CellValue } from '../../values/cell-rule.ts'

/** Typed cells of a column; undefined where they are withheld. */
export type Cells = (CellValue | undefined)[]

/** A column as it crosses threads: to send a text by itself costs more than to type it. */
export type PackedColumn =
  /** Its cells as read are its values, but for the white space around. */
  | { kind: 'as read'; place: number; withheld: Uint8Array | null }
  | PackedTexts
  | { kind: 'numbers'; numbers: Float64Array; states: Uint8Array }
  | { kind: 'values'; values: Cells }

/** Texts one after the other. */
export interface PackedTexts {
  kind: 'texts'
  text: string
  lengths: Int32Array
}

/** In place of a length. */
const NULL = -1
const WITHHELD = -2

/** The state of a number. */
const IS_NULL = 1
const IS_WITHHELD = 2

export function packColumn(values: Cells): PackedColumn {
  if (values.every(isTextOrNone)) return packTexts(values)
  if (values.every(isNumberOrNone)) return packNumbers(values)
  return { kind: 'values', values }
}

const isNone = (value: CellValue | undefined) => value === null || value === undefined
const isTextOrNone = (value: CellValue | undefined): value is string | null | undefined =>
  typeof value === 'string' || isNone(value)
const isNumberOrNone = (value: CellValue | undefined): value is number | null | undefined =>
  typeof value === 'number' || isNone(value)

export function packTexts(values: readonly (string | null | undefined)[]): PackedTexts {
  const lengths = new Int32Array(values.length)
  values.forEach((value, place) => {
    lengths[place] = value?.length ?? (value === null ? NULL : WITHHELD)
  })
  return { kind: 'texts', text: values.join(''), lengths }
}

function packNumbers(values: readonly (number | null | undefined)[]): PackedColumn {
  const numbers = new Float64Array(values.length)
  const states = new Uint8Array(values.length)
  values.forEach((value, place) => {
    numbers[place] = value ?? 0
    if (value === null) states[place] = IS_NULL
    else if (value === undefined) states[place] = IS_WITHHELD
  })
  return { kind: 'numbers', numbers, states }
}

/** `asRead` answers the cells of a column of the file. */
export function unpackColumn(packed: PackedColumn, asRead: (place: number) => string[]): Cells {
  switch (packed.kind) {
    case 'as read':
      return unpackAsRead(asRead(packed.place), packed.withheld)
    case 'texts':
      return unpackTexts(packed)
    case 'numbers':
      return unpackNumbers(packed)
    default:
      return packed.values
  }
}

const unpackAsRead = (cells: string[], withheld: Uint8Array | null): Cells =>
  cells.map((cell, row) => (withheld?.[row] === 1 ? undefined : cell.trim() || null))

export function unpackTexts({ text, lengths }: PackedTexts): (string | null | undefined)[] {
  const values: (string | null | undefined)[] = []
  let start = 0
  for (const length of lengths) {
    if (length < 0) values.push(length === NULL ? null : undefined)
    else values.push(text.slice(start, (start += length)))
  }
  return values
}

/** Of texts of which none is missing. */
export const textsIn = (packed: PackedTexts): string[] =>
  unpackTexts(packed).map((text) => text ?? '')

function unpackNumbers(packed: { numbers: Float64Array; states: Uint8Array }): Cells {
  const values: Cells = []
  packed.numbers.forEach((value, row) => {
    const state = packed.states[row] ?? 0
    values.push(state === 0 ? value : state === IS_NULL ? null : undefined)
  })
  return values
}
