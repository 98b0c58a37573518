import type { HistoryAnswer } from '../server-kit/contract/answers.ts'
import type { Entity, ImportView } from '../server-kit/contract/shapes.ts'
import { historyQueryOf, type HistoryFilter } from './history-filter.ts'
import type { ImportClient } from './import-client.ts'
import { type ImportClientError, toClientError } from './import-client-error.ts'
import { LatestCall } from './latest-call.ts'

export interface HistoryState {
  phase: 'loading' | 'ready' | 'error'
  filter: HistoryFilter
  items: readonly ImportView[]
  total: number
  /** A search finds more than `total`, which were not counted. */
  isTotalOver: boolean
  /** Place of the first item among all, from 0. */
  offset: number
  hasNext: boolean
  entities: readonly Entity[]
  /** The import whose details are open. */
  opened: ImportView | null
  /** A command on the opened import is under way. */
  isBusy: boolean
  /** The last refresh failed: what is shown may be out of date. */
  isBehind: boolean
  /** The import that was last seen to end. */
  ended: ImportView | null
  error: ImportClientError | null
}

export interface HistoryStoreOptions {
  /** 1 to 100. */
  pageSize: number
  filter: HistoryFilter
  /** In which the days of the filter begin and end. */
  timeZone: () => string
}

/** Up to this many running imports are asked for one by one: what did not change is answered 304. */
const FEW = 4

const isRunning = ({ status }: ImportView): boolean => status === 'importing'

/** The pages of the history, its filters and the opened import: state and commands, no DOM. */
export class HistoryStore {
  readonly pageSize: number
  #client: ImportClient
  #timeZone: () => string
  #list = new LatestCall()
  #poll = new LatestCall()
  #detail = new LatestCall()
  #entities: Promise<void> | undefined
  #listeners = new Set<() => void>()
  /** The cursor of each page up to the shown one; the first page has none. */
  #cursors: string[] = ['']
  #next = ''
  #state: HistoryState

