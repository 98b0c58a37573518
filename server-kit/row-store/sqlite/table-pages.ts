import { writeSync } from 'node:fs'

// The b-tree of one table as SQLite's file format describes it (sqlite.org/fileformat2.html): leaf pages
// hold the rows in the order of their ids, interior pages above them say which page ends with which id.

const LEAF = 0x0d
const INTERIOR = 0x05
const LEAF_HEADER = 8
const INTERIOR_HEADER = 12
const POINTER = 2
const PAGE_NUMBER = 4
const LONGEST_VARINT = 9
const BUFFERED = 1024 * 1024
/** The page with this byte is never used: SQLite locks it. */
const LOCK_BYTE = 2 ** 30
const SIZE_IN_PAGES = 28

interface Child {
  page: number
  lastId: number
}

export interface EmptyTable {
  file: number
  pageSize: number
  /** Pages that the file has. */
  pages: number
  /** The table's own page, still an empty leaf. */
  root: number
}

/** How many bytes a number takes as a varint. */
export function varintLength(value: number): number {
  let length = 1
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) length += 1
  return length
}

/** Writes a varint, big end first; returns the place behind it. */
export function putVarint(to: DataView, at: number, value: number): number {
  if (value < 0x80) {
    to.setUint8(at, value)
    return at + 1
  }
  const end = at + varintLength(value)
  let rest = value
  for (let place = end - 1; place >= at; place--) {
    to.setUint8(place, (rest % 0x80) | (place === end - 1 ? 0 : 0x80))
    rest = Math.floor(rest / 0x80)
  }
  return end
}

/**
 * Fills an empty table with rows of ascending ids by writing its pages behind those of the file, without
 * a statement or a bound value. Nobody may have the file open meanwhile.
 */
export class TablePages {
  readonly #table: EmptyTable
  readonly #pageSize: number
  readonly #largestLocal: number
  /** The leaf page that is being filled. */
  readonly view: DataView
  readonly #page: Uint8Array
  #rows = 0
  /** Where the rows of the page begin: they grow from its end towards the pointers. */
  #content: number
  #lastId = 0
  #nextPage: number
  readonly #leaves: Child[] = []
  readonly #waiting: Buffer<ArrayBuffer>
  #waitingLength = 0
  #waitingFrom: number

