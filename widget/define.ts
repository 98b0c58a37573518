/** Registers `<import-wizard>`, `<import-history>` and what both need at once. */
import { defineElements } from './define-elements.ts'
import { ImportHistory } from './import-history.ts'
import { ImportWizard } from './import-wizard.ts'
import { ImportDialog } from './parts/import-dialog.ts'
import { ImportEntityChoice } from './parts/import-entity-choice.ts'
import { ImportHistoryFilters } from './parts/import-history-filters.ts'
import { ImportLeave } from './parts/import-leave.ts'
import { ImportNotice } from './parts/import-notice.ts'
import { ImportPager } from './parts/import-pager.ts'
import { ImportStatusBadge } from './parts/import-status-badge.ts'
import { ImportStepper } from './parts/import-stepper.ts'
import { ImportFileCard } from './steps/import-file-card.ts'
import { ImportUploadStep } from './steps/import-upload-step.ts'

defineElements({
  'import-dialog': ImportDialog,
  'import-notice': ImportNotice,
  'import-pager': ImportPager,
  'import-stepper': ImportStepper,
  'import-leave': ImportLeave,
  'import-entity-choice': ImportEntityChoice,
  'import-status-badge': ImportStatusBadge,
  'import-history-filters': ImportHistoryFilters,
  'import-file-card': ImportFileCard,
  'import-upload-step': ImportUploadStep,
  'import-wizard': ImportWizard,
  'import-history': ImportHistory,
})
