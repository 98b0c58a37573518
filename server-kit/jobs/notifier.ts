import type { MaybePromise } from '../importer/importer.ts'
import type { Import, ImportModel, NoticeClaim } from '../model/import.ts'
import type { FinishedImport, NoticeOptions } from '../options.ts'
import { errorText } from '../runtime/error-text.ts'
import type { Logger } from '../runtime/logger.ts'

export interface NotifierParts {
  model: Pick<ImportModel, 'notices'>
  logger: Logger
  onFinished(finished: FinishedImport, call: { signal: AbortSignal }): MaybePromise<void>
  notices: NoticeOptions
}

/**
 * Tells the host that imports have ended. The database knows what is to be told: a wake-up that is
 * lost, or a process that dies while it tells, only makes it later.
 */
export interface Notifier {
  start(): void
  /** Tells of this import soon, when there is something to tell. */
  wake(importId: string): void
  /** Wakes all that is due. */
  sweep(): Promise<void>
  /** Aborts what is being told and gives it back. */
  stop(): Promise<void>
  /** Resolves when nothing is being told or waits to be. */
  idle(): Promise<void>
}

/** Hosts told at once: a slow one takes no place of the jobs, and few of another. */
const CONCURRENCY = 4
const SWEPT = 100
const LONGEST_PAUSE = 3_600_000
/** How much longer a claim lives than its call: time to write down how that went. */
const GRACE = 5_000

export const createNotifier = (parts: NotifierParts): Notifier => new QueuedNotifier(parts)

class QueuedNotifier implements Notifier {
  readonly #parts: NotifierParts
  readonly #waiting = new Set<string>()
  readonly #telling = new Map<string, Promise<void>>()
  readonly #stopping = new AbortController()
  #isStarted = false

  constructor(parts: NotifierParts) {
    this.#parts = parts
  }

  start() {
    this.#isStarted = true
  }

  wake(importId: string) {
    if (!this.#isStarted || this.#stopping.signal.aborted) return
    this.#waiting.add(importId)
    this.#pump()
  }

  async sweep() {
    for (const id of await this.#parts.model.notices.due(SWEPT)) this.wake(id)
  }

  async stop() {
    this.#stopping.abort()
    this.#waiting.clear()
    await this.idle()
  }

  async idle() {
    while (this.#telling.size > 0) await Promise.all(this.#telling.values())
  }

  #pump() {
    for (const id of this.#waiting) {
      if (this.#telling.size >= CONCURRENCY) return
      // Else it waits: it may have ended once more since it is being told.
      if (this.#telling.has(id)) continue
      this.#waiting.delete(id)
      this.#telling.set(id, this.#tell(id))
    }
  }

  async #tell(id: string) {
    const { notices } = this.#parts.model
    try {
      const claim = await notices.claim(id, this.#parts.notices.timeLimit + GRACE)
      if (claim) await this.#call(claim)
    } catch (error) {
      this.#parts.logger.error('a notice failed', { importId: id, error: errorText(error) })
    }
    this.#telling.delete(id)
    this.#pump()
  }

  async #call(claim: NoticeClaim) {
    const { model, logger, notices } = this.#parts
    const importId = claim.record.id
    try {
      await this.#withinLimit(claim.record)
      return await model.notices.told(claim)
    } catch (error) {
      if (this.#stopping.signal.aborted) return model.notices.putOff(claim, 0)
      const { tries } = claim
      logger.error('onFinished failed', { importId, tries, error: errorText(error) })
      if (tries < notices.tries) return model.notices.putOff(claim, pauseAfter(tries, notices))
      logger.error('onFinished is given up', { importId, tries })
      await model.notices.putOff(claim, null)
    }
  }

  /** Rejects at the time limit, or when the process stops, even if the host goes on. */
  async #withinLimit(record: Import) {
    const { onFinished, notices } = this.#parts
    const timeLimit = AbortSignal.timeout(notices.timeLimit)
    const signal = AbortSignal.any([timeLimit, this.#stopping.signal])
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    await Promise.race([aborted, (async () => onFinished(finishedImport(record), { signal }))()])
  }
}

const pauseAfter = (tries: number, { firstPause }: NoticeOptions) =>
  Math.min(firstPause * 2 ** (tries - 1), LONGEST_PAUSE)

function finishedImport(record: Import): FinishedImport {
  const { id: importId, teamId, userId, entityType, fileName, status, completedAt } = record
  if (status !== 'completed' && status !== 'failed' && status !== 'cancelled') {
    throw new Error(`An import that is ${status} has not ended.`)
  }
  const ended = completedAt ?? record.updatedAt
  return {
    eventId: `${importId}.${ended.getTime()}`,
    importId,
    teamId,
    userId,
    entityType,
    fileName,
    status,
    finishedAt: ended.toISOString(),
    results: {
      created: record.createdRows,
      updated: record.updatedRows,
      skipped: record.skippedRows,
      failed: record.failedRows,
    },
  }
}
