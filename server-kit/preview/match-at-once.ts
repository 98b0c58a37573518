import { checkRecords, HostAnswerError, type HostCall } from '../importer/host-answers.ts'
import type { HostCalls } from '../importer/host-context.ts'
import type { FindManyQuery, FindQuery, FoundRecord, Importer } from '../importer/importer.ts'
import type { KitParts } from '../kit-parts.ts'
import { queriesFor } from '../matching/find-records.ts'
import { inOwnTransaction } from '../model/own-transaction.ts'
import { ahead } from '../runtime/ahead.ts'
import type { FoundField, KeysToFind, MatchPlan, RowStore } from '../row-store/row-store.ts'

/** Of rows. */
const PAGE = 5_000
/** Files of fewer rows are through before all of them are read. */
const FEWEST_ROWS = 50_000

interface AtOnce {
  db: object
  store: RowStore
  importer: Importer
  calls: HostCalls
  signal: AbortSignal
}

/** Whether the keys of a file are looked up at once; what its links lead to is found by the page. */
export const findsAtOnce = (
  { batches }: Pick<KitParts, 'batches'>,
  importer: Importer,
  { plan, rows }: { plan: MatchPlan; rows: number },
) =>
  batches.dialect === 'postgres' &&
  importer.findMany !== undefined &&
  importer.keepsToTeam === true &&
  !importer.validateRow &&
  plan.links.length === 0 &&
  plan.keys.length > 0 &&
  rows >= FEWEST_ROWS

/** The pass was overtaken or given up, which the host has to be stopped for. */
class PassOverError extends Error {}

/**
 * Works out what every row will do with one look-up for all of them: first all keys are read, then all
 * records come, then the rows are decided. False: the importer cannot, and nothing has been done.
 */
export async function matchAtOnce(
  { db, store, importer, calls, signal }: AtOnce,
  { pass, plan }: { pass: number; plan: MatchPlan },
): Promise<boolean> {
  const read: ReadPages = { lastRows: [], isAll: false }
  const by = `findMany of ${importer.entityType}`
  try {
    const fields = [...new Set(plan.keys.map(({ field }) => field))]
    const hasFound = await calls.waitWhileItMoves((moved) => {
      const reading = { store, pass, moved, signals: [signal, calls.context.signal] }
      const learning = new Learning(reading, importer)
      const found: FindManyQuery['found'] = (field, records) => learning.take(field, records)
      const query = { fields, queries: queriesOf(reading, read), found }
      return inOwnTransaction(db, async (tx, isOver) => {
        const context = { ...calls.context, tx, signal: isOver }
        const hasFound = (await importer.findMany?.(query, context)) ?? false
        await learning.settled()
        return hasFound
      })
    }, by)
    if (!hasFound) return false
    requireAll(read, importer)
    for (const lastRow of read.lastRows) {
      if (signal.aborted) return true
      const { overtaken } = await store.decideMatches(pass, { own: [], links: [], lastRow })
      if (overtaken) return true
    }
    await store.finishMatching(pass)
    return true
  } catch (error) {
    if (error instanceof PassOverError) return true
    throw error
  }
}

interface ReadPages {
  lastRows: number[]
  isAll: boolean
}

function requireAll({ isAll }: ReadPages, { entityType }: Importer) {
  const host = { importer: entityType, call: 'findMany' }
  if (!isAll) throw new HostAnswerError(host, 'has not taken all queries')
}

interface Reading {
  store: RowStore
  pass: number
  /** Nobody wants it any more, or the host has taken too long. */
  signals: readonly AbortSignal[]
  moved(): void
}

/** The keys of the rows in their order; `pages` is told how far they have come. */
async function* queriesOf(
  { store, pass, signals, moved }: Reading,
  pages: ReadPages,
): AsyncGenerator<FindQuery> {
  const read = (after: number) => ahead(store.keysToFind(pass, after, PAGE))
  let next: Promise<KeysToFind | null> = read(0)
  for (;;) {
    const keys = await next
    moved()
    const isOver = signals.some(({ aborted }) => aborted)
    if (!keys || isOver) throw new PassOverError('The pass is over.')
    if (keys.lastRow === null) return void (pages.isAll = true)
    next = read(keys.lastRow)
    pages.lastRows.push(keys.lastRow)
    for (const key of keys.own) yield* queriesFor(key)
  }
}

/** Takes what was found; the row store learns it while the host has the next records looked up. */
class Learning {
  readonly #reading: Reading
  readonly #host: HostCall
  #last: Promise<void> = Promise.resolve()

  constructor(reading: Reading, { entityType }: Importer) {
    this.#reading = reading
    this.#host = { importer: entityType, call: 'findMany' }
  }

  async take(field: string, answer: FoundRecord[]): Promise<void> {
    this.#reading.moved()
    const records = checkRecords(answer, this.#host)
    await this.#last
    this.#last = ahead(this.#learn({ field, records }))
  }

  async settled(): Promise<void> {
    await this.#last
  }

  async #learn(found: FoundField): Promise<void> {
    const { store, pass, moved } = this.#reading
    const { overtaken, unknown } = await store.learnFound(pass, [found])
    if (overtaken) throw new PassOverError('The pass is over.')
    if (unknown !== null) {
      throw new HostAnswerError(this.#host, 'answered a value that was not asked for')
    }
    moved()
  }
}
