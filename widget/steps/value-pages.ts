import type { BulkAnswer } from '../../server-kit/contract/answers.ts'
import type { BulkBody } from '../../server-kit/contract/requests.ts'
import type { ColumnProgress, Value, ValueCounts } from '../../server-kit/contract/shapes.ts'
import type { ValueAction, ValueFilter } from '../../server-kit/contract/stages.ts'
import type { ColumnChange } from '../import-client.ts'
import { LatestCall } from '../latest-call.ts'
import type { WizardStore } from '../wizard-store.ts'
import { countsAfter, firstToReview, progressAfter } from './review-counts.ts'

export const VALUES_PER_PAGE = 100

export interface ValueQuery {
  filter: ValueFilter
  search: string
  sort: 'rows' | 'value'
  order: 'asc' | 'desc'
  offset: number
}

export interface ValuePagesState {
  /** The chosen column. */
  source: string
  query: ValueQuery
  /** `waiting` while the column is being checked. */
  phase: 'waiting' | 'loading' | 'ready' | 'error'
  items: readonly Value[]
  total: number
  counts: ValueCounts
  /** Raw values whose decision is under way. */
  saving: ReadonlySet<string>
  /** What the last bulk change did. */
  changed: BulkAnswer | null
}

const FIRST_PAGE: ValueQuery = { filter: 'all', search: '', sort: 'rows', order: 'desc', offset: 0 }
const NO_VALUES = {
  items: [],
  total: 0,
  counts: { all: 0, needsReview: 0, modified: 0, skipped: 0 },
  changed: null,
}

/** The pages of values of the chosen column, and the decisions on them; no Lit, no DOM. */
export class ValuePages {
  readonly importId: string
  #wizard: WizardStore
  #page = new LatestCall()
  #listeners = new Set<() => void>()
  /** Once the user touched a column, it stays open whatever the others turn out to be. */
  #isChosenByUser = false
  #state: ValuePagesState = {
    source: '',
    query: FIRST_PAGE,
    phase: 'waiting',
    saving: new Set(),
    ...NO_VALUES,
  }

  constructor(wizard: WizardStore, importId: string) {
    this.#wizard = wizard
    this.importId = importId
  }

  get state(): ValuePagesState {
    return this.#state
  }

  /** The mapped columns; empty until the first answer. */
  get columns(): readonly ColumnProgress[] {
    return this.#wizard.viewOf('review')?.review?.columns ?? []
  }

  get isValidating(): boolean {
    return this.columns.length === 0 || this.columns.some((column) => column.status !== 'done')
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  stop(): void {
    this.#page.abort()
  }

  /** Chooses a column as long as the user has not, and reads its values once it is checked. */
  async sync(): Promise<void> {
    const source = this.#sourceToShow()
    const isOther = source !== this.#state.source
    if (isOther) this.#set({ source, phase: 'waiting', ...NO_VALUES })
    const column = this.columns.find((column) => column.source === source)
    if (this.#state.phase !== 'waiting' || column?.status !== 'done') return
    const filter = column.errors > 0 ? 'needsReview' : 'all'
    this.#set({ query: { ...this.#state.query, filter } })
    await this.#load()
  }

  async choose(source: string): Promise<void> {
    this.#isChosenByUser = true
    if (source === this.#state.source) return
    const { sort, order } = this.#state.query
    const query = { ...FIRST_PAGE, sort, order }
    this.#page.abort()
    this.#set({ source, query, phase: 'waiting', ...NO_VALUES })
    await this.sync()
  }

  /** Filter, search and sort go back to the first page. */
  async narrow(change: Partial<ValueQuery>): Promise<void> {
    this.#isChosenByUser = true
    this.#set({ query: { ...this.#state.query, offset: 0, ...change }, changed: null })
    if (this.#state.phase !== 'waiting') await this.#load()
  }

  async decide(before: Value, action: ValueAction, correction?: string): Promise<void> {
    const { source } = this.#state
    const { value } = before
    this.#isChosenByUser = true
    this.#markSaving(value, true)
    const decision = { source, value, action, ...(correction !== undefined && { correction }) }
    const after = await this.#wizard.review.decide(decision)
    if (after) this.#replace(source, before, after)
    this.#markSaving(value, false)
  }

  skipErrors(): Promise<void> {
    return this.#bulk({ source: this.#state.source, action: 'skip_errors' })
  }

  replaceText(find: string, replace: string): Promise<void> {
    return this.#bulk({ source: this.#state.source, action: 'replace', find, replace })
  }

  /** The column is checked again in another reading. */
  async changeFormat(change: Omit<ColumnChange, 'source'>): Promise<void> {
    this.#isChosenByUser = true
    const { review } = this.#wizard
    if (!(await review.changeColumn({ source: this.#state.source, ...change }))) return
    this.#set({ phase: 'waiting', ...NO_VALUES })
    await review.loadProgress()
    await this.sync()
  }

  async #bulk(change: BulkBody): Promise<void> {
    this.#isChosenByUser = true
    const { review } = this.#wizard
    const changed = await review.decideInBulk(change)
    if (!changed) return
    await review.loadProgress()
    await this.#load()
    this.#set({ changed })
  }

  #sourceToShow(): string {
    const { columns } = this
    const current = columns.find((column) => column.source === this.#state.source)
    if (current && (this.#isChosenByUser || current.errors > 0)) return current.source
    return firstToReview(columns) ?? current?.source ?? columns[0]?.source ?? ''
  }

  async #load(): Promise<void> {
    const { source, query } = this.#state
    const wizard = this.#wizard
    const options = { ...query, source, limit: VALUES_PER_PAGE }
    this.#set({ phase: 'loading' })
    try {
      const answer = await this.#page.run((signal) =>
        wizard.client.values(this.importId, options, signal),
      )
      if (answer) this.#set({ ...answer, phase: 'ready' })
    } catch (error) {
      this.#set({ phase: 'error' })
      wizard.failed(error, () => void this.#load())
    }
  }

  /** The row stays where it is, even when the filter no longer holds it: nothing jumps away. */
  #replace(source: string, before: Value, after: Value): void {
    const { review } = this.#wizard.viewOf('review') ?? {}
    const columns = progressAfter(this.columns, { source, before, after })
    if (review) this.#wizard.patchView('review', { review: { ...review, columns } })
    if (source !== this.#state.source) return
    const items = this.#state.items.map((item) => (item.value === after.value ? after : item))
    this.#set({ items, counts: countsAfter(this.#state.counts, before, after) })
  }

  #markSaving(value: string, isSaving: boolean): void {
    const saving = new Set(this.#state.saving)
    if (isSaving) saving.add(value)
    else saving.delete(value)
    this.#set({ saving })
  }

  #set(change: Partial<ValuePagesState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
