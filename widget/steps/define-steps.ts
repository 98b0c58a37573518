import { defineElements } from '../define-elements.ts'
import { ImportResultBar } from '../parts/import-result-bar.ts'
import { ImportTargetSelect } from '../parts/import-target-select.ts'
import { ImportValueEditor } from '../parts/import-value-editor.ts'
import { laterEn } from '../strings/en-later.ts'
import { addEnglish } from '../strings/languages.ts'
import { ImportCellEditor } from './import-cell-editor.ts'
import { ImportExecuteStep } from './import-execute-step.ts'
import { ImportMapColumns } from './import-map-columns.ts'
import { ImportMapRow } from './import-map-row.ts'
import { ImportMapStep } from './import-map-step.ts'
import { ImportPreviewRecords } from './import-preview-records.ts'
import { ImportPreviewStep } from './import-preview-step.ts'
import { ImportReplacePanel } from './import-replace-panel.ts'
import { ImportReviewColumns } from './import-review-columns.ts'
import { ImportReviewStep } from './import-review-step.ts'
import { ImportReviewToolbar } from './import-review-toolbar.ts'
import { ImportReviewValues } from './import-review-values.ts'
import { ImportValueRows } from './import-value-rows.ts'

/** Registers the steps after the upload; the wizard loads this module once the first one is shown. */
export const defineSteps = (): void => {
  addEnglish(laterEn)
  defineElements({
    'import-result-bar': ImportResultBar,
    'import-target-select': ImportTargetSelect,
    'import-map-row': ImportMapRow,
    'import-map-columns': ImportMapColumns,
    'import-map-step': ImportMapStep,
    'import-value-editor': ImportValueEditor,
    'import-replace-panel': ImportReplacePanel,
    'import-review-columns': ImportReviewColumns,
    'import-review-toolbar': ImportReviewToolbar,
    'import-review-values': ImportReviewValues,
    'import-value-rows': ImportValueRows,
    'import-review-step': ImportReviewStep,
    'import-cell-editor': ImportCellEditor,
    'import-preview-records': ImportPreviewRecords,
    'import-preview-step': ImportPreviewStep,
    'import-execute-step': ImportExecuteStep,
  })
}
