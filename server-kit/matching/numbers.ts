const FIRST = 1024

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

  #grow(place: number) {
    const before = this.#values
    this.#values = new Int32Array(Math.max(before.length * 2, place + 1))
    this.#values.set(before)
  }
}
