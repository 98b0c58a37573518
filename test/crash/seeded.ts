/** Random numbers that a seed repeats. */
export interface Seeded {
  /** From `least` up to and with `most`. */
  between(least: number, most: number): number
  oneOf<T>(items: readonly T[]): T
  /** True in `share` of the cases. */
  chance(share: number): boolean
}

export function createSeeded(seed: number): Seeded {
  let state = seed >>> 0
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    oneOf(items) {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined) throw new Error('There is nothing to choose from.')
      return item
    },
    chance: (share) => next() < share,
  }
}
