import type { BulkAnswer } from '../../server-kit/contract/answers.ts'
import type { BulkBody } from '../../server-kit/contract/requests.ts'
import type { ColumnProgress, Value, ValueCounts } from '../../server-kit/contract/shapes.ts'
import type { ValueAction, ValueFilter } from '../../server-kit/contract/stages.ts'
import type { ColumnChange } from '../import-client.ts'
import { LatestCall } from '../latest-call.ts'
import type { WizardStore } from '../wizard-store.ts'
import { CellPages } from './cell-pages.ts'
import { countsAfter, countsOf, firstToReview, progressAfter } from './review-counts.ts'

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
  changed: ChangedInBulk | null
  /** The rows behind a value, while they are open. */
  cells: CellPages | null
}

interface ChangedInBulk extends BulkAnswer {
  /** Nothing had been decided in the column before: to undo all is to undo just this change. */
  canUndo: boolean
}

/** What is searched in the values of a column, and what it becomes. */
export type Replacement = Pick<BulkBody, 'find' | 'replace' | 'wholeValue' | 'ignoreCase'>

const FIRST_PAGE: ValueQuery = { filter: 'all', search: '', sort: 'rows', order: 'desc', offset: 0 }
const NO_VALUES = {
  items: [],
  total: 0,
  counts: { all: 0, needsReview: 0, modified: 0, skipped: 0 },
  changed: null,
  cells: null,
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
    this.#wizard.answered(this.#page)
  }

  /** Reads again what `stop` cut off: the element was taken out of its page and is back. */
  async resume(): Promise<void> {
    const { phase } = this.#state
    if (phase === 'loading' || phase === 'error') await this.#load()
  }

  /** Chooses a column as long as the user has not, and reads its values once it is checked. */
  async sync(): Promise<void> {
    const source = this.#sourceToShow()
    const isOther = source !== this.#state.source
    if (isOther) this.#set({ source, phase: 'waiting', ...NO_VALUES })
    const column = this.columns.find((column) => column.source === source)
    if (this.#state.phase !== 'waiting' || column?.status !== 'done') return
    const filter = column.errors > 0 ? 'needsReview' : 'all'
    this.#set({ query: { ...this.#state.query, filter }, counts: countsOf(column) })
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

  async decide(before: Value, action: ValueAction, correction?: string): Promise<Value | null> {
    const { source } = this.#state
    const { value } = before
    this.#isChosenByUser = true
    this.#markSaving(value, true)
    const decision = { source, value, action, ...(correction !== undefined && { correction }) }
    const retry = () => void this.decide(before, action, correction)
    const after = await this.#wizard.review.decide(decision, retry)
    if (after) this.#replace(source, before, after)
    this.#markSaving(value, false)
    // A page that was asked for before the decision would bring the value as it was.
    if (after && this.#state.phase === 'loading') await this.#load()
    return after
  }

  skipErrors(): Promise<void> {
    return this.#bulk({ source: this.#state.source, action: 'skip_errors' })
  }

  replaceText(replacement: Replacement): Promise<void> {
    return this.#bulk({ source: this.#state.source, action: 'replace', ...replacement })
  }

  /** What `replaceText` would change, and the first values of it. */
  previewReplace(replacement: Replacement, signal: AbortSignal): Promise<BulkAnswer> {
    const change = { source: this.#state.source, action: 'replace', ...replacement } as const
    return this.#wizard.client.decideInBulk(this.importId, { ...change, preview: true }, signal)
  }

  /** Every value of the column as it was read again. */
  undoAll(): Promise<void> {
    return this.#bulk({ source: this.#state.source, action: 'undo' })
  }

  /** Opens the rows behind a value; null: those whose cell was decided on its own. */
  openRows(value: Value | null): void {
    this.#isChosenByUser = true
    const cells = new CellPages(this.#wizard, this.#state.source, value)
    this.#set({ cells })
    void cells.turnTo(0)
  }

  async closeRows(): Promise<void> {
    const { cells } = this.#state
    cells?.stop()
    this.#set({ cells: null })
    if (!cells?.hasChanged) return
    await this.#wizard.review.loadProgress()
    await this.#load()
  }

  /** Says a result to those who cannot see it. */
  announce(text: string): void {
    this.#wizard.announce(text)
  }

  failed(error: unknown): void {
    this.#wizard.failed(error)
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
    const canUndo = change.action !== 'undo' && !this.hasDecisions
    const changed = await review.decideInBulk(change)
    if (!changed) return
    await review.loadProgress()
    await this.#load()
    this.#set({ changed: { ...changed, canUndo: canUndo && changed.changedValues > 0 } })
  }

  /** Whether something was decided on the values of the chosen column. */
  get hasDecisions(): boolean {
    const { source } = this.#state
    const column = this.columns.find((column) => column.source === source)
    return column !== undefined && column.corrected + column.skipped > 0
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
      if (!answer) return
      wizard.answered(this.#page)
      this.#set({ ...answer, phase: 'ready' })
    } catch (error) {
      this.#set({ phase: 'error' })
      wizard.readFailed(error, { call: this.#page, again: () => this.#load() })
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
