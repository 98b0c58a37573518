import { html, type TemplateResult } from 'lit'
import type { FirstTexts } from '../strings/texts.ts'
import type { WizardStore } from '../wizard-store.ts'

export interface StepProperties {
  store: WizardStore
  texts: FirstTexts
  /** Where the history is shown; null: nowhere that may be linked to. */
  historyUrl: string | null
}

/** The element of the current step. */
export const renderStep = ({ store, texts, historyUrl }: StepProperties): TemplateResult => {
  switch (store.state.view.step) {
    case 'upload':
      return html`<import-upload-step
        exportparts="drop-zone, progress, card, notice, primary"
        .store=${store}
        .texts=${texts}
      ></import-upload-step>`
    case 'map':
      return html`<import-map-step
        exportparts="map-columns, map-row, target-input, target-list, dialog, primary"
        .store=${store}
        .texts=${texts}
      ></import-map-step>`
    case 'review':
      return html`<import-review-step
        exportparts="columns: review-columns, review-column, values: review-values, filters, replace-panel, value, value-error, value-row, pager, notice, dialog, primary"
        .store=${store}
        .texts=${texts}
      ></import-review-step>`
    case 'preview':
      return html`<import-preview-step
        exportparts="counts, records, tabs, preview-row, cell-editor, value-error, pager, notice, dialog, primary"
        .store=${store}
        .texts=${texts}
      ></import-preview-step>`
    case 'import':
      return html`<import-execute-step
        exportparts="result, bar, bar-counts, reasons, notice, dialog, primary"
        .store=${store}
        .texts=${texts}
        .historyUrl=${historyUrl}
      ></import-execute-step>`
  }
}
