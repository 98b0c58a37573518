/** How many distinct values are told apart exactly. */
const MOST_EXACT = 10_000
/** Of all columns together: otherwise a wide file would take all memory. */
const EXACT_OF_ALL = 2_000_000
const FIRST_SLOTS = 64
const WAITING = 512
const REGISTER_BITS = 11
const REGISTERS = 2 ** REGISTER_BITS
const FIRST_PRIME = 0x9e3779b1
const SECOND_PRIME = 0x85ebca77
const SEED = 0x811c9dc5
const BIAS = 0.7213 / (1 + 1.079 / REGISTERS)

function mixed(hash: number) {
  let bits = hash
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

/** Counts the distinct cells of one column: exactly at first, then as an estimate (HyperLogLog). */
export class DistinctCounter {
  readonly #most: number
  /** Two hashes of each cell seen, side by side; both 0: a free slot. Null when there are too many. */
  #slots: Int32Array | null = new Int32Array(FIRST_SLOTS * 2)
  #mask = FIRST_SLOTS - 1
  #count = 0
  #registers: Uint8Array | null = null
  /** Hashes to be counted, many at once: otherwise the columns would push each other out of the cache. */
  readonly #waiting = new Int32Array(WAITING * 2)
  #waits = 0
  #lastHigh = 0
  #lastLow = 0

  constructor(columns: number) {
    this.#most = Math.min(MOST_EXACT, Math.floor(EXACT_OF_ALL / Math.max(1, columns)))
  }

  get isExact() {
    this.#countWaiting()
    return this.#registers === null
  }

  /** Adds the cell that these bytes are. */
  add(bytes: DataView, start: number, end: number): void {
    // Two hashes, four bytes at a time: together they tell all cells of a file apart.
    let high = SEED
    let low = end - start
    let at = start
    for (; at + 4 <= end; at += 4) {
      const word = bytes.getInt32(at, true)
      high = Math.imul(((high << 13) | (high >>> 19)) ^ word, FIRST_PRIME)
      low = Math.imul(((low << 15) | (low >>> 17)) + word, SECOND_PRIME)
    }
    for (; at < end; at++) {
      const byte = bytes.getUint8(at)
      high = Math.imul(((high << 13) | (high >>> 19)) ^ byte, FIRST_PRIME)
      low = Math.imul(((low << 15) | (low >>> 17)) + byte, SECOND_PRIME)
    }
    if (high === this.#lastHigh && low === this.#lastLow) return
    this.#lastHigh = high
    this.#lastLow = low
    this.#waiting[this.#waits] = mixed(high ^ (end - start))
    this.#waiting[this.#waits + 1] = low | 1
    this.#waits += 2
    if (this.#waits === this.#waiting.length) this.#countWaiting()
  }

  count(): number {
    this.#countWaiting()
    if (!this.#registers) return this.#count
    let sum = 0
    let empty = 0
    for (const rank of this.#registers) {
      sum += 2 ** -rank
      if (rank === 0) empty += 1
    }
    const estimate = (BIAS * REGISTERS * REGISTERS) / sum
    const isSmall = estimate <= 2.5 * REGISTERS && empty > 0
    return Math.round(isSmall ? REGISTERS * Math.log(REGISTERS / empty) : estimate)
  }

  #countWaiting() {
    for (let at = 0; at < this.#waits; at += 2) {
      const hash = this.#waiting[at] ?? 0
      if (this.#registers) register(this.#registers, hash)
      else this.#addExactly(hash, this.#waiting[at + 1] ?? 0)
    }
    this.#waits = 0
  }

  #addExactly(high: number, low: number) {
    const slots = this.#slots
    if (!slots) return
    let slot = high & this.#mask
    while (slots[slot * 2 + 1] !== 0) {
      if (slots[slot * 2] === high && slots[slot * 2 + 1] === low) return
      slot = (slot + 1) & this.#mask
    }
    slots[slot * 2] = high
    slots[slot * 2 + 1] = low
    this.#count += 1
    if (this.#count > this.#most) this.#estimate(slots)
    else if (this.#count * 2 > this.#mask) this.#grow(slots)
  }

  #grow(slots: Int32Array) {
    const larger = new Int32Array(slots.length * 2)
    this.#mask = this.#mask * 2 + 1
    for (let place = 0; place < slots.length; place += 2) {
      if (slots[place + 1] === 0) continue
      let slot = (slots[place] ?? 0) & this.#mask
      while (larger[slot * 2 + 1] !== 0) slot = (slot + 1) & this.#mask
      larger[slot * 2] = slots[place] ?? 0
      larger[slot * 2 + 1] = slots[place + 1] ?? 0
    }
    this.#slots = larger
  }

  #estimate(slots: Int32Array) {
    const registers = new Uint8Array(REGISTERS)
    for (let place = 0; place < slots.length; place += 2) {
      if (slots[place + 1] !== 0) register(registers, slots[place] ?? 0)
    }
    this.#registers = registers
    this.#slots = null
  }
}

function register(registers: Uint8Array, hash: number): void {
  const place = hash >>> (32 - REGISTER_BITS)
  const rank = Math.clz32((hash << REGISTER_BITS) | (1 << (REGISTER_BITS - 1))) + 1
  if (rank > (registers[place] ?? 0)) registers[place] = rank
}
