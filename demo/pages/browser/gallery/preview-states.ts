import type { CannedServer } from './canned-fetch.ts'
import { find, type GalleryElement, type GalleryState } from './gallery-state.ts'
import { ID, mappings, record, rows } from './people-file.ts'
import { schema } from './people-schema.ts'
import { nothingToDo, previewOf, someWillFail } from './preview-answers.ts'
import { reviewOf, valuesOf } from './review-answers.ts'

const server = {
  schema: () => schema,
  show: () => record({ status: 'previewing', columnMappings: mappings }),
  review: () => reviewOf(),
  preview: previewOf,
  values: valuesOf,
  rows: ({ query }) => {
    const offset = Number(query.get('offset'))
    const { headers, items, total } = rows(offset + 1)
    return { headers, items: items.slice(offset), total }
  },
} satisfies CannedServer
const wizard = { element: 'import-wizard', attributes: { 'import-id': ID } } as const

const STEP = 'import-preview-step'
const RECORDS = 'import-preview-records'

const openTab = async (element: GalleryElement) => {
  const tab = await find(element, STEP, RECORDS, '[role=tab]:nth-child(2)')
  tab.click()
}

const editCell = async (element: GalleryElement) => {
  const cell = await find(element, STEP, RECORDS, 'td[data-source="Position"]')
  cell.click()
}

const askToStart = async (element: GalleryElement) => {
  const button = await find(element, STEP, '.actions .primary:enabled')
  button.click()
}

export const previewStates: GalleryState[] = [
  {
    name: 'preview-loading',
    title: 'Rows are compared with the records',
    ...wizard,
    server: {
      ...server,
      review: () => ({ ...reviewOf(), matching: { status: 'matching', progress: 0.64 } }),
    },
  },
  {
    name: 'preview-problem',
    title: 'Comparing does not come on',
    ...wizard,
    server: {
      ...server,
      review: () => ({
        ...reviewOf(),
        matching: {
          status: 'matching',
          progress: 0.2,
          problem: 'Your records could not be searched: the search answered too late.',
        },
      }),
    },
  },
  {
    name: 'preview-empty',
    title: 'No row can be imported',
    ...wizard,
    server: {
      ...server,
      show: () => record({ status: 'previewing', columnMappings: mappings, totalRows: 12 }),
      preview: () => nothingToDo,
    },
  },
  { name: 'preview-filled', title: 'What will happen', ...wizard, server },
  {
    name: 'preview-failing',
    title: 'Some rows will fail',
    ...wizard,
    server: {
      ...server,
      show: () => record({ status: 'previewing', columnMappings: mappings, totalRows: 1_148 }),
      preview: () => someWillFail,
    },
  },
  { name: 'preview-linked', title: 'Linked records', ...wizard, server, act: openTab },
  { name: 'preview-cell', title: 'Correcting one cell', ...wizard, server, act: editCell },
  {
    name: 'preview-error',
    title: 'The preview could not be read',
    ...wizard,
    server: { ...server, preview: () => 'away' },
  },
  { name: 'preview-done', title: 'Asked before it starts', ...wizard, server, act: askToStart },
]
