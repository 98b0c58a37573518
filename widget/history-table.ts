import { html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { ImportView } from '../server-kit/contract/shapes.ts'
import type { HistorySort } from './history-filter.ts'
import type { ImportClientError } from './import-client-error.ts'
import { historyRow, type HistoryRow } from './history-row.ts'
import type { HistoryState } from './history-store.ts'
import { icon } from './parts/icons.ts'
import type { FirstTexts } from './strings/texts.ts'

export interface HistoryTable extends Pick<
  HistoryRow,
  'texts' | 'isEntityShown' | 'open' | 'goOn'
> {
  state: HistoryState
  /** Rows that stand in while the first page is on its way. */
  placeholders: number
  sort: (sort: HistorySort) => void
}

const SORTED = { file: 'fileName', total: 'totalRows', when: 'createdAt' } as const
const COUNTS = ['created', 'updated', 'skipped', 'failed'] as const
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

/** The imports of one page, with headers that sort. */
export const historyTable = (table: HistoryTable) => {
  const { state, texts } = table
  const isBusy = state.phase === 'loading'
  return html`<div class="scroll ${isBusy ? 'busy' : ''}">
    <table part="table" role="table" aria-busy=${isBusy} aria-label=${texts.strings.history.label}>
      <thead role="rowgroup">
        <tr role="row">
          ${headers(table)}
        </tr>
      </thead>
      <tbody role="rowgroup" @keydown=${moveFocus}>
        ${
          state.items.length > 0
            ? repeat(
                state.items,
                ({ id }) => id,
                (record) => row(table, record),
              )
            : skeletons(table)
        }
      </tbody>
    </table>
  </div>`
}

/** How many there are, whether that is still so, and aloud what has just ended. */
export const historyNews = ({ strings, format }: FirstTexts, state: HistoryState) => {
  const { history, results } = strings
  const { phase, total, isTotalOver, isBehind, ended } = state
  const words = isTotalOver ? history.importsOver : history.imports
  return html`<p class="count muted" role="status">
      ${phase === 'ready' ? words(total, format) : nothing}
      ${isBehind ? html`<span class="behind">${history.behind}</span>` : nothing}
    </p>
    <p class="visually-hidden" role="status">
      ${ended ? history.ended(ended.fileName, results.statuses[ended.status]) : nothing}
    </p>`
}

/** The list can be tried again; an import that could not be opened is only told. */
export const historyProblem = (
  texts: FirstTexts,
  error: ImportClientError,
  { isList, goOn }: { isList: boolean; goOn: () => void },
) => {
  const { retry, dismiss } = texts.strings.common
  return html`<import-notice exportparts="notice" tone="danger" role="alert"
    >${texts.error(error)}<span slot="actions"
      ><button class="small" @click=${goOn}>${isList ? retry : dismiss}</button></span
    ></import-notice
  >`
}

/** Nothing yet; or nothing for filters, which `clear` takes away. */
export const emptyHistory = ({ strings: { history } }: FirstTexts, clear: (() => void) | null) =>
  clear
    ? html`<div class="empty">
        ${icon('search')}
        <h2>${history.noMatches}</h2>
        <button @click=${clear}>${history.clear}</button>
      </div>`
    : html`<div class="empty">
        ${icon('file')}
        <h2>${history.empty}</h2>
        <p class="muted">${history.emptyHint}</p>
      </div>`

const row = ({ state, ...table }: HistoryTable, record: ImportView) =>
  historyRow({
    ...table,
    record,
    entity: state.entities.find(({ entityType }) => entityType === record.entityType),
    now: Date.now(),
  })

const skeletons = ({ placeholders, texts }: HistoryTable) =>
  Array.from(
    { length: placeholders },
    () =>
      html`<tr role="row" class="skeletons">
        <td role="cell" colspan="10">
          <span class="skeleton"></span
          ><span class="visually-hidden">${texts.strings.common.loading}</span>
        </td>
      </tr>`,
  )

const headers = (table: HistoryTable) => {
  const { history } = table.texts.strings
  return html`${table.isEntityShown ? html`<th role="columnheader" class="type"><span>${history.entityType}</span></th>` : nothing}
    ${sorter(table, 'file')}
    <th role="columnheader" class="status">${history.status}</th>
    ${sorter(table, 'total')}
    ${COUNTS.map((name) => html`<th role="columnheader" class="number">${history[name]}</th>`)}
    <th role="columnheader" class="user">${history.user}</th>
    ${sorter(table, 'when')}`
}

const sorter = ({ state, texts, sort }: HistoryTable, name: keyof typeof SORTED) => {
  const { filter } = state
  const direction = filter.order === 'asc' ? 'ascending' : 'descending'
  return html`<th
    role="columnheader"
    class="${name} ${name === 'total' ? 'number' : ''}"
    aria-sort=${filter.sort === SORTED[name] ? direction : nothing}
  >
    <button @click=${() => sort(SORTED[name])}>
      ${texts.strings.history[name]}${icon('chevron')}
    </button>
  </th>`
}

/** Arrow keys go from import to import. */
const moveFocus = (event: KeyboardEvent): void => {
  const { currentTarget, target } = event
  const step = STEPS[event.key]
  if (!step || !(currentTarget instanceof Element) || !(target instanceof Element)) return
  const files = [...currentTarget.querySelectorAll<HTMLElement>('[data-import]')]
  const here = files.findIndex((file) => file.closest('tr')?.contains(target))
  const next = files[here + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
