import { Numbers } from './numbers.ts'
import { giveBack, roomFor } from './room.ts'

const FIRST_BYTES = 64 * 1024

/** Texts outside of the heap, by their number from 0: the garbage collector does not walk through them. */
export class TextStore {
  readonly #chunkOf = new Numbers()
  readonly #starts = new Numbers()
  /** In bytes; of a text that is not ASCII, which takes two bytes a unit, less than 0. */
  readonly #lengths = new Numbers()
  readonly #chunks: Buffer[] = []
  #chunk = Buffer.alloc(0)
  #used = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Answers its number. */
  add(text: string): number {
    const isAscii = Buffer.byteLength(text) === text.length
    const bytes = isAscii ? text.length : text.length * 2
    if (this.#used + bytes > this.#chunk.length) this.#addChunk(bytes)
    this.#chunk.write(text, this.#used, isAscii ? 'latin1' : 'utf16le')
    const number = this.#size++
    this.#chunkOf.set(number, this.#chunks.length - 1)
    this.#starts.set(number, this.#used)
    this.#lengths.set(number, isAscii ? bytes : -bytes)
    this.#used += bytes
    return number
  }

  /** Forgets all. */
  clear(): void {
    for (const { buffer } of this.#chunks.splice(0)) giveBack(buffer)
    for (const numbers of [this.#chunkOf, this.#starts, this.#lengths]) numbers.clear()
    this.#chunk = Buffer.alloc(0)
    this.#used = 0
    this.#size = 0
  }

  #addChunk(bytes: number) {
    const needed = Math.max(bytes, this.#chunk.length * 8, FIRST_BYTES)
    this.#chunk = Buffer.allocUnsafeSlow(roomFor(needed))
    this.#chunks.push(this.#chunk)
    this.#used = 0
  }

  at(number: number): string {
    const start = this.#starts.at(number)
    const length = this.#lengths.at(number)
    const chunk = this.#chunks[this.#chunkOf.at(number)]
    const encoding = length < 0 ? 'utf16le' : 'latin1'
    return chunk?.toString(encoding, start, start + Math.abs(length)) ?? ''
  }
}
