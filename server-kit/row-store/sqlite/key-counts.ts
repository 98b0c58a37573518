const FIRST_SLOTS = 2 ** 12
/** Fuller than that, and looking up gets slow. */
const FULLEST = 0.6
const SEVERAL = 2

/** A number of 52 bits that texts rarely share. */
function hashOf(text: string): number {
  let low = 0x811c9dc5
  let high = 0x1b873593
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca6b)
    high ^= high >>> 13
  }
  // Never 0, which is an empty slot.
  return (high >>> 0) * 2 ** 20 + ((low >>> 0) % 2 ** 20) + 1
}

/**
 * Counts texts to two, in some ten bytes each: a set of a million strings would take a hundred. Two
 * texts may be taken for one, so what it says to be there several times has to be counted again.
 */
export class KeyCounts {
  #hashes = new Float64Array(FIRST_SLOTS)
  #counts = new Uint8Array(FIRST_SLOTS)
  #used = 0
  #hasSeveral = false

  get hasSeveral(): boolean {
    return this.#hasSeveral
  }

  add(text: string, times: number): void {
    if (this.#used > this.#hashes.length * FULLEST) this.#grow()
    this.#addHash(hashOf(text), times)
  }

  maybeSeveral(text: string): boolean {
    return (this.#counts[this.#slotOf(hashOf(text))] ?? 0) >= SEVERAL
  }

  #addHash(hash: number, times: number) {
    const slot = this.#slotOf(hash)
    if (this.#hashes[slot] === 0) this.#used += 1
    this.#hashes[slot] = hash
    const count = Math.min(SEVERAL, (this.#counts[slot] ?? 0) + times)
    this.#counts[slot] = count
    if (count >= SEVERAL) this.#hasSeveral = true
  }

  #slotOf(hash: number): number {
    const last = this.#hashes.length - 1
    let slot = hash & last
    while (this.#hashes[slot] !== 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & last
    return slot
  }

  #grow() {
    const hashes = this.#hashes
    const counts = this.#counts
    this.#hashes = new Float64Array(hashes.length * 2)
    this.#counts = new Uint8Array(hashes.length * 2)
    this.#used = 0
    hashes.forEach((hash, slot) => {
      if (hash !== 0) this.#addHash(hash, counts[slot] ?? 0)
    })
  }
}
