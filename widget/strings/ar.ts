import { commonAr } from './ar/common.ts'
import { errorsAr } from './ar/errors.ts'
import { executeAr } from './ar/execute.ts'
import { historyAr } from './ar/history.ts'
import { mapAr } from './ar/map.ts'
import { previewAr } from './ar/preview.ts'
import { resultsAr } from './ar/results.ts'
import { reviewAr } from './ar/review.ts'
import { serverAr } from './ar/server.ts'
import { uploadAr } from './ar/upload.ts'
import { wizardAr } from './ar/wizard.ts'
import type { Language } from './language.ts'

/** Arabic. */
export const ar: Language = {
  common: commonAr,
  errors: errorsAr,
  wizard: wizardAr,
  upload: uploadAr,
  map: mapAr,
  review: reviewAr,
  preview: previewAr,
  execute: executeAr,
  results: resultsAr,
  history: historyAr,
  server: serverAr,
}
