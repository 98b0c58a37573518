import type { Refused } from './canned-fetch.ts'
import { chosenFile, type GalleryElement, type GalleryState, isWizard } from './gallery-state.ts'
import { ROWS, extraCells, manyColumns, record, rows } from './people-file.ts'
import { schema } from './people-schema.ts'

const server = { schema: () => schema }
const wizard = {
  element: 'import-wizard',
  attributes: { 'entity-type': 'people' },
} as const

const sendFile = async (element: GalleryElement) => {
  if (isWizard(element)) element.open(chosenFile())
}

const tooLarge: Refused = {
  refused: { code: 'file_too_large', message: 'Too large.', details: { limit: 536_870_912 } },
  status: 413,
}

/** Only the browser's own upload tells how much of it is sent: here nobody receives it. */
const send = (share: number) => async (element: GalleryElement) => {
  element.client.upload = (file, { onProgress }) => {
    // The pace is told once it is known well enough.
    const tell = () => onProgress?.({ sent: file.size * share, total: file.size })
    tell()
    setTimeout(tell, 1600)
    return new Promise(() => {})
  }
  await sendFile(element)
}

export const uploadStates: GalleryState[] = [
  {
    name: 'choice',
    title: 'Nothing chosen: what to import',
    element: 'import-wizard',
    server,
  },
  {
    name: 'upload-loading',
    title: 'Loading',
    ...wizard,
    server: { schema: () => 'pending' },
  },
  { name: 'upload-empty', title: 'Empty', ...wizard, server },
  { name: 'upload-sending', title: 'A file on its way', ...wizard, server, act: send(0.71) },
  {
    name: 'upload-reading',
    title: 'Sent, being read',
    ...wizard,
    server,
    act: send(1),
  },
  {
    name: 'upload-filled',
    title: 'The file was read',
    ...wizard,
    server: { ...server, upload: () => record(), rows: () => rows(5) },
    act: sendFile,
  },
  {
    name: 'upload-many',
    title: 'Many columns, and something worth knowing',
    ...wizard,
    server: {
      ...server,
      upload: () =>
        record({
          headers: manyColumns.map(({ source }) => source),
          fileName: 'satisfaction-survey-of-all-regions-exported-2026-03-31-final.csv',
          totalRows: ROWS,
          warnings: [
            extraCells('Column_120'),
            {
              code: 'duplicate_headers',
              message: 'Two columns are called “Remarks”. The second one is “Remarks_2”.',
            },
          ],
        }),
      rows: () => rows(5, manyColumns.length),
    },
    act: sendFile,
  },
  {
    name: 'upload-refused',
    title: 'The file was refused',
    ...wizard,
    server: { ...server, upload: () => tooLarge },
    act: sendFile,
  },
  {
    name: 'upload-offline',
    title: 'No server',
    ...wizard,
    server: { schema: () => 'away' },
  },
]
