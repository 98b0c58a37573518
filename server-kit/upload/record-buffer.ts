import type { RecordBlock } from './record-block.ts'

const FIRST_CAPACITY = 64 * 1024
const FIRST_CELLS = 4096
/** Stops whoever reads at the end of the bytes, without asking at each of them. */
const LINE_FEED = 10
/** Bytes are read by fours too, up to beyond the end. */
const WORD = 4
const LOW_BITS = 0x01010101
const HIGH_BITS = 0x80808080 | 0
const LINE_FEEDS = 0x0a0a0a0a

/** A word of four bytes that are all this one. */
export const fourTimes = (byte: number): number => (byte * LOW_BITS) | 0

function grown(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}

/** Bytes of a file that are being read, and the cells and records found in them so far. */
export class RecordBuffer {
  /** Those of the unfinished record and of the last piece, then a line feed that is none of them. */
  bytes = new Uint8Array(FIRST_CAPACITY)
  end = 0
  /** Where the unfinished record begins. */
  recordStart = 0
  view = new DataView(this.bytes.buffer)
  #starts = new Int32Array(FIRST_CELLS)
  #ends = new Int32Array(FIRST_CELLS)
  #firsts = new Int32Array(FIRST_CELLS)
  #lines = new Int32Array(FIRST_CELLS)
  #cells = 0
  #count = 0

  /** Cells of the unfinished record. */
  get width() {
    return this.#cells - (this.#firsts[this.#count] ?? 0)
  }

  /**
   * Forgets the finished records and puts a piece behind the unfinished one, which moves to the front;
   * by how many bytes.
   */
  take(piece: Uint8Array): number {
    const from = this.recordStart
    const kept = this.end - from
    this.#makeRoom(kept + piece.length + WORD)
    this.bytes.set(piece, kept)
    this.end = kept + piece.length
    this.bytes[this.end] = LINE_FEED
    this.#moveCells(from)
    this.recordStart = 0
    return from
  }

  /** Passes by whole words that have neither a line feed nor the byte that `word` repeats. */
  passWords(from: number, word: number): number {
    const { view } = this
    let at = from
    for (;;) {
      const bytes = view.getInt32(at, true)
      const one = bytes ^ word
      const other = bytes ^ LINE_FEEDS
      // Only a byte that is zero borrows from its highest bit.
      const found = ((one - LOW_BITS) & ~one) | ((other - LOW_BITS) & ~other)
      if ((found & HIGH_BITS) !== 0) return at
      at += WORD
    }
  }

  addCell(start: number, end: number): void {
    if (this.#cells === this.#starts.length) {
      this.#starts = grown(this.#starts)
      this.#ends = grown(this.#ends)
    }
    this.#starts[this.#cells] = start
    this.#ends[this.#cells] = end
    this.#cells += 1
  }

  /** Finishes the record that began in `line`; the next one begins at `next`. */
  endRecord(line: number, next: number): void {
    if (this.#count + 2 > this.#firsts.length) {
      this.#firsts = grown(this.#firsts)
      this.#lines = grown(this.#lines)
    }
    this.#lines[this.#count] = line
    this.#count += 1
    this.#firsts[this.#count] = this.#cells
    this.recordStart = next
  }

  /** The finished records. */
  block(): RecordBlock {
    return {
      bytes: this.bytes,
      view: this.view,
      starts: this.#starts,
      ends: this.#ends,
      firsts: this.#firsts,
      lines: this.#lines,
      count: this.#count,
    }
  }

  #makeRoom(needed: number) {
    const { bytes, recordStart, end } = this
    if (needed <= bytes.length) {
      if (recordStart > 0) bytes.copyWithin(0, recordStart, end)
      return
    }
    this.bytes = new Uint8Array(Math.max(needed, bytes.length * 2))
    this.bytes.set(bytes.subarray(recordStart, end))
    this.view = new DataView(this.bytes.buffer)
  }

  #moveCells(by: number) {
    const first = this.#firsts[this.#count] ?? 0
    const left = this.#cells - first
    for (let cell = 0; cell < left; cell++) {
      this.#starts[cell] = (this.#starts[first + cell] ?? 0) - by
      this.#ends[cell] = (this.#ends[first + cell] ?? 0) - by
    }
    this.#cells = left
    this.#count = 0
    this.#firsts[0] = 0
  }
}