  constructor(client: ImportClient, { pageSize, filter, timeZone }: HistoryStoreOptions) {
    this.#client = client
    this.#timeZone = timeZone
    this.pageSize = pageSize
    this.#state = {
      phase: 'loading',
      filter,
      items: [],
      total: 0,
      isTotalOver: false,
      offset: 0,
      hasNext: false,
      entities: [],
      opened: null,
      isBusy: false,
      isBehind: false,
      ended: null,
      error: null,
    }
  }

  get state(): HistoryState {
    return this.#state
  }

  /** Something that is shown changes by itself. */
  get isRunning(): boolean {
    return this.#running.length > 0
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Aborts what is under way; a later command starts afresh. */
  stop(): void {
    this.#list.abort()
    this.#poll.abort()
    this.#detail.abort()
  }

  async load(): Promise<void> {
    this.#entities = this.#loadEntities()
    await this.#loadPage()
  }

  /**
   * Reads what runs anew, and the whole page when something has ended; no loading state. A failure
   * keeps what is shown, and rejects.
   */
  async refresh(): Promise<void> {
    const running = this.#running
    const isFew = running.length <= FEW
    try {
      const read = await this.#poll.run(async (signal) => {
        const records = await Promise.all(
          isFew ? running.map(({ id }) => this.#client.show(id, signal)) : [],
        )
        const hasPage = !isFew || records.some((record) => !isRunning(record))
        return { records, page: hasPage ? await this.#fetchPage(signal) : null }
      })
      if (!read) return
      this.#update(read.records, { isBehind: false })
      if (read.page) this.#show(read.page)
    } catch (error) {
      this.#set({ isBehind: true })
      throw error
    }
  }

  async narrow(change: Partial<HistoryFilter>): Promise<void> {
    this.#cursors = ['']
    this.#set({ filter: { ...this.#state.filter, ...change }, offset: 0 })
    await this.#loadPage()
  }

  async nextPage(): Promise<void> {
    if (!this.#state.hasNext) return
    this.#cursors.push(this.#next)
    this.#set({ offset: (this.#cursors.length - 1) * this.pageSize })
    await this.#loadPage()
  }

  async previousPage(): Promise<void> {
    if (this.#cursors.length < 2) return
    this.#cursors.pop()
    this.#set({ offset: (this.#cursors.length - 1) * this.pageSize })
    await this.#loadPage()
  }

  /**
   * Opens the details, of an import that is known at once with what is known; then reads them anew,
   * because links run out. True when they were read.
   */
  open(item: ImportView | string): Promise<boolean> {
    const isId = typeof item === 'string'
    const id = isId ? item : item.id
    const known = isId ? this.#state.items.find((one) => one.id === id) : item
    this.#set({ opened: known ?? this.#state.opened, error: null, isBusy: false })
    return this.#onDetail((signal) => this.#client.show(id, signal))
  }

  /** With why, when it could not be shown. */
  close(error: ImportClientError | null = null): void {
    this.#detail.abort()
    this.#set({ opened: null, isBusy: false, error })
  }

  /** A command on the opened import. */
  async command(name: 'resume' | 'fail'): Promise<void> {
    const id = this.#state.opened?.id
    if (!id) return
    this.#set({ isBusy: true, error: null })
    // Otherwise the answer to a poll could arrive after the command's and undo it.
    this.#poll.abort()
    await this.#onDetail(() => this.#client[name](id))
  }

  /** A link to the failed rows that has not run out; null when there is none. */
  async freshLink(): Promise<string | null> {
    const id = this.#state.opened?.id
    if (!id) return null
    const isRead = await this.#onDetail((signal) => this.#client.show(id, signal))
    return isRead ? (this.#state.opened?.failedRowsUrl ?? null) : null
  }

  /** Deletes the opened draft. */
  async discard(): Promise<void> {
    const id = this.#state.opened?.id
    if (!id) return
    this.#set({ isBusy: true, error: null })
    try {
      await this.#client.discard(id)
      this.close()
      const answer = await this.#list.run((signal) => this.#fetchPage(signal))
      if (answer) this.#show(answer)
    } catch (error) {
      this.#set({ isBusy: false, error: toClientError(error) })
    }
  }

  get #running(): readonly ImportView[] {
    const { items, opened } = this.#state
    const isElsewhere = opened && !items.some(({ id }) => id === opened.id)
    return [...items, ...(isElsewhere ? [opened] : [])].filter(isRunning)
  }

  /** True when the answer came; what went wrong is the state's `error`. */
  async #onDetail(call: (signal: AbortSignal) => Promise<ImportView>): Promise<boolean> {
    try {
      const read = await this.#detail.run(call)
      if (!read) return false
      this.#update([read], { opened: read, isBusy: false, error: null })
      return true
    } catch (error) {
      this.#set({ isBusy: false, error: toClientError(error) })
      return false
    }
  }

  async #loadPage(): Promise<void> {
    this.#poll.abort()
    this.#set({ phase: 'loading', error: null })
    try {
      const answer = await this.#list.run(async (signal) => {
        const page = await this.#fetchPage(signal)
        // Otherwise every row would change its words when the labels come.
        await this.#entities
        return page
      })
      if (answer) this.#show(answer)
    } catch (error) {
      this.#set({ phase: 'error', error: toClientError(error) })
    }
  }

  async #loadEntities(): Promise<void> {
    try {
      const { entities } = await this.#client.schema()
      this.#set({ entities })
    } catch {
      // The list says what went wrong; without labels it still shows entity types.
    }
  }

  #fetchPage(signal: AbortSignal): Promise<HistoryAnswer> {
    const query = historyQueryOf(this.#state.filter, this.#timeZone())
    const page = { limit: this.pageSize, cursor: this.#cursors.at(-1) }
    return this.#client.history({ ...query, ...page }, signal)
  }

  #show({ items, total, totalOver, nextCursor }: HistoryAnswer): void {
    // The last import of a last page is gone.
    if (items.length === 0 && this.#cursors.length > 1) return void this.previousPage()
    this.#next = nextCursor ?? ''
    const seen = this.#state.offset + items.length
    // Counted on the first page only; what was added or removed since shows at the last one.
    const counted = total ?? totalOver ?? this.#state.total
    const wasOver = total === undefined && this.#state.isTotalOver
    const isTotalOver = Boolean(nextCursor) && (totalOver !== undefined || wasOver)
    const least = seen + (nextCursor && !isTotalOver ? 1 : 0)
    this.#update(items, {
      phase: 'ready',
      items,
      total: nextCursor ? Math.max(counted, least) : seen,
      isTotalOver,
      hasNext: Boolean(nextCursor),
      isBehind: false,
    })
  }

  /** Takes in records as they are now, wherever they are shown. */
  #update(records: readonly ImportView[], change: Partial<HistoryState>): void {
    const before = this.#state
    const after = { ...before, ...change }
    const newest = (one: ImportView) => records.find(({ id }) => id === one.id) ?? one
    const wasRunning = (one: ImportView) =>
      [...before.items, before.opened].some((old) => old?.id === one.id && isRunning(old))
    this.#set({
      ...after,
      items: after.items.map(newest),
      opened: after.opened && newest(after.opened),
      ended: records.find((one) => !isRunning(one) && wasRunning(one)) ?? before.ended,
    })
  }

  #set(change: Partial<HistoryState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
