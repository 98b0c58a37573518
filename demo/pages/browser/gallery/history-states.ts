import type { ImportView } from '../../../../server-kit/contract/shapes.ts'
import type { CannedServer } from './canned-fetch.ts'
import { find, type GalleryElement, type GalleryState } from './gallery-state.ts'
import { drafts, filled, many, page, withFailures } from './history-answers.ts'
import { schema } from './people-schema.ts'

const history = { element: 'import-history', attributes: { 'url-state': '' } } as const

const serving = (items: ImportView[], total = items.length): CannedServer => ({
  schema: () => schema,
  history: () => page(items, total),
  show: ({ id }) => items.find((item) => item.id === id) ?? withFailures,
})

const openOne = (fileName: string) => async (element: GalleryElement) => {
  const file = await find(element, `[data-import][title="${fileName}"]`)
  file.click()
  await find(element, 'import-history-panel', 'import-details', '[part=facts]')
}

const askToDiscard = async (element: GalleryElement) => {
  await openOne('people-march.csv')(element)
  const button = await find(element, 'import-history-panel', '.foot button')
  button.click()
}

export const historyStates: GalleryState[] = [
  {
    name: 'history-loading',
    title: 'Loading',
    ...history,
    server: { ...serving([]), history: () => 'pending' },
  },
  { name: 'history-empty', title: 'No imports yet', ...history, server: serving([]) },
  {
    name: 'history-no-matches',
    title: 'Nothing matches the filters',
    ...history,
    query: { 'history-search': 'invoices' },
    server: serving([]),
  },
  { name: 'history-filled', title: 'One of each kind', ...history, server: serving(filled) },
  { name: 'history-many', title: 'Many', ...history, server: serving(many, 1_284) },
  {
    name: 'history-one-type',
    title: 'Of one type only',
    element: 'import-history',
    attributes: { 'entity-type': 'people' },
    server: serving(filled.filter(({ entityType }) => entityType === 'people')),
  },
  {
    name: 'history-drafts',
    title: 'Drafts',
    ...history,
    query: { 'history-status': 'drafts' },
    server: serving(drafts),
  },
  {
    name: 'history-error',
    title: 'The list could not be read',
    ...history,
    server: { ...serving([]), history: () => 'away' },
  },
  {
    name: 'history-open',
    title: 'An import with failed rows',
    ...history,
    server: serving(filled),
    act: openOne('people-march.csv'),
  },
  {
    name: 'history-open-stalled',
    title: 'An import that does not move',
    ...history,
    server: serving(filled),
    act: openOne('leads-fair.csv'),
  },
  {
    name: 'history-discard',
    title: 'Asked before a draft is discarded',
    ...history,
    query: { 'history-status': 'drafts' },
    server: serving(drafts),
    act: askToDiscard,
  },
]
