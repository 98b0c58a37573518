import { defineElements } from '../define-elements.ts'
import { ImportTargetSelect } from '../parts/import-target-select.ts'
import { ImportValueEditor } from '../parts/import-value-editor.ts'
import { ImportExecuteStep } from './import-execute-step.ts'
import { ImportMapRow } from './import-map-row.ts'
import { ImportMapStep } from './import-map-step.ts'
import { ImportPreviewRecords } from './import-preview-records.ts'
import { ImportPreviewStep } from './import-preview-step.ts'
import { ImportReviewColumns } from './import-review-columns.ts'
import { ImportReviewStep } from './import-review-step.ts'
import { ImportReviewToolbar } from './import-review-toolbar.ts'
import { ImportReviewValues } from './import-review-values.ts'

/** Registers the steps after the upload; the wizard loads this module once the first one is shown. */
export const defineSteps = (): void =>
  defineElements({
    'import-target-select': ImportTargetSelect,
    'import-map-row': ImportMapRow,
    'import-map-step': ImportMapStep,
    'import-value-editor': ImportValueEditor,
    'import-review-columns': ImportReviewColumns,
    'import-review-toolbar': ImportReviewToolbar,
    'import-review-values': ImportReviewValues,
    'import-review-step': ImportReviewStep,
    'import-preview-records': ImportPreviewRecords,
    'import-preview-step': ImportPreviewStep,
    'import-execute-step': ImportExecuteStep,
  })
