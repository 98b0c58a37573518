import { defineElements } from '../define-elements.ts'
import { ImportTargetSelect } from '../parts/import-target-select.ts'
import { ImportMapRow } from './import-map-row.ts'
import { ImportMapStep } from './import-map-step.ts'

/** Registers the steps after the upload; the wizard loads this module once the first one is shown. */
export const defineSteps = (): void =>
  defineElements({
    'import-target-select': ImportTargetSelect,
    'import-map-row': ImportMapRow,
    'import-map-step': ImportMapStep,
  })
