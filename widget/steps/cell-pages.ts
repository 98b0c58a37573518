import type { RowsAnswer } from '../../server-kit/contract/answers.ts'
import type { Cell, Value } from '../../server-kit/contract/shapes.ts'
import type { ValueAction } from '../../server-kit/contract/stages.ts'
import { LatestCall } from '../latest-call.ts'
import type { WizardStore } from '../wizard-store.ts'

export const CELLS_PER_PAGE = 25

export interface CellPagesState {
  phase: 'loading' | 'ready' | 'error'
  offset: number
  total: number
  headers: readonly string[]
  items: RowsAnswer['items']
  /** Row numbers whose decision is under way. */
  saving: ReadonlySet<number>
}

/**
 * The rows behind one value, or those in which the column's cell was decided on its own, and the
 * decisions on these cells; no Lit, no DOM.
 */
export class CellPages {
  readonly source: string
  /** Null: whatever the value is, the cells that were decided on their own. */
  readonly value: Value | null
  readonly #wizard: WizardStore
  readonly #page = new LatestCall()
  readonly #listeners = new Set<() => void>()
  /** Answers to decisions since the page was read. */
  readonly #decided = new Map<number, Cell>()
  #hasChanged = false
  #state: CellPagesState = {
    phase: 'loading',
    offset: 0,
    total: 0,
    headers: [],
    items: [],
    saving: new Set(),
  }

  constructor(wizard: WizardStore, source: string, value: Value | null) {
    this.#wizard = wizard
    this.source = source
    this.value = value
  }

  get state(): CellPagesState {
    return this.#state
  }

  /** Whether a decision was made: what is shown elsewhere is no longer as it was. */
  get hasChanged(): boolean {
    return this.#hasChanged
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  stop(): void {
    this.#page.abort()
  }

  async turnTo(offset: number): Promise<void> {
    const wizard = this.#wizard
    const id = wizard.record?.id
    if (!id) return
    this.#set({ phase: 'loading', offset })
    const { source, value } = this
    const wanted = value ? { source, value: value.value } : { source, decided: true }
    try {
      const page = { ...wanted, offset, limit: CELLS_PER_PAGE }
      const answer = await this.#page.run((signal) => wizard.client.rows(id, page, signal))
      if (!answer) return
      this.#decided.clear()
      this.#set({ ...answer, phase: 'ready' })
    } catch (error) {
      this.#set({ phase: 'error' })
      wizard.failed(error, () => void this.turnTo(offset))
    }
  }

  /** One row's cell: with its own decision, else as the decision on its value has it. */
  cellOf({ rowNumber, cells, decided = [] }: RowsAnswer['items'][number]): Cell {
    const { source } = this
    const own = this.#decided.get(rowNumber) ?? decided.find((cell) => cell.source === source)
    if (own) return own
    const value = cells[this.#state.headers.indexOf(source)] ?? ''
    const asRead = { value, mapped: value, error: null, correction: null, skipped: false }
    return { ...asRead, ...decisionOf(this.value), value, rowNumber, source, own: false }
  }

  async decide(rowNumber: number, action: ValueAction, correction?: string): Promise<void> {
    this.#markSaving(rowNumber, true)
    const { source } = this
    const decision = { source, rowNumber, action, ...(correction !== undefined && { correction }) }
    const cell = await this.#wizard.review.decideCell(decision)
    if (cell) {
      this.#hasChanged = true
      this.#decided.set(rowNumber, cell)
    }
    this.#markSaving(rowNumber, false)
    // A page that was asked for before the decision would bring the cell as it was.
    if (cell && this.#state.phase === 'loading') await this.turnTo(this.#state.offset)
  }

  #markSaving(rowNumber: number, isSaving: boolean): void {
    const saving = new Set(this.#state.saving)
    if (isSaving) saving.add(rowNumber)
    else saving.delete(rowNumber)
    this.#set({ saving })
  }

  #set(change: Partial<CellPagesState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}

const decisionOf = (value: Value | null) =>
  value && {
    mapped: value.mapped,
    error: value.error,
    correction: value.correction,
    skipped: value.skipped,
  }
