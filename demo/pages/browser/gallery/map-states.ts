import type { CannedServer } from './canned-fetch.ts'
import { find, type GalleryElement, type GalleryState } from './gallery-state.ts'
import { ID, ROWS, columns, manyColumns, mappings, record, rows } from './people-file.ts'
import { schema } from './people-schema.ts'

const server = {
  schema: () => schema,
  show: () => record(),
  columns: () => ({ columns, rowCount: ROWS }),
  rows: () => rows(100),
} satisfies CannedServer
const wizard = { element: 'import-wizard', attributes: { 'import-id': ID } } as const

const STEP = 'import-map-step'

const unmappedOnly = async (element: GalleryElement) => {
  const box = await find(element, STEP, '.tools input')
  box.click()
}

const goOn = async (element: GalleryElement) => {
  const button = await find(element, STEP, '.actions > .primary:enabled')
  button.click()
}

const openTargets = async (element: GalleryElement) => {
  const input = await find(
    element,
    STEP,
    'import-map-columns',
    'import-map-row',
    'import-target-select',
    'input',
  )
  input.click()
}

/** A file whose headers say nothing, with dates that can be read in two ways. */
const unclear = columns.map((column, place) => ({
  ...column,
  source: `Column_${place + 1}`,
  suggestion: null,
}))
const ambiguous = columns.map((column) =>
  column.source === 'Geb.'
    ? {
        ...column,
        samples: ['01.02.1990', '03.04.1985', '05.06.1971'],
        dateFormats: [
          { format: 'european' as const, proven: false },
          { format: 'american' as const, proven: false },
        ],
        suggestion: column.suggestion && { ...column.suggestion, dateFormat: null },
      }
    : column,
)

const complete = columns.slice(0, 9)

export const mapStates: GalleryState[] = [
  {
    name: 'map-loading',
    title: 'Loading',
    ...wizard,
    server: { ...server, columns: () => 'pending' },
  },
  {
    name: 'map-empty',
    title: 'Nothing was recognised',
    ...wizard,
    server: {
      ...server,
      show: () => record({ headers: unclear.map(({ source }) => source) }),
      columns: () => ({ columns: unclear, rowCount: ROWS }),
    },
  },
  { name: 'map-filled', title: 'Most columns were recognised', ...wizard, server },
  {
    name: 'map-format',
    title: 'Dates that can be read in two ways',
    ...wizard,
    server: { ...server, columns: () => ({ columns: ambiguous, rowCount: ROWS }) },
  },
  { name: 'map-fields', title: 'Choosing a field', ...wizard, server, act: openTargets },
  {
    name: 'map-many',
    title: 'Very many columns',
    ...wizard,
    server: {
      ...server,
      show: () => record({ headers: manyColumns.map(({ source }) => source) }),
      columns: () => ({ columns: manyColumns, rowCount: ROWS }),
    },
  },
  {
    name: 'map-error',
    title: 'The server is away',
    ...wizard,
    server: { ...server, columns: () => 'away' },
  },
  {
    name: 'map-done',
    title: 'Every column is mapped, and only unmapped ones are asked for',
    ...wizard,
    server: {
      ...server,
      show: () =>
        record({ headers: complete.map(({ source }) => source), columnMappings: mappings }),
      columns: () => ({ columns: complete, rowCount: ROWS }),
    },
    act: unmappedOnly,
  },
  {
    name: 'map-duplicates',
    title: 'Nothing finds existing records',
    ...wizard,
    server: {
      ...server,
      columns: () => ({
        columns: columns.filter(({ source }) => source !== 'E-Mail'),
        rowCount: ROWS,
      }),
    },
    act: goOn,
  },
]
