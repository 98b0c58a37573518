const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })
const SPACE = 0x20
const ASCII_END = 0x80
/** Below this many bytes a loop is faster than a call. */
const SHORT = 24

/**
 * Records as places in a run of UTF-8 bytes: cell `n` is `bytes[starts[n]] … bytes[ends[n] - 1]`, and
 * record `r` has the cells from `firsts[r]` up to `firsts[r + 1]`. Valid until the next block is read.
 */
export interface RecordBlock {
  bytes: Uint8Array
  /** The same bytes, to be read by fours. */
  view: DataView
  starts: Int32Array
  ends: Int32Array
  firsts: Int32Array
  /** The line of the file, from 1, in which each record begins. */
  lines: Int32Array
  /** How many records there are. */
  count: number
}

/** One record of a block; moved from record to record, so whoever keeps cells has to copy them. */
export class BlockRecord {
  readonly block: RecordBlock
  /** Cells that the record is taken to have, from the left. */
  width = 0
  /** Its first cell among those of the block. */
  first = 0
  line = 0

  constructor(block: RecordBlock) {
    this.block = block
  }

  moveTo(index: number): this {
    const { firsts, lines } = this.block
    this.first = firsts[index] ?? 0
    this.width = (firsts[index + 1] ?? 0) - this.first
    this.line = lines[index] ?? 0
    return this
  }

  text(place: number): string {
    const { bytes, starts, ends } = this.block
    return textIn(bytes, starts[this.first + place] ?? 0, ends[this.first + place] ?? 0)
  }

  cells(): string[] {
    return Array.from({ length: this.width }, (_, place) => this.text(place))
  }

  /** Empty or white space. */
  isBlankAt(place: number): boolean {
    const { bytes, starts, ends } = this.block
    const start = starts[this.first + place] ?? 0
    return isBlankIn(bytes, start, ends[this.first + place] ?? 0)
  }

  isBlank(): boolean {
    for (let place = 0; place < this.width; place++) if (!this.isBlankAt(place)) return false
    return true
  }

  /** Leaves blank cells away from the right, down to `width`. */
  dropBlanksTo(width: number): void {
    while (this.width > width && this.isBlankAt(this.width - 1)) this.width -= 1
  }
}

/** Whether a cell is empty or white space. */
export function isBlankIn(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true
  const first = bytes[start] ?? 0
  if (first > SPACE && (first < ASCII_END || !beginsSpace(first, bytes[start + 1]))) return false
  return textIn(bytes, start, end).trim() === ''
}

/** Whether a character of these first two bytes may be white space, as a no-break space is. */
function beginsSpace(first: number, second: number | undefined) {
  switch (first) {
    case 0xc2:
      return second === 0xa0
    case 0xe1:
      return second === 0x9a
    case 0xe2:
      return second === 0x80 || second === 0x81
    case 0xe3:
      return second === 0x80
    default:
      return first === 0xef && second === 0xbb
  }
}

export function textIn(bytes: Uint8Array, start: number, end: number): string {
  if (end - start < SHORT) {
    const text = asciiIn(bytes, start, end)
    if (text !== null) return text
  }
  return DECODER.decode(bytes.subarray(start, end))
}

function asciiIn(bytes: Uint8Array, start: number, end: number): string | null {
  let text = ''
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte >= ASCII_END) return null
    text += String.fromCharCode(byte)
  }
  return text
}

/** A block of one record with these cells. */
export function blockOf(cells: readonly string[], line: number): RecordBlock {
  const encoded = cells.map((cell) => Buffer.from(cell))
  const ends: number[] = []
  let end = 0
  for (const { length } of encoded) ends.push((end += length))
  // A copy, since small buffers lie in the middle of a shared one.
  const bytes = new Uint8Array(Buffer.concat(encoded))
  return {
    bytes,
    view: new DataView(bytes.buffer),
    starts: Int32Array.from([0, ...ends.slice(0, -1)]),
    ends: Int32Array.from(ends),
    firsts: Int32Array.from([0, cells.length]),
    lines: Int32Array.from([line]),
    count: 1,
  }
}
