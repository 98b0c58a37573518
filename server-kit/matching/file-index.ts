import type { MatchKey } from '../row-store/row-store.ts'
import { KeyTable } from './key-table.ts'
import { Numbers } from './numbers.ts'
import { TextStore } from './text-store.ts'

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

/** Owners as numbers: a row is its own, a record's id is less than 0. None is 0. */
export class Owners {
  readonly #ids = new TextStore()

  ofId(id: string): number {
    return -this.#ids.add(id) - 1
  }

  of(owner: string): number {
    return ROW_OWNER.test(owner) ? Number(owner.slice(ROW.length)) : this.ofId(owner)
  }

  text(owner: number): string {
    return owner < 0 ? this.#ids.at(-owner - 1) : rowOwner(owner)
  }

  clear(): void {
    this.#ids.clear()
  }

  isSame(one: number, other: number): boolean {
    return one === other || (one < 0 && other < 0 && this.text(one) === this.text(other))
  }
}

/** The keys of one field in the rows of a file, and to whom they belong. */
export class FieldKeys {
  readonly table = new KeyTable()
  readonly #owners: Owners
  readonly #ownerOf = new Numbers()
  /** Hardly any: kept apart. */
  readonly #others = new Map<number, string[]>()

  constructor(owners: Owners) {
    this.#owners = owners
  }

  /** 0: no row so far has the key. */
  owner(entry: number): number {
    return this.#ownerOf.at(entry)
  }

  others(entry: number): readonly string[] {
    return this.#others.size === 0 ? NONE : (this.#others.get(entry) ?? NONE)
  }

  clear(): void {
    this.table.clear()
    this.#ownerOf.clear()
    this.#others.clear()
  }

  give(entry: number, owner: number): void {
    const before = this.#ownerOf.at(entry)
    this.#ownerOf.set(entry, owner)
    if (before === 0 || this.#owners.isSame(before, owner)) return
    this.#others.set(entry, [...this.others(entry), this.#owners.text(before)])
  }
}

export class FileKeys implements FileIndex {
  readonly owners = new Owners()
  readonly #fields = new Map<string, FieldKeys>()

  field(name: string): FieldKeys {
    const known = this.#fields.get(name)
    if (known) return known
    const keys = new FieldKeys(this.owners)
    this.#fields.set(name, keys)
    return keys
  }

  /** Forgets all keys and their owners. */
  clear(): void {
    for (const keys of this.#fields.values()) keys.clear()
    this.owners.clear()
  }

  owner(field: string, value: string) {
    const keys = this.#fields.get(field)
    const entry = keys?.table.find(value) ?? -1
    const owner = entry < 0 ? 0 : (keys?.owner(entry) ?? 0)
    return owner === 0 ? undefined : this.owners.text(owner)
  }

  others(field: string, value: string) {
    const keys = this.#fields.get(field)
    return keys?.others(keys.table.find(value)) ?? NONE
  }

  register(keys: readonly MatchKey[], owner: string) {
    if (keys.length === 0) return
    const number = this.owners.of(owner)
    for (const { field, values } of keys) {
      const known = this.field(field)
      for (const value of values) known.give(known.table.enter(value), number)
    }
  }
}
