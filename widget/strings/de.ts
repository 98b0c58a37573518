import { commonDe } from './de/common.ts'
import { errorsDe } from './de/errors.ts'
import { executeDe } from './de/execute.ts'
import { historyDe } from './de/history.ts'
import { mapDe } from './de/map.ts'
import { previewDe } from './de/preview.ts'
import { resultsDe } from './de/results.ts'
import { reviewDe } from './de/review.ts'
import { serverDe } from './de/server.ts'
import { uploadDe } from './de/upload.ts'
import { wizardDe } from './de/wizard.ts'
import type { Language } from './language.ts'

/** German. */
export const de: Language = {
  common: commonDe,
  errors: errorsDe,
  wizard: wizardDe,
  upload: uploadDe,
  map: mapDe,
  review: reviewDe,
  preview: previewDe,
  execute: executeDe,
  results: resultsDe,
  history: historyDe,
  server: serverDe,
}
