import { defineElements } from '../define-elements.ts'
import { ImportDetails } from './import-details.ts'
import { ImportHistoryPanel } from './import-history-panel.ts'
import { ImportResultBar } from './import-result-bar.ts'
import { laterEn } from '../strings/en-later.ts'
import { addEnglish } from '../strings/languages.ts'

/** Registers what an opened import of the history needs. */
export const defineDetails = (): void => {
  addEnglish(laterEn)
  defineElements({
    'import-result-bar': ImportResultBar,
    'import-details': ImportDetails,
    'import-history-panel': ImportHistoryPanel,
  })
}
