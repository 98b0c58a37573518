import type { ImportView } from '../../../../server-kit/contract/shapes.ts'
import { find, type GalleryElement, type GalleryState } from './gallery-state.ts'
import { reasons, withFailures } from './history-answers.ts'
import { ID, ROWS, mappings, record } from './people-file.ts'
import { schema } from './people-schema.ts'

const wizard = {
  element: 'import-wizard',
  attributes: { 'import-id': ID, 'history-url': '/history', 'return-url': '/records/people' },
} as const

const started = (more: Partial<ImportView>) =>
  record({ status: 'importing', columnMappings: mappings, ...more })

const shows = (show: () => ImportView) => ({ schema: () => schema, show })

const reached = (rows: number, more: Partial<ImportView> = {}) =>
  started({
    processedRows: rows,
    successfulRows: rows,
    createdRows: rows - Math.round(rows * 0.08),
    updatedRows: Math.round(rows * 0.08) - 3,
    skippedRows: 3,
    ...more,
  })

/** Goes on at an even pace, so that it can be told how long it will take. */
const goingOn = () => {
  const begun = performance.now()
  return () => reached(Math.min(180_000, 142_000 + Math.round((performance.now() - begun) * 9.8)))
}

const askToStop = async (element: GalleryElement) => {
  const button = await find(element, 'import-execute-step', '.actions button')
  button.click()
}

export const importStates: GalleryState[] = [
  {
    name: 'import-loading',
    title: 'Just started',
    ...wizard,
    server: shows(() => started({})),
  },
  { name: 'import-running', title: 'Running', ...wizard, server: shows(goingOn()) },
  {
    name: 'import-stop',
    title: 'Asked before it is stopped',
    ...wizard,
    server: shows(() => reached(142_000)),
    act: askToStop,
  },
  {
    name: 'import-stalled',
    title: 'Not moving',
    ...wizard,
    server: shows(() => reached(142_000, { stalled: true })),
  },
  {
    name: 'import-done',
    title: 'Done',
    ...wizard,
    server: shows(() => reached(ROWS, { status: 'completed' })),
  },
  {
    name: 'import-failures',
    title: 'Done, but some rows were refused',
    ...wizard,
    server: shows(() => ({ ...withFailures, id: ID })),
  },
  {
    name: 'import-many',
    title: 'Very many rows were refused',
    ...wizard,
    server: shows(() => ({
      ...withFailures,
      id: ID,
      createdRows: 120_402,
      failedRows: 78_012,
      failedRowsData: reasons,
    })),
  },
  {
    name: 'import-error',
    title: 'It stopped by itself',
    ...wizard,
    server: shows(() => reached(142_000, { status: 'failed' })),
  },
  {
    name: 'import-cancelled',
    title: 'It was stopped',
    ...wizard,
    server: shows(() => reached(142_000, { status: 'cancelled' })),
  },
  {
    name: 'import-empty',
    title: 'The import does not exist',
    ...wizard,
    server: {
      schema: () => schema,
      show: () => ({
        refused: { code: 'import_not_found', message: 'There is no such import.' },
        status: 404,
      }),
    },
  },
]
