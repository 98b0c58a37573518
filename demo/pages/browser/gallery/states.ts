import type { GalleryGroup, GalleryState } from './gallery-state.ts'
import { historyStates } from './history-states.ts'
import { importStates } from './import-states.ts'
import { mapStates } from './map-states.ts'
import { previewStates } from './preview-states.ts'
import { reviewStates } from './review-states.ts'
import { uploadStates } from './upload-states.ts'

/** Every state of both elements. */
export const GROUPS: readonly GalleryGroup[] = [
  { title: 'Upload', states: uploadStates },
  { title: 'Map', states: mapStates },
  { title: 'Review', states: reviewStates },
  { title: 'Preview', states: previewStates },
  { title: 'Import', states: importStates },
  { title: 'History', states: historyStates },
]

export const findState = (name: string): GalleryState | undefined =>
  GROUPS.flatMap(({ states }) => states).find((state) => state.name === name)
