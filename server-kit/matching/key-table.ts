const FIRST_ENTRIES = 1024
const CHUNK_BYTES = 64 * 1024

/**
 * A map of texts to whole numbers outside of the heap: a million keys of a file take a third of what a
 * `Map` takes, and the garbage collector does not walk through them.
 */
export class KeyTable {
  /** By hash: an entry's number from 1; 0: none. Twice as many as entries. */
  #slots = new Int32Array(FIRST_ENTRIES * 2)
  #hashes = new Int32Array(FIRST_ENTRIES)
  #chunkOf = new Uint32Array(FIRST_ENTRIES)
  #starts = new Uint32Array(FIRST_ENTRIES)
  /** In bytes; of a text that is not ASCII, which takes two bytes a unit, less than 0. */
  #lengths = new Int32Array(FIRST_ENTRIES)
  #values = new Int32Array(FIRST_ENTRIES)
  #count = 0
  readonly #chunks: Buffer[] = []
  /** A key is mostly asked for and then set. */
  #lastKey = ''
  #lastHash = hashOf('')
  #used = CHUNK_BYTES

  get(key: string): number | undefined {
    const entry = this.#entryOf(key, this.#hash(key))
    return entry < 0 ? undefined : this.#values[entry]
  }

  /** Answers the value that the key had before. */
  set(key: string, value: number): number | undefined {
    const hash = this.#hash(key)
    const known = this.#entryOf(key, hash)
    if (known >= 0) {
      const before = this.#values[known]
      this.#values[known] = value
      return before
    }
    if (this.#count === this.#hashes.length) this.#grow()
    const entry = this.#count++
    this.#hashes[entry] = hash
    this.#values[entry] = value
    this.#write(entry, key)
    this.#place(entry, hash)
    return undefined
  }

  #hash(key: string): number {
    if (key !== this.#lastKey) {
      this.#lastKey = key
      this.#lastHash = hashOf(key)
    }
    return this.#lastHash
  }

  /** Less than 0: there is none. */
  #entryOf(key: string, hash: number): number {
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.#slots[slot] ?? 0) - 1
      if (entry < 0 || (this.#hashes[entry] === hash && this.#textOf(entry) === key)) return entry
    }
  }

  #place(entry: number, hash: number) {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = entry + 1
  }

  #write(entry: number, key: string) {
    const isAscii = Buffer.byteLength(key) === key.length
    const bytes = isAscii ? key.length : key.length * 2
    if (this.#used + bytes > CHUNK_BYTES) {
      this.#chunks.push(Buffer.allocUnsafeSlow(Math.max(bytes, CHUNK_BYTES)))
      this.#used = 0
    }
    this.#chunks.at(-1)?.write(key, this.#used, isAscii ? 'latin1' : 'utf16le')
    this.#chunkOf[entry] = this.#chunks.length - 1
    this.#starts[entry] = this.#used
    this.#lengths[entry] = isAscii ? bytes : -bytes
    this.#used += bytes
  }

  #textOf(entry: number): string {
    const start = this.#starts[entry] ?? 0
    const length = this.#lengths[entry] ?? 0
    const chunk = this.#chunks[this.#chunkOf[entry] ?? 0]
    const encoding = length < 0 ? 'utf16le' : 'latin1'
    return chunk?.toString(encoding, start, start + Math.abs(length)) ?? ''
  }

  #grow() {
    const entries = this.#hashes.length * 2
    this.#hashes = copied(new Int32Array(entries), this.#hashes)
    this.#chunkOf = copied(new Uint32Array(entries), this.#chunkOf)
    this.#starts = copied(new Uint32Array(entries), this.#starts)
    this.#lengths = copied(new Int32Array(entries), this.#lengths)
    this.#values = copied(new Int32Array(entries), this.#values)
    this.#slots = new Int32Array(entries * 2)
    for (let entry = 0; entry < this.#count; entry++) this.#place(entry, this.#hashes[entry] ?? 0)
  }
}

function copied<Numbers extends Int32Array | Uint32Array>(to: Numbers, from: Numbers): Numbers {
  to.set(from)
  return to
}

/** FNV-1a over UTF-16, mixed so that the lower bits tell keys apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return hash ^ (hash >>> 13)
}
