import type { MatchKey } from '../row-store/row-store.ts'
import { KeyTable } from './key-table.ts'

/**
 * Which record the earlier rows of the file gave each key to, so that a later row finds what an
 * earlier one makes. An owner is a record's id or, before it is made, `row:<n>`.
 */
export interface FileIndex {
  owner(field: string, value: string): string | undefined
  /** Further records to which rows of the file gave the same key: then nobody can say which is meant. */
  others(field: string, value: string): readonly string[]
  register(keys: readonly MatchKey[], owner: string): void
}

const ROW = 'row:'

export const rowOwner = (rowNumber: number) => `${ROW}${rowNumber}`

export const isRowOwner = (owner: string) => owner.startsWith(ROW)

const NONE: readonly string[] = []
const ROW_OWNER = /^row:\d{1,9}$/

export function createFileIndex(): FileIndex {
  const tables = new Map<string, KeyTable>()
  // A key's owner as a number: a row, or less than 0 the place of a record's id.
  const ids: string[] = []
  // Hardly any: kept apart.
  const others = new Map<string, string[]>()
  const numberOf = (owner: string) => {
    if (ROW_OWNER.test(owner)) return Number(owner.slice(ROW.length))
    ids.push(owner)
    return -ids.length
  }
  const ownerOf = (number: number) => (number < 0 ? ids[-number - 1] : rowOwner(number))
  const keepOther = (key: string, before: number, owner: string) => {
    const other = ownerOf(before)
    if (other !== undefined && other !== owner) others.set(key, [...(others.get(key) ?? []), other])
  }
  return {
    owner(field, value) {
      const owner = tables.get(field)?.get(value)
      return owner === undefined ? undefined : ownerOf(owner)
    },
    others: (field, value) =>
      others.size === 0 ? NONE : (others.get(`${field}\n${value}`) ?? NONE),
    register(keys, owner) {
      if (keys.length === 0) return
      const number = numberOf(owner)
      for (const { field, values } of keys) {
        const table = tables.get(field) ?? new KeyTable()
        tables.set(field, table)
        for (const value of values) {
          const before = table.set(value, number)
          if (before !== undefined) keepOther(`${field}\n${value}`, before, owner)
        }
      }
    },
  }
}
