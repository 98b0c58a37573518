import type { CannedServer } from './canned-fetch.ts'
import { find, type GalleryElement, type GalleryState } from './gallery-state.ts'
import { ID, mappings, record, rows } from './people-file.ts'
import { schema } from './people-schema.ts'
import {
  checking,
  clean,
  cleanValues,
  replaced,
  reviewOf,
  rowsBehind,
  unchecked,
  valuesOf,
} from './review-answers.ts'

const server = {
  schema: () => schema,
  show: () => record({ status: 'reviewing', columnMappings: mappings }),
  review: () => reviewOf(),
  values: valuesOf,
  rows: (asked) => (asked.query.has('source') ? rowsBehind(asked) : rows(25)),
  decideInBulk: () => replaced,
} satisfies CannedServer
const wizard = { element: 'import-wizard', attributes: { 'import-id': ID } } as const

const STEP = 'import-review-step'
const VALUES = 'import-review-values'

const choose = (source: string) => async (element: GalleryElement) => {
  // In a narrow place a picker stands for the list, which hears a click all the same.
  const button = await find(element, STEP, 'import-review-columns', `button[title="${source}"]`)
  button.click()
}

const openReplace = async (element: GalleryElement) => {
  await choose('E-Mail')(element)
  const toolbar = await find(element, STEP, VALUES, 'import-review-toolbar')
  const button = await find(toolbar, '[aria-expanded]')
  button.click()
  for (const [name, text] of Object.entries({ find: ' at ', replace: '@' })) {
    const input = await find(toolbar, 'import-replace-panel', `[name=${name}]`)
    if (!(input instanceof HTMLInputElement)) return
    input.value = text
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
}

const openRows = async (element: GalleryElement) => {
  await choose('Sex')(element)
  const count = await find(element, STEP, VALUES, 'tbody button.count')
  count.click()
}

const unasked = reviewOf((place) =>
  place === 1
    ? { problem: 'The e-mails could not be compared with your records: try again later.' }
    : {},
)

export const reviewStates: GalleryState[] = [
  {
    name: 'review-loading',
    title: 'Loading',
    ...wizard,
    server: { ...server, review: () => 'pending' },
  },
  {
    name: 'review-checking',
    title: 'No column is checked yet',
    ...wizard,
    server: { ...server, review: () => unchecked },
  },
  {
    name: 'review-partly',
    title: 'Some columns are checked',
    ...wizard,
    server: { ...server, review: () => checking },
    act: choose('E-Mail'),
  },
  {
    name: 'review-filled',
    title: 'A few values need review',
    ...wizard,
    server,
    act: choose('Sex'),
  },
  {
    name: 'review-many',
    title: 'Many values need review',
    ...wizard,
    server,
    act: choose('E-Mail'),
  },
  { name: 'review-replace', title: 'Find and replace', ...wizard, server, act: openReplace },
  { name: 'review-rows', title: 'The rows behind a value', ...wizard, server, act: openRows },
  {
    name: 'review-empty',
    title: 'A column without values',
    ...wizard,
    server: {
      ...server,
      review: () => clean,
      values: () => ({
        items: [],
        total: 0,
        counts: { all: 0, needsReview: 0, modified: 0, skipped: 0 },
      }),
    },
    act: choose('Town'),
  },
  {
    name: 'review-problem',
    title: 'Something could not be checked',
    ...wizard,
    server: { ...server, review: () => unasked },
    act: choose('E-Mail'),
  },
  {
    name: 'review-error',
    title: 'The values could not be read',
    ...wizard,
    server: { ...server, values: () => 'away' },
  },
  {
    name: 'review-done',
    title: 'Everything is right',
    ...wizard,
    server: { ...server, review: () => clean, values: cleanValues },
  },
]
