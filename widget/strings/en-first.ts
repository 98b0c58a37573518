import { commonEn } from './en/common.ts'
import { errorsEn } from './en/errors.ts'
import { historyEn } from './en/history.ts'
import { resultsEn } from './en/results.ts'
import { serverEn } from './en/server.ts'
import { uploadEn } from './en/upload.ts'
import { wizardEn } from './en/wizard.ts'

/** What both elements say before a file is uploaded, or an import of the history is opened. */
export const firstEn = {
  common: commonEn,
  errors: errorsEn,
  wizard: wizardEn,
  upload: uploadEn,
  results: resultsEn,
  history: historyEn,
  server: serverEn,
}

export type FirstStrings = typeof firstEn
