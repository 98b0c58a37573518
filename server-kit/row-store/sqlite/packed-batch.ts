import { MATCH_ACTIONS } from '../../contract/stages.ts'
import type { CellValue } from '../../values/cell-rule.ts'
import type { LinkKey, MatchKey, RowToMatch, RowToWrite } from '../row-store.ts'

/** A text is a key of its own; null: none. */
export type PackedKey = string | string[] | null

/** What decides rows, as it crosses threads: by the column, since an object a row is most of the work. */
export interface PackedKeys {
  /** By priority. */
  keys: { field: string; values: PackedKey[] }[]
  links: PackedLink[]
  /** By the plan's order: the places of rows that lack what a new record needs. */
  missing: { message: string; rows: number[] }[]
}

interface PackedRows extends PackedKeys {
  rowNumbers: number[]
  /** Undefined where a cell is withheld. */
  own: { target: string; values: (CellValue | undefined)[] }[]
}

export interface PackedBatch extends PackedRows {
  /** Places in `MATCH_ACTIONS`. */
  actions: Uint8Array
  raw: JoinedCells
}

export interface PackedToMatch extends PackedRows {
  /** 1 where a cell is withheld. */
  withheld: Uint8Array
}

export interface PackedLink {
  link: string
  fields: string[]
  /** The place in `fields` of the key that decides a row; -1: none. */
  decidedBy: Int8Array
  values: PackedKey[]
  texts: PackedKey[]
}

/** The cells of rows, one after the other. */
interface JoinedCells {
  text: string
  lengths: Uint32Array
  perRow: number
}

/** Joins the texts of tuples from place `from` on. */
export function joinCells(tuples: readonly (readonly unknown[])[], from: number): JoinedCells {
  const perRow = Math.max(0, (tuples[0]?.length ?? from) - from)
  const lengths = new Uint32Array(tuples.length * perRow)
  let text = ''
  let at = 0
  for (const tuple of tuples) {
    for (let place = from; place < tuple.length; place++) {
      const cell = String(tuple[place])
      lengths[at++] = cell.length
      text += cell
    }
  }
  return { text, lengths, perRow }
}

/** Cells are needed of failed rows only. */
class CellReader {
  readonly #cells: JoinedCells
  #starts: Uint32Array | null = null

  constructor(cells: JoinedCells) {
    this.#cells = cells
  }

  row(place: number): string[] {
    const { text, lengths, perRow } = this.#cells
    const starts = (this.#starts ??= startsOf(lengths))
    return Array.from({ length: perRow }, (_, column) => {
      const at = place * perRow + column
      const start = starts[at] ?? 0
      return text.slice(start, start + (lengths[at] ?? 0))
    })
  }
}

function startsOf(lengths: Uint32Array): Uint32Array {
  const starts = new Uint32Array(lengths.length)
  let sum = 0
  lengths.forEach((length, at) => {
    starts[at] = sum
    sum += length
  })
  return starts
}

export function unpackBatch(batch: PackedBatch): RowToWrite[] {
  const reader = new CellReader(batch.raw)
  const missing = missingByRow(batch)
  return batch.rowNumbers.map((rowNumber, place) => {
    const allKeys = keysAt(batch, place)
    return {
      rowNumber,
      key: allKeys[0] ?? null,
      allKeys,
      links: linksAt(batch, place),
      missing: missing.get(place) ?? null,
      values: valuesAt(batch, place),
      action: MATCH_ACTIONS[batch.actions[place] ?? 0] ?? 'create',
      raw: () => reader.row(place),
    }
  })
}

// Written out a second time: to spread what both have took half of the time.
export function unpackToMatch(rows: PackedToMatch): RowToMatch[] {
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
      hasWithheld: rows.withheld[place] === 1,
    }
  })
}

export function missingByRow({ missing }: PackedKeys): Map<number, string> {
  const byRow = new Map<number, string>()
  for (const { message, rows } of missing.toReversed()) {
    for (const place of rows) byRow.set(place, message)
  }
  return byRow
}

export const listed = (values: string | string[]) =>
  typeof values === 'string' ? [values] : values

export function keysAt({ keys }: PackedKeys, place: number): MatchKey[] {
  const found: MatchKey[] = []
  for (const { field, values } of keys) {
    const value = values[place] ?? null
    if (value !== null) found.push({ field, values: listed(value) })
  }
  return found
}

/** The key that decides where a row's link leads; null: none. */
export function linkKeyAt(link: PackedLink, place: number): MatchKey | null {
  const field = link.fields[link.decidedBy[place] ?? -1]
  return field === undefined ? null : { field, values: listed(link.values[place] ?? []) }
}

// Shared: empty objects by the million are work for the garbage collector.
const NO_LINKS: Record<string, LinkKey> = Object.freeze({})
const NO_VALUES: Record<string, CellValue> = Object.freeze({})

export function linksAt({ links }: PackedKeys, place: number): Record<string, LinkKey> {
  if (links.length === 0) return NO_LINKS
  const found: Record<string, LinkKey> = {}
  for (const { link, fields, decidedBy, values, texts } of links) {
    const field = fields[decidedBy[place] ?? -1]
    if (field === undefined) continue
    found[link] = { field, values: listed(values[place] ?? []), texts: listed(texts[place] ?? []) }
  }
  return found
}

function valuesAt({ own }: PackedRows, place: number): Record<string, CellValue> {
  if (own.length === 0) return NO_VALUES
  const found: Record<string, CellValue> = {}
  for (const { target, values } of own) {
    const value = values[place]
    if (value !== undefined) found[target] = value
  }
  return found
}
