import { fixture, html } from '@open-wc/testing'
import { nothing } from 'lit'
import type { ImportView } from '../../../server-kit/contract/shapes.ts'
import type { ImportHistory } from '../../../widget/import-history.ts'
import { record, schema, scriptedFetch, type Script } from './answers.ts'
import { deepFind, textOf, until } from './pages.ts'
import { mapping } from './runs.ts'

export const ID = '01JBBBBBBBBBBBBBBBBBBBBBBB'

/** A completed import with something to tell in each part of its details. */
export const done = record({
  id: ID,
  status: 'completed',
  fileName: 'march.csv',
  headers: ['Firm', 'Born', 'Internal code'],
  totalRows: 214_006,
  processedRows: 214_006,
  createdRows: 198_402,
  updatedRows: 15_589,
  skippedRows: 3,
  failedRows: 12,
  failedRowsUrl: '/scripted/failed-rows.csv?expires=1&signature=a',
  failedRowsData: Array.from({ length: 12 }, (_, row) => ({ row: row + 2, error: 'Taken' })),
  columnMappings: [
    mapping('Firm', 'name', { entityLink: 'company' }),
    mapping('Born', 'birthday', { dateFormat: 'european' }),
  ],
  user: { id: 'ada', name: 'Ada Quinn', avatarUrl: null },
  warnings: [{ code: 'extra_cells', message: 'Row 418 has more cells than the header.' }],
  completedAt: '2026-03-01T10:00:22.000Z',
})

export const running = record({
  ...done,
  id: '01JCCCCCCCCCCCCCCCCCCCCCCC',
  fileName: 'running.csv',
  status: 'importing',
  processedRows: 107_003,
  completedAt: null,
})

export const draft = record({
  ...done,
  fileName: 'draft.csv',
  status: 'reviewing',
  failedRows: 0,
  failedRowsUrl: null,
  completedAt: null,
})

interface Shown {
  urlState?: string
  timeZone?: string
  pageSize?: number
}

/** A history whose server answers by the script, and every query for a page that it has asked. */
export const historyOf = async (items: ImportView[], script: Script = {}, shown: Shown = {}) => {
  const asked: URLSearchParams[] = []
  const records = Object.fromEntries(
    items.map((item) => [`GET /${item.id}`, () => Response.json(item)]),
  )
  const element = await fixture<ImportHistory>(
    html`<import-history
      endpoint="/scripted"
      time-zone=${shown.timeZone ?? 'UTC'}
      page-size=${shown.pageSize ?? 25}
      url-state=${shown.urlState ?? nothing}
      .fetch=${scriptedFetch({
        'GET /schema': () => Response.json(schema),
        'GET /': (request) => {
          asked.push(new URL(request.url).searchParams)
          return Response.json({ items, total: items.length })
        },
        ...records,
        ...script,
      })}
    ></import-history>`,
  )
  // Otherwise a colour half way between two states would be measured.
  element.style.setProperty('--import-motion', '0ms')
  await until(() => textOf(element.shadowRoot?.querySelector('.count') ?? null) !== '')
  return { element, asked }
}

/** The same, with the details of its first import open. */
export const openedOf = async (items: ImportView[], script: Script = {}, shown: Shown = {}) => {
  const { element } = await historyOf(items, script, shown)
  ;(await deepFind(element, '[data-import]')).click()
  const panel = await panelOf(element)
  return { element, panel }
}

export const panelOf = async (element: Element) => {
  const panel = await deepFind(element, 'import-history-panel')
  await deepFind(panel, 'dialog[open]')
  await deepFind(panel, 'import-details', '[part=facts]')
  return panel
}

/** A part of the opened details. */
export const detail = (panel: Element, selector: string) =>
  deepFind(panel, 'import-details', selector)

export const press = (panel: Element, words: string) => {
  const buttons = [...(panel.shadowRoot?.querySelectorAll<HTMLElement>('.foot button') ?? [])]
  const button = buttons.find((one) => textOf(one) === words)
  if (!button) throw new Error(`no button “${words}”`)
  button.click()
}

/** Chooses in one of the filters, by its label. */
export const choose = async (element: Element, name: string, value: string) => {
  const select = await filter(element, name)
  select.value = value
  select.dispatchEvent(new Event('change'))
}

export const filter = (element: Element, name: string) =>
  deepFind<HTMLSelectElement>(element, 'import-history-filters', `select[aria-label="${name}"]`)

export const search = async (element: Element, text: string) => {
  const input = await deepFind<HTMLInputElement>(element, 'import-history-filters', '[type=search]')
  input.value = text
  input.dispatchEvent(new Event('input'))
  return input
}

/** The names of the files in the list. */
export const files = (element: Element) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>('[data-import]') ?? []),
]
