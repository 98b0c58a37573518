import { Numbers } from './numbers.ts'
import { giveBack } from './room.ts'
import { TextStore } from './text-store.ts'

const FIRST_SLOTS = 2048

/**
 * Numbers distinct texts from 0 on. A million keys of a file take a third of what a `Map` takes, and
 * what is known of a key is looked up by its number.
 */
export class KeyTable {
  /** By hash: an entry's number from 1; 0: none. At least twice as many as entries. */
  #slots = new Int32Array(FIRST_SLOTS)
  readonly #hashes = new Numbers()
  readonly #texts = new TextStore()

  get size(): number {
    return this.#texts.size
  }

  textOf(entry: number): string {
    return this.#texts.at(entry)
  }

  /** Less than 0: it is not there. */
  find(key: string): number {
    return this.#find(key, hashOf(key))
  }

  /** The number of a key, a new one where it is not there. */
  enter(key: string): number {
    const hash = hashOf(key)
    const known = this.#find(key, hash)
    if (known >= 0) return known
    const entry = this.#texts.add(key)
    this.#hashes.set(entry, hash)
    if (this.size * 2 > this.#slots.length) this.#spread()
    else this.#place(entry, hash)
    return entry
  }

  /** Forgets all. */
  clear(): void {
    giveBack(this.#slots.buffer)
    this.#slots = new Int32Array(FIRST_SLOTS)
    this.#hashes.clear()
    this.#texts.clear()
  }

  #find(key: string, hash: number): number {
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.#slots[slot] ?? 0) - 1
      if (entry < 0 || (this.#hashes.at(entry) === hash && this.textOf(entry) === key)) return entry
    }
  }

  #place(entry: number, hash: number) {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = entry + 1
  }

  #spread() {
    this.#slots = new Int32Array(this.#slots.length * 2)
    for (let entry = 0; entry < this.size; entry++) this.#place(entry, this.#hashes.at(entry))
  }
}

/** FNV-1a over UTF-16, mixed so that the lower bits tell keys apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return hash ^ (hash >>> 13)
}
