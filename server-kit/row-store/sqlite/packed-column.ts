import type { CellValue } from '../../values/cell-rule.ts'

/** Typed cells of a column; undefined where they are withheld. */
export type Cells = (CellValue | undefined)[]

/** A column as it crosses threads: to send a text by itself costs more than to type it. */
export type PackedColumn =
  /** Its cells as read are its values, but for the white space around. */
  | { kind: 'as read'; place: number; withheld: Uint8Array | null }
  | PackedTexts
  | PackedNumbers
  | { kind: 'values'; values: Cells }

interface PackedNumbers {
  kind: 'numbers'
  numbers: Float64Array
  states: Uint8Array
}

/** Texts one after the other. */
export interface PackedTexts {
  kind: 'texts'
  text: string
  /** Where each ends: the next one begins there. */
  ends: Int32Array
  /** Null: none is missing. */
  states: Uint8Array | null
}

/** In place of a cell. */
const IS_NULL = 1
const IS_WITHHELD = 2

const stateOf = (value: CellValue | undefined) =>
  value === null ? IS_NULL : value === undefined ? IS_WITHHELD : 0

const inPlace = (state: number) => (state === IS_NULL ? null : undefined)

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
  const ends = new Int32Array(values.length)
  let end = 0
  let isAnyMissing = false
  values.forEach((value, place) => {
    if (typeof value === 'string') end += value.length
    else isAnyMissing = true
    ends[place] = end
  })
  const states = isAnyMissing ? Uint8Array.from(values, stateOf) : null
  return { kind: 'texts', text: values.join(''), ends, states }
}

const packNumbers = (values: readonly (number | null | undefined)[]): PackedColumn => ({
  kind: 'numbers',
  numbers: Float64Array.from(values, (value) => value ?? 0),
  states: Uint8Array.from(values, stateOf),
})

/** A cell by its place; undefined where it is withheld. */
export type CellAt = (place: number) => CellValue | undefined

/** The cells of a column as they are asked for. `asRead` answers those of a column of the file. */
export function cellsOf(packed: PackedColumn, asRead: (place: number) => PackedTexts): CellAt {
  switch (packed.kind) {
    case 'as read':
      return cellsAsRead(asRead(packed.place), packed.withheld)
    case 'texts':
      return (place) => textAt(packed, place)
    case 'numbers':
      return (place) => numberAt(packed, place)
    default:
      return (place) => packed.values[place]
  }
}

const cellsAsRead =
  (texts: PackedTexts, withheld: Uint8Array | null): CellAt =>
  (place) =>
    withheld?.[place] === 1 ? undefined : textAt(texts, place)?.trim() || null

export function textAt(
  { text, ends, states }: PackedTexts,
  place: number,
): string | null | undefined {
  const state = states?.[place] ?? 0
  if (state !== 0) return inPlace(state)
  return text.slice(place === 0 ? 0 : ends[place - 1], ends[place])
}

function numberAt({ numbers, states }: PackedNumbers, place: number): CellValue | undefined {
  const state = states[place] ?? 0
  return state === 0 ? numbers[place] : inPlace(state)
}

export function unpackTexts(packed: PackedTexts): (string | null | undefined)[] {
  // Of its length at once: a list that grows is copied several times.
  return Array.from(packed.ends, (_, place) => textAt(packed, place))
}

/** Of texts of which none is missing. */
export const textsIn = (packed: PackedTexts): string[] =>
  unpackTexts(packed).map((text) => text ?? '')
