import type { LitElement, ReactiveController } from 'lit'

const ROWS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 }
const COLUMNS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 }

/**
 * The keys of a grid whose cells take the focus, one of them in the tab order: arrows, Home and End
 * move, Enter and F2 edit. Cells that are not shown are passed over.
 */
export class CellFocus implements ReactiveController {
  readonly #host: LitElement
  readonly #edit: (cell: HTMLElement) => void
  #row = 0
  #column = 0

  constructor(host: LitElement, edit: (cell: HTMLElement) => void) {
    this.#host = host
    this.#edit = edit
    host.addController(this)
  }

  hostUpdated(): void {
    const rows = this.#rows
    for (const cell of rows.flat()) cell.tabIndex = -1
    const cell = this.#current ?? rows[0]?.find(isShown)
    if (cell) cell.tabIndex = 0
  }

  /** Puts the focus on the cell that had it, or on the one that is now in its place. */
  focus(): void {
    this.#current?.focus()
  }

  onFocusIn = ({ target }: Event): void => {
    const cell = target instanceof Element ? target.closest('td') : null
    this.#rows.forEach((row, place) => {
      const column = row.findIndex((one) => one === cell)
      if (column >= 0) [this.#row, this.#column] = [place, column]
    })
    this.hostUpdated()
  }

  onKey = (event: KeyboardEvent): void => {
    const current = this.#current
    if (!current || event.target !== current) return
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const next = this.#next(event.key)
    if (next) next.focus()
    else if (event.key === 'Enter' || event.key === 'F2') this.#edit(current)
    else if (!(event.key in ROWS) && !(event.key in COLUMNS)) return
    event.preventDefault()
  }

  #next(key: string): HTMLElement | undefined {
    const rows = this.#rows
    const row = rows[this.#row] ?? []
    if (key === 'Home') return row.find(isShown)
    if (key === 'End') return row.findLast(isShown)
    const down = ROWS[key]
    if (down) return nearest(rows[this.#row + down] ?? [], this.#column)
    const direction = this.#host.matches(':dir(rtl)') ? -1 : 1
    const aside = (COLUMNS[key] ?? 0) * direction
    if (aside === 0) return undefined
    return aside > 0
      ? row.slice(this.#column + 1).find(isShown)
      : row.slice(0, this.#column).findLast(isShown)
  }

  get #current(): HTMLElement | undefined {
    return this.#rows[this.#row]?.[this.#column]
  }

  get #rows(): HTMLElement[][] {
    const rows = [...this.#host.renderRoot.querySelectorAll('tbody tr[aria-rowindex]')]
    return rows.map((row) => [...row.querySelectorAll('td')])
  }
}

const isShown = (cell: HTMLElement): boolean => cell.checkVisibility()

/** The cell in that column, or the last shown one before it. */
const nearest = (row: readonly HTMLElement[], column: number): HTMLElement | undefined =>
  row.slice(0, column + 1).findLast(isShown) ?? row.find(isShown)
