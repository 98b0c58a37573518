import type { MatchKey } from '../row-store/row-store.ts'

/**
 * Which record the earlier rows of the file gave each key to, so that a later row finds what an
 * earlier one makes. An owner is a record's id or, before it is made, `row:<n>`.
 */
export interface FileIndex {
  owner(field: string, value: string): string | undefined
  register(keys: readonly MatchKey[], owner: string): void
}

export const rowOwner = (rowNumber: number) => `row:${rowNumber}`

export const isRowOwner = (owner: string) => owner.startsWith('row:')

export function createFileIndex(): FileIndex {
  const owners = new Map<string, Map<string, string>>()
  return {
    owner: (field, value) => owners.get(field)?.get(value),
    register(keys, owner) {
      for (const { field, values } of keys) {
        const ofField = owners.get(field) ?? new Map<string, string>()
        owners.set(field, ofField)
        for (const value of values) ofField.set(value, owner)
      }
    },
  }
}
