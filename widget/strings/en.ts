import { commonEn } from './en-common.ts'
import { errorsEn } from './en-errors.ts'
import { executeEn } from './en-execute.ts'
import { historyEn } from './en-history.ts'
import { mapEn } from './en-map.ts'
import { previewEn } from './en-preview.ts'
import { resultsEn } from './en-results.ts'
import { reviewEn } from './en-review.ts'
import { uploadEn } from './en-upload.ts'
import { wizardEn } from './en-wizard.ts'

/** Every text that users see, by the place where they see it: one file per place. */
export const en = {
  common: commonEn,
  errors: errorsEn,
  wizard: wizardEn,
  upload: uploadEn,
  map: mapEn,
  review: reviewEn,
  preview: previewEn,
  execute: executeEn,
  results: resultsEn,
  history: historyEn,
}

/** A whole language. */
export type Strings = typeof en

/** A host's own wording: whatever is left out stays as it is. */
export type StringsOverride = { [Section in keyof Strings]?: Partial<Strings[Section]> }
