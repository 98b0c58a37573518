import type { HistoryAnswer } from '../server-kit/contract/answers.ts'
import type { Entity, ImportView } from '../server-kit/contract/shapes.ts'
import type { ImportStatus } from '../server-kit/contract/stages.ts'
import type { HistoryOptions, ImportClient } from './import-client.ts'
import { type ImportClientError, toClientError } from './import-client-error.ts'
import { LatestCall } from './latest-call.ts'

/** What the table shows, as the user chose it. Empty strings mean "any". */
export interface HistoryFilter {
  entityType: string
  status: ImportStatus | 'drafts' | ''
  /** `YYYY-MM-DD`: whole days of the user's own calendar. */
  from: string
  to: string
  search: string
  sort: 'createdAt' | 'fileName' | 'totalRows'
  order: 'asc' | 'desc'
}

export interface HistoryState {
  phase: 'loading' | 'ready' | 'error'
  filter: HistoryFilter
  items: readonly ImportView[]
  total: number
  /** Place of the first item among all, from 0. */
  offset: number
  hasNext: boolean
  entities: readonly Entity[]
  /** The import whose details are open. */
  opened: ImportView | null
  /** A command on the opened import is under way. */
  isBusy: boolean
  error: ImportClientError | null
}

export const ANY_IMPORT: HistoryFilter = {
  entityType: '',
  status: '',
  from: '',
  to: '',
  search: '',
  sort: 'createdAt',
  order: 'desc',
}

/** True while the user narrowed the list: sorting alone hides nothing. */
export const isNarrowed = (filter: HistoryFilter): boolean =>
  Boolean(filter.entityType || filter.status || filter.from || filter.to || filter.search)

/** The query of the contract; days become instants, otherwise they would be days of the server. */
const historyQueryOf = (filter: HistoryFilter): HistoryOptions => {
  const isDrafts = filter.status === 'drafts'
  return {
    sort: filter.sort,
    order: filter.order,
    entityType: filter.entityType || undefined,
    status: isDrafts ? undefined : filter.status || undefined,
    drafts: isDrafts ? 'only' : undefined,
    search: filter.search.trim() || undefined,
    from: filter.from ? new Date(`${filter.from}T00:00:00`).toISOString() : undefined,
    to: filter.to ? new Date(`${filter.to}T23:59:59.999`).toISOString() : undefined,
  }
}

/** The pages of the history, its filters and the opened import: state and commands, no DOM. */
export class HistoryStore {
  #client: ImportClient
  #pageSize: number
  #list = new LatestCall()
  #detail = new LatestCall()
  #listeners = new Set<() => void>()
  /** The cursor of each page up to the shown one; the first page has none. */
  #cursors: string[] = ['']
  #next = ''
  #state: HistoryState = {
    phase: 'loading',
    filter: ANY_IMPORT,
    items: [],
    total: 0,
    offset: 0,
    hasNext: false,
    entities: [],
    opened: null,
    isBusy: false,
    error: null,
  }

  constructor(client: ImportClient, options: { pageSize: number; entityType: string }) {
    this.#client = client
    this.#pageSize = options.pageSize
    this.#state.filter = { ...ANY_IMPORT, entityType: options.entityType }
  }

  get state(): HistoryState {
    return this.#state
  }

  /** Something on this page changes by itself. */
  get isRunning(): boolean {
    return this.#state.items.some((item) => item.status === 'importing')
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Aborts what is under way; a later command starts afresh. */
  stop(): void {
    this.#list.abort()
    this.#detail.abort()
  }

  async load(): Promise<void> {
    this.#set({ phase: 'loading', error: null })
    await Promise.all([this.#loadPage(), this.#loadEntities()])
  }

  /** Reads the shown page again, without a loading state. A failure keeps what is shown. */
  async refresh(): Promise<void> {
    try {
      const answer = await this.#list.run((signal) => this.#fetchPage(signal))
      if (answer) this.#show(answer)
    } catch {
      // The next round tries again; a lost connection must not wipe a readable page.
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
    this.#set({ offset: this.#state.offset + this.#state.items.length })
    await this.#loadPage()
  }

  async previousPage(): Promise<void> {
    if (this.#cursors.length < 2) return
    this.#cursors.pop()
    this.#set({ offset: (this.#cursors.length - 1) * this.#pageSize })
    await this.#loadPage()
  }

  /** Opens the details at once with what is known, then reads them anew: links run out. */
  async open(item: ImportView): Promise<void> {
    this.#set({ opened: item, error: null })
    await this.#onDetail(() => this.#detail.run((signal) => this.#client.show(item.id, signal)))
  }

  close(): void {
    this.#detail.abort()
    this.#set({ opened: null, isBusy: false, error: null })
  }

  /** A command on the opened import. */
  async command(name: 'resume' | 'fail'): Promise<void> {
    const id = this.#state.opened?.id
    if (!id) return
    this.#set({ isBusy: true, error: null })
    await this.#onDetail(() => this.#detail.run(() => this.#client[name](id)))
  }

  /** Deletes the opened draft. */
  async discard(): Promise<void> {
    const id = this.#state.opened?.id
    if (!id) return
    this.#set({ isBusy: true, error: null })
    try {
      await this.#client.discard(id)
      this.close()
      await this.refresh()
    } catch (error) {
      this.#set({ isBusy: false, error: toClientError(error) })
    }
  }

  async #onDetail(call: () => Promise<ImportView | undefined>): Promise<void> {
    try {
      const opened = await call()
      if (opened) this.#replace(opened)
    } catch (error) {
      this.#set({ isBusy: false, error: toClientError(error) })
    }
  }

  #replace(changed: ImportView): void {
    const items = this.#state.items.map((item) => (item.id === changed.id ? changed : item))
    this.#set({ items, opened: changed, isBusy: false })
  }

  async #loadPage(): Promise<void> {
    this.#set({ phase: 'loading', error: null })
    try {
      const answer = await this.#list.run((signal) => this.#fetchPage(signal))
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
    const page = { limit: this.#pageSize, cursor: this.#cursors.at(-1) }
    return this.#client.history({ ...historyQueryOf(this.#state.filter), ...page }, signal)
  }

  #show(answer: HistoryAnswer): void {
    this.#next = answer.nextCursor ?? ''
    const opened = this.#state.opened
    this.#set({
      phase: 'ready',
      items: answer.items,
      total: answer.total ?? this.#state.total,
      hasNext: Boolean(answer.nextCursor),
      opened: answer.items.find((item) => item.id === opened?.id) ?? opened,
    })
  }

  #set(change: Partial<HistoryState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
