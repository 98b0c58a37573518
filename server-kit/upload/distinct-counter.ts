/** How many distinct values are told apart exactly. */
const MOST_EXACT = 10_000
/** Of all columns together: otherwise a wide file would take all memory. */
const EXACT_OF_ALL = 2_000_000
const REGISTER_BITS = 11
const REGISTERS = 2 ** REGISTER_BITS
const FIRST_PRIME = 0x01000193
const SECOND_PRIME = 0x5f356495
const BIAS = 0.7213 / (1 + 1.079 / REGISTERS)

/** FNV-1a with a prime of choice: two of them make a hash that tells all texts of a file apart. */
function hashOf(text: string, prime: number) {
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place++) {
    hash = Math.imul(hash ^ text.charCodeAt(place), prime)
  }
  return mixed(hash ^ text.length)
}

function mixed(hash: number) {
  let bits = hash
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** Counts the distinct texts of one column: exactly at first, then as an estimate (HyperLogLog). */
export class DistinctCounter {
  readonly #most: number
  #seen: Set<number> | null = new Set()
  #registers: Uint8Array | null = null

  constructor(columns: number) {
    this.#most = Math.min(MOST_EXACT, Math.floor(EXACT_OF_ALL / Math.max(1, columns)))
  }

  get isExact() {
    return this.#seen !== null
  }

  add(text: string): void {
    const high = hashOf(text, FIRST_PRIME)
    if (this.#registers) return register(this.#registers, high)
    // 53 bits tell texts apart; keeping the texts would keep the pieces that they are cut from.
    this.#seen?.add(high * 0x20_0000 + (hashOf(text, SECOND_PRIME) >>> 11))
    if (this.#seen && this.#seen.size > this.#most) this.#estimate(this.#seen)
  }

  count(): number {
    if (this.#seen) return this.#seen.size
    let sum = 0
    let empty = 0
    for (const rank of this.#registers ?? []) {
      sum += 2 ** -rank
      if (rank === 0) empty += 1
    }
    const estimate = (BIAS * REGISTERS * REGISTERS) / sum
    const isSmall = estimate <= 2.5 * REGISTERS && empty > 0
    return Math.round(isSmall ? REGISTERS * Math.log(REGISTERS / empty) : estimate)
  }

  #estimate(seen: Set<number>) {
    this.#registers = new Uint8Array(REGISTERS)
    for (const hash of seen) register(this.#registers, Math.floor(hash / 0x20_0000))
    this.#seen = null
  }
}

function register(registers: Uint8Array, hash: number): void {
  const place = hash >>> (32 - REGISTER_BITS)
  const rank = Math.clz32((hash << REGISTER_BITS) | (1 << (REGISTER_BITS - 1))) + 1
  if (rank > (registers[place] ?? 0)) registers[place] = rank
}
