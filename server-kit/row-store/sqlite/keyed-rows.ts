import type { CellValue } from '../../values/cell-rule.ts'
import type { LinkKey, MatchKey } from '../row-store.ts'
import type { CellAt, Cells } from './packed-column.ts'

/** A text is a key of its own; null: none. */
export type PackedKey = string | string[] | null

/** What decides rows, by the column: an object a row would be most of the work. */
export interface RowKeys {
  /** By priority. */
  keys: { field: string; values: PackedKey[] }[]
  links: LinkColumn[]
  /** By the plan's order: the places of rows that lack what a new record needs. */
  missing: { message: string; rows: number[] }[]
}

export interface LinkColumn {
  link: string
  fields: string[]
  /** The place in `fields` of the key that decides a row; -1: none. */
  decidedBy: Int8Array
  values: PackedKey[]
  texts: PackedKey[]
}

export interface KeyedRows extends RowKeys {
  rowNumbers: number[]
  /** The record's own fields. */
  own: { target: string; values: Cells }[]
}

export interface RowsToMatch extends KeyedRows {
  /** 1 where a cell is withheld. */
  withheld: Uint8Array
}

export function missingByRow({ missing }: Pick<RowKeys, 'missing'>): Map<number, string> {
  const byRow = new Map<number, string>()
  for (const { message, rows } of missing.toReversed()) {
    for (const place of rows) byRow.set(place, message)
  }
  return byRow
}

const listed = (values: string | string[]) => (typeof values === 'string' ? [values] : values)

const NO_KEYS: MatchKey[] = []

/** Without `push`, which makes room for seventeen: rows come by the million. */
export function keysAt({ keys }: RowKeys, place: number): MatchKey[] {
  let found = NO_KEYS
  for (const { field, values } of keys) {
    const value = values[place] ?? null
    if (value === null) continue
    const key = { field, values: listed(value) }
    found = found.length === 0 ? [key] : [...found, key]
  }
  return found
}

/** The key that decides where a row's link leads; null: none. */
export function linkKeyAt(link: LinkColumn, place: number): MatchKey | null {
  const field = link.fields[link.decidedBy[place] ?? -1]
  return field === undefined ? null : { field, values: listed(link.values[place] ?? []) }
}

// Shared: empty objects by the million are work for the garbage collector.
const NO_LINKS: Record<string, LinkKey> = Object.freeze({})
const NO_VALUES: Record<string, CellValue> = Object.freeze({})

export function linksAt({ links }: Pick<RowKeys, 'links'>, place: number): Record<string, LinkKey> {
  if (links.length === 0) return NO_LINKS
  const found: Record<string, LinkKey> = {}
  for (const { link, fields, decidedBy, values, texts } of links) {
    const field = fields[decidedBy[place] ?? -1]
    if (field === undefined) continue
    found[link] = { field, values: listed(values[place] ?? []), texts: listed(texts[place] ?? []) }
  }
  return found
}

export function valuesAt(
  own: readonly { target: string; cellAt: CellAt }[],
  place: number,
): Record<string, CellValue> {
  if (own.length === 0) return NO_VALUES
  const found: Record<string, CellValue> = {}
  for (const { target, cellAt } of own) {
    const value = cellAt(place)
    if (value !== undefined) found[target] = value
  }
  return found
}
