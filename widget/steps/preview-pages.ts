import type {
  LinkItem,
  LinkSummary,
  PreviewCounts,
  PreviewRow,
} from '../../server-kit/contract/shapes.ts'
import type { MatchAction } from '../../server-kit/contract/stages.ts'
import { toClientError } from '../import-client-error.ts'
import { LatestCall } from '../latest-call.ts'
import type { WizardStore } from '../wizard-store.ts'

export const ROWS_PER_PAGE = 25

export interface PreviewPagesState {
  /** `matching` until every row knows what it will do. */
  phase: 'matching' | 'loading' | 'ready' | 'error'
  counts: PreviewCounts | null
  links: readonly LinkSummary[]
  /** The entity link whose records are shown; empty for the rows themselves. */
  link: string
  action: MatchAction | 'withErrors' | ''
  offset: number
  rows: readonly PreviewRow[]
  items: readonly LinkItem[]
  total: number
}

/** What the import is going to do, page by page; no Lit, no DOM. */
export class PreviewPages {
  readonly importId: string
  #wizard: WizardStore
  #page = new LatestCall()
  #listeners = new Set<() => void>()
  #state: PreviewPagesState = {
    phase: 'matching',
    counts: null,
    links: [],
    link: '',
    action: '',
    offset: 0,
    rows: [],
    items: [],
    total: 0,
  }

  constructor(wizard: WizardStore, importId: string) {
    this.#wizard = wizard
    this.importId = importId
  }

  get state(): PreviewPagesState {
    return this.#state
  }

  get isMatching(): boolean {
    return this.#state.phase === 'matching'
  }

  /** Whether what is shown is no longer sure: it is being read or compared again. */
  get isStale(): boolean {
    return this.#state.phase === 'matching' || this.#state.phase === 'loading'
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  stop(): void {
    this.#page.abort()
    this.#wizard.answered(this.#page)
  }

  /** Reads again what `stop` cut off: the element was taken out of its page and is back. */
  async resume(): Promise<void> {
    const { phase } = this.#state
    if (phase === 'loading' || phase === 'error') await this.#load()
  }

  /** Reads the first page once matching is done. */
  async sync(): Promise<void> {
    const matching = this.#wizard.viewOf('preview')?.review?.matching
    if (this.isMatching && matching?.status === 'done') await this.#load()
  }

  /** The records of one entity link, or the rows again for `''`. */
  show(link: string): Promise<void> {
    this.#set({ link, action: '', offset: 0, rows: [], items: [], total: 0 })
    return this.#load()
  }

  filter(action: PreviewPagesState['action']): Promise<void> {
    this.#set({ link: '', action, offset: 0 })
    return this.#load()
  }

  /** A decision changed what rows do: they are compared again, what is shown stays meanwhile. */
  async recheck(): Promise<void> {
    this.#set({ phase: 'loading' })
    await this.#wizard.review.loadProgress()
    this.#set({ phase: 'matching' })
    await this.sync()
  }

  /** Asks for the preview, which has the rows compared once more. */
  tryAgain(): Promise<void> {
    return this.#load()
  }

  turnTo(offset: number): Promise<void> {
    this.#set({ offset })
    return this.#load()
  }

  async #load(): Promise<void> {
    this.#set({ phase: 'loading' })
    try {
      const page = await this.#page.run((signal) => this.#read(signal))
      if (!page) return
      this.#wizard.answered(this.#page)
      this.#set({ ...page, phase: 'ready' })
    } catch (error) {
      await this.#refused(error)
    }
  }

  async #refused(error: unknown): Promise<void> {
    if (toClientError(error).code === 'still_matching') {
      // A decision in another window started matching again: wait for it as at first.
      this.#set({ phase: 'matching' })
      return this.#wizard.review.loadProgress()
    }
    this.#set({ phase: 'error' })
    this.#wizard.readFailed(error, { call: this.#page, again: () => this.#load() })
  }

  #read(signal: AbortSignal): Promise<Partial<PreviewPagesState>> {
    const { client } = this.#wizard
    const { link, action, offset } = this.#state
    const page = { offset, limit: ROWS_PER_PAGE }
    if (link) return client.previewLink(this.importId, { ...page, link }, signal)
    return client.preview(this.importId, { ...page, action: action || undefined }, signal)
  }

  #set(change: Partial<PreviewPagesState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
