import type { Attempt } from '../model/import.ts'

/** A batch that killed its process is tried in pieces of its square root; below that, row by row. */
const SMALL = 50
/** A row that killed its process so often, alone, is left out. */
const MOST_DEATHS = 3

interface Caution {
  /** Up to this row the batches are small: one of them killed a process. */
  to: number
  rows: number
  /** The cursor where the process died, and how often a single row did it there. */
  at: number
  deaths: number
}

/** How the batches of an import grow while all goes well. */
export interface Growth {
  most: number
  /** What a batch may take, in milliseconds. */
  milliseconds: number
}

/** Batches grow and shrink by steps: one that was slow by chance is not the measure of all. */
const MOST_GROWTH = 2
const MOST_SHRINKING = 0.5
const FEWEST = 300

/**
 * How many rows the next batch has: as many as fit into its time, fewer after a failure, and where a
 * process has died.
 */
export class Pace {
  #rows: number
  #growth: Growth | null = null
  #mayGrow = true
  readonly #caution: Caution | null

  /** `left`: the attempt that the last process did not live to end, at the cursor `at`. */
  constructor(rows: number, left: Attempt | null, at: number) {
    this.#rows = rows
    this.#caution = left && cautionAfter(left, at)
  }

  /** Without this all batches are like the first one. */
  growing(growth: Growth): this {
    this.#growth = growth
    return this
  }

  rowsAt(cursor: number): number {
    const caution = this.#cautionAt(cursor)
    return caution ? Math.min(caution.rows, this.#rows) : this.#rows
  }

  /** What is to be recorded before a batch begins. */
  attempt(cursor: number, { rows, to }: { rows: number; to: number }): Attempt {
    const caution = this.#cautionAt(cursor)
    return { rows, to, deaths: caution?.at === cursor ? caution.deaths : 0 }
  }

  /** Whether the single row after the cursor has killed its process too often. */
  isDeadly(cursor: number): boolean {
    const caution = this.#cautionAt(cursor)
    return caution?.at === cursor && caution.deaths >= MOST_DEATHS
  }

  /** After a failure of the batch: half its rows, for the rest of this run. */
  halve(rows: number): void {
    this.#mayGrow = false
    this.#rows = Math.max(1, Math.ceil(rows / 2))
  }

  /** After a batch that was written in so many milliseconds. */
  took(rows: number, milliseconds: number): void {
    if (!this.#growth || !this.#mayGrow || rows < this.#rows) return
    const fit = this.#growth.milliseconds / Math.max(milliseconds, 1)
    const next = Math.round(rows * Math.min(MOST_GROWTH, Math.max(MOST_SHRINKING, fit)))
    const fewest = Math.min(FEWEST, rows)
    this.#rows = Math.min(this.#growth.most, Math.max(fewest, next))
  }

  #cautionAt(cursor: number): Caution | null {
    return this.#caution && cursor < this.#caution.to ? this.#caution : null
  }
}

function cautionAfter({ rows, to, deaths }: Attempt, at: number): Caution {
  if (rows === 1) return { to, at, rows: 1, deaths: deaths + 1 }
  return { to, at, rows: rows > SMALL ? Math.ceil(Math.sqrt(rows)) : 1, deaths: 0 }
}
