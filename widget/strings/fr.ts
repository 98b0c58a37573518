import { commonFr } from './fr/common.ts'
import { errorsFr } from './fr/errors.ts'
import { executeFr } from './fr/execute.ts'
import { historyFr } from './fr/history.ts'
import { mapFr } from './fr/map.ts'
import { previewFr } from './fr/preview.ts'
import { resultsFr } from './fr/results.ts'
import { reviewFr } from './fr/review.ts'
import { serverFr } from './fr/server.ts'
import { uploadFr } from './fr/upload.ts'
import { wizardFr } from './fr/wizard.ts'
import type { Language } from './language.ts'

/** French. */
export const fr: Language = {
  common: commonFr,
  errors: errorsFr,
  wizard: wizardFr,
  upload: uploadFr,
  map: mapFr,
  review: reviewFr,
  preview: previewFr,
  execute: executeFr,
  results: resultsFr,
  history: historyFr,
  server: serverFr,
}