  constructor(table: EmptyTable) {
    this.#table = table
    this.#pageSize = table.pageSize
    this.#largestLocal = table.pageSize - 35
    this.#page = new Uint8Array(table.pageSize)
    this.view = new DataView(this.#page.buffer)
    this.#content = table.pageSize
    this.#nextPage = table.pages + 1
    this.#waitingFrom = this.#nextPage
    this.#waiting = Buffer.alloc(Math.max(BUFFERED, table.pageSize))
  }

  /** Where in `view` a row of `length` bytes is to be written; -1 when it is too long for any. */
  place(id: number, length: number): number {
    return length > this.#largestLocal ? -1 : this.#reserve(id, length, length)
  }

  /** Adds a row that is too long for a page: the rest goes to pages of its own. */
  addLong(id: number, row: Uint8Array): void {
    const usable = this.#pageSize
    const least = Math.floor(((usable - 12) * 32) / 255) - 23
    const onOverflow = usable - PAGE_NUMBER
    const surplus = least + ((row.length - least) % onOverflow)
    const local = surplus <= this.#largestLocal ? surplus : least
    const at = this.#reserve(id, row.length, local + PAGE_NUMBER)
    const { length } = row
    const first = this.#nextPage
    this.#page.set(row.subarray(0, local), at)
    this.view.setUint32(at + local, this.#writable(first))
    for (let from = local; from < length; from += onOverflow) {
      const page = this.#newPage()
      const isLast = from + onOverflow >= length
      page.bytes.writeUInt32BE(isLast ? 0 : this.#writable(page.number + 1), page.at)
      page.bytes.set(row.subarray(from, from + onOverflow), page.at + PAGE_NUMBER)
    }
  }

  /** Completes the table and the file's header. */
  finish(): void {
    let children = this.#leaves
    if (children.length === 0) {
      this.#writeRoot(this.#leaf())
    } else {
      if (this.#rows > 0) this.#flushLeaf()
      while (children.length > this.#mostChildren()) children = this.#writeLevel(children)
      this.#writeRoot(this.#interior(children))
    }
    this.#flush()
    const size = Buffer.alloc(4)
    size.writeUInt32BE(this.#nextPage - 1)
    writeSync(this.#table.file, size, 0, size.length, SIZE_IN_PAGES)
  }

  /** Takes `stored` bytes of the page for a row whose payload has `payload`; where the payload goes. */
  #reserve(id: number, payload: number, stored: number) {
    const head = varintLength(payload) + varintLength(id)
    const free = this.#content - LEAF_HEADER - this.#rows * POINTER
    if (free < head + stored + POINTER) this.#flushLeaf()
    this.#content -= head + stored
    this.view.setUint16(LEAF_HEADER + this.#rows * POINTER, this.#content)
    this.#rows += 1
    this.#lastId = id
    return putVarint(this.view, putVarint(this.view, this.#content, payload), id)
  }

  #leaf() {
    writeHeader(this.view, { kind: LEAF, cells: this.#rows, content: this.#content })
    return this.#page
  }

  #flushLeaf() {
    const { bytes, at, number } = this.#newPage()
    bytes.set(this.#leaf(), at)
    this.#leaves.push({ page: number, lastId: this.#lastId })
    this.#page.fill(0)
    this.#rows = 0
    this.#content = this.#pageSize
  }

  #mostChildren() {
    const cell = PAGE_NUMBER + LONGEST_VARINT + POINTER
    return Math.floor((this.#pageSize - INTERIOR_HEADER) / cell)
  }

  /** As even as can be, otherwise the last page could be left with one child, which none may be. */
  #writeLevel(children: readonly Child[]): Child[] {
    const groups = Math.ceil(children.length / this.#mostChildren())
    return Array.from({ length: groups }, (_, group) => {
      const from = Math.floor((children.length * group) / groups)
      const members = children.slice(from, Math.floor((children.length * (group + 1)) / groups))
      const { bytes, at, number } = this.#newPage()
      bytes.set(this.#interior(members), at)
      return { page: number, lastId: members.at(-1)?.lastId ?? 0 }
    })
  }

  #interior(children: readonly Child[]) {
    const page = new Uint8Array(this.#pageSize)
    const view = new DataView(page.buffer)
    let content = this.#pageSize
    children.slice(0, -1).forEach(({ page: number, lastId }, place) => {
      content -= PAGE_NUMBER + varintLength(lastId)
      view.setUint32(content, number)
      putVarint(view, content + PAGE_NUMBER, lastId)
      view.setUint16(INTERIOR_HEADER + place * POINTER, content)
    })
    writeHeader(view, { kind: INTERIOR, cells: children.length - 1, content })
    view.setUint32(LEAF_HEADER, children.at(-1)?.page ?? 0)
    return page
  }

  #writable(number: number) {
    return number === LOCK_BYTE / this.#pageSize + 1 ? number + 1 : number
  }

  /** The next page of the file, zeroed, to be filled at once. */
  #newPage() {
    if (this.#writable(this.#nextPage) !== this.#nextPage) this.#nextBytes()
    return this.#nextBytes()
  }

  #nextBytes() {
    if (this.#waitingLength + this.#pageSize > this.#waiting.length) this.#flush()
    const at = this.#waitingLength
    this.#waiting.fill(0, at, at + this.#pageSize)
    this.#waitingLength += this.#pageSize
    this.#nextPage += 1
    return { bytes: this.#waiting, at, number: this.#nextPage - 1 }
  }

  #flush() {
    const position = (this.#waitingFrom - 1) * this.#pageSize
    writeFully(this.#table.file, this.#waiting.subarray(0, this.#waitingLength), position)
    this.#waitingFrom = this.#nextPage
    this.#waitingLength = 0
  }

  #writeRoot(page: Uint8Array) {
    writeFully(this.#table.file, page, (this.#table.root - 1) * this.#pageSize)
  }
}

interface PageHeader {
  kind: number
  cells: number
  content: number
}

function writeHeader(page: DataView, { kind, cells, content }: PageHeader) {
  page.setUint8(0, kind)
  page.setUint16(3, cells)
  // 0 means 65,536.
  page.setUint16(5, content % 0x10000)
}

function writeFully(file: number, bytes: Uint8Array, position: number) {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(file, bytes, done, bytes.length - done, position + done)
  }
}
