import { giveBack, roomFor } from './room.ts'

const FIRST = 1024
const BYTES = Int32Array.BYTES_PER_ELEMENT

/** Whole numbers by place, 0 where none was set, outside of the heap. */
export class Numbers {
  #values = new Int32Array(FIRST)

  at(place: number): number {
    return this.#values[place] ?? 0
  }

  set(place: number, value: number): void {
    if (place >= this.#values.length) this.#grow(place)
    this.#values[place] = value
  }

  /** Forgets all. */
  clear(): void {
    giveBack(this.#values.buffer)
    this.#values = new Int32Array(FIRST)
  }

  #grow(place: number) {
    const before = this.#values
    const needed = Math.max(before.length * 2, place + 1)
    this.#values = new Int32Array(roomFor(needed * BYTES) / BYTES)
    this.#values.set(before)
  }
}
